/** Floor 9: the corpus as the server's pages and admin API offer it; read when somebody first looks. */
import { listCorpus, selectAttacks } from '../../attack/corpus.js';
import { didYouMean } from '../../base/suggest.js';
import { UserError } from '../../base/errors.js';
import { keyNamed, signedAs } from '../../run/forgery-of.js';
import { CORPUS } from '../../run/package-root.js';
import type { Attack } from '../../scenario/attack.js';
import type { Mutation } from '../../scenario/mutation.js';
import type { LoginStep } from '../../scenario/step.js';
import type { ForgeryChoice } from '../../server/state/arrival.js';
import type { AttackOffer, Forged } from '../../server/state/corpus.js';
import type { ServerState } from '../../server/state/server-state.js';
import { forgeryValues } from '../forgery-values.js';

/** An attack that is one login with a forged message, signed with the tenant's own key. */
interface Sendable {
  readonly attack: Attack;
  readonly login: LoginStep;
}

function sendable(attack: Attack): readonly Sendable[] {
  const [login, another] = attack.steps;
  const isOne = login?.verb === 'login' && login.mutate !== undefined && another === undefined;
  return isOne && attack.key === undefined ? [{ attack, login }] : [];
}

/** Somebody else who is active and may use the application: whom a forged message speaks of unless it is said. */
function anybodyElse(state: ServerState, { application, user }: Forged): string {
  for (const { apps, directory } of state.tenants.values()) {
    const isThere = [...apps.values()].some((app) => app.application.key === application.key);
    if (!isThere) continue;
    for (const each of directory.at(state.clock.now()).users()) {
      const assigned = each.assignments.includes(application.name);
      if (each.handle !== user && each.state === 'active' && assigned) return each.handle;
    }
  }
  return user;
}

/** How its message is made: as the attack's file says, or as the caller does. */
function wayOf(
  { attack: id, mutations = [] }: ForgeryChoice,
  known: readonly Sendable[],
): { readonly mutations: readonly Mutation[]; readonly login?: LoginStep } {
  if (id === undefined) return { mutations };
  const found = known.find(({ attack }) => attack.id === id);
  if (found !== undefined) return { mutations: found.login.mutate ?? [], login: found.login };
  const ids = known.map(({ attack }) => attack.id);
  throw new UserError('attack-unknown', `There is no attack "${id}" of one message.`, {
    fix: didYouMean(id, ids),
  });
}

/**
 * Offers the corpus.
 *
 * @param state - the server's, asked when a message is forged
 */
export function offerCorpus(state: ServerState): AttackOffer {
  const known = selectAttacks(listCorpus(CORPUS), { names: [] }).flatMap(sendable);
  return {
    list: () =>
      Promise.resolve(
        known.map(({ attack: { id, group, title, severity, expect } }) => ({
          ...{ id, group, title, severity, expect },
        })),
      ),
    async forge(choice, about) {
      const { mutations, login } = await Promise.resolve(wayOf(choice, known));
      const { application } = about;
      const certificate = application.encryption?.certificate;
      return {
        application: login === undefined ? application : signedAs(application, login),
        forgery: {
          mutations,
          parts: { attacker: about.user, victim: choice.victim ?? anybodyElse(state, about) },
          values: forgeryValues(application),
          key: (key) => keyNamed(key, about.vendor),
          ...(certificate === undefined ? {} : { encryptionCertificate: certificate }),
        },
      };
    },
  };
}
