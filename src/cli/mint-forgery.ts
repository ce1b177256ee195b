/** Floor 9: `mint --mutate`: the forged message of an attack, for use by hand. */
import type { Application } from '../idp/tenant.js';
import type { Forgery } from '../login.js';
import { UserError } from '../base/errors.js';
import { keyNamed, signedAs } from '../run/forgery-of.js';
import type { Attack } from '../scenario/attack.js';
import type { LoginStep } from '../scenario/step.js';
import { selectedAttacks } from './attack/selection.js';
import type { Options } from './command.js';
import { forgeryValues } from './forgery-values.js';
import type { Io } from './io.js';
import { textOption } from './options.js';

/** The handle of whom the message is made to speak. */
const VICTIM_HANDLE = 'victim';

/** A message to forge. */
export interface MintedForgery {
  readonly forgery: Forgery;
  /** Signs what the attack is about. */
  readonly application: Application;
}

function forgedLogin({ id, steps }: Attack): LoginStep {
  const login = steps.findLast(
    (step): step is LoginStep => step.verb === 'login' && step.mutate !== undefined,
  );
  if (login !== undefined) return login;
  throw new UserError('not-supported', `${id} forges no message: it is about what happens when.`, {
    fix: `Play it: standin attack ${id}.`,
  });
}

function attackNamed(name: string, options: Options, io: Io): Attack {
  const attacks = selectedAttacks([name], options, io);
  const [attack, another] = attacks;
  if (attack !== undefined && another === undefined) return attack;
  throw new UserError('option-invalid', `--mutate ${name} names ${attacks.length} attacks.`, {
    fix: `Name one of them: ${attacks
      .slice(0, 8)
      .map(({ id }) => id)
      .join(', ')}.`,
  });
}

/**
 * The forgery of `--mutate ID|FILE`; `undefined` when none is asked for.
 *
 * @param vendor - its keys are those that attacks call `second` and so on
 * @throws UserError `attack-unknown`, `option-invalid`, `not-supported`
 */
export function mintForgery(
  options: Options,
  io: Io,
  about: { readonly application: Application; readonly vendor: string; readonly user: string },
): MintedForgery | undefined {
  const name = textOption(options, 'mutate');
  if (name === undefined) return undefined;
  const login = forgedLogin(attackNamed(name, options, io));
  return {
    application: signedAs(about.application, login),
    forgery: {
      mutations: login.mutate ?? [],
      parts: { attacker: about.user, victim: VICTIM_HANDLE },
      values: forgeryValues(about.application),
      key: (key) => keyNamed(key, about.vendor),
    },
  };
}
