/** Floor 5: the operations on the queue of logins that tests decide beforehand. */
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import { didYouMean, suggest } from '../../../base/suggest.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { findApplication, findUser, tenantsNamed } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { keptOf, nextLogin, writtenOf, type WrittenNextLogin } from '../schema/next-login.js';

const group = 'Next logins';

const queue = z
  .strictObject({ next: z.array(nextLogin) })
  .meta({ id: 'next-logins', description: 'What was decided and has not happened yet, in order.' });

const LONGEST_DELAY = 600_000;
const MOST = 1000;

function invalid(path: string, message: string, fix: string): UserError {
  return new UserError('value-invalid', message, { path: ['body', path], fix });
}

/** What goes with what. */
function checkParts(next: WrittenNextLogin): void {
  const { tenant: _tenant, app: _app, ...decided } = next;
  const { user, refuse, delay = 0, attack, mutations, victim } = next;
  const made = (['attack', 'mutations', 'overrides', 'despite', 'remember'] as const).find(
    (key) => next[key] !== undefined,
  );
  if (Object.keys(decided).length === 0) {
    throw invalid('user', 'Nothing is decided.', 'Say user, refuse, delay, attack or mutations.');
  }
  if (refuse !== undefined && made !== undefined) {
    throw invalid(
      made,
      `"${made}" does not go with "refuse".`,
      'Nothing reaches the SP: take one out.',
    );
  }
  if (attack !== undefined && mutations !== undefined) {
    throw invalid('mutations', 'An attack brings its own operations.', 'Take one of them out.');
  }
  if (victim !== undefined && attack === undefined && mutations === undefined) {
    throw invalid('victim', 'Nothing is forged.', 'Say attack or mutations, too.');
  }
  if (user === undefined && made !== undefined) {
    throw invalid('user', `"${made}" needs somebody who logs in.`, 'Say user, too: a handle.');
  }
  if (delay > LONGEST_DELAY) throw invalid('delay', 'No answer takes longer.', 'At most 10m.');
}

/** At least one tenant must know it; the mistake of the last one is told. */
function somewhere(homes: readonly TenantState[], look: (home: TenantState) => unknown): void {
  const mistakes = homes.flatMap((home): unknown[] => {
    try {
      look(home);
      return [];
    } catch (error) {
      return [error];
    }
  });
  if (mistakes.length === homes.length) throw mistakes.at(-1);
}

/** @throws UserError `attack-unknown` */
async function checkAttack({ attacks }: ServerState, id: string): Promise<void> {
  const known = (await attacks.list()).map(({ id: each }) => each);
  if (known.includes(id)) return;
  const near = suggest(id, known);
  throw new UserError('attack-unknown', `There is no attack "${id}".`, {
    path: ['body', 'attack'],
    fix: near === undefined ? 'List them: standin attack --list' : didYouMean(id, known),
  });
}

async function check(state: ServerState, next: WrittenNextLogin): Promise<void> {
  checkParts(next);
  const { tenant, app, user, victim, attack } = next;
  const homes = tenantsNamed(state, tenant);
  if (app !== undefined) somewhere(homes, (home) => findApplication(home, app));
  for (const person of [user, victim]) {
    if (person !== undefined) somewhere(homes, (home) => findUser(home, person));
  }
  if (attack !== undefined) await checkAttack(state, attack);
  if (state.queue.length >= MOST) {
    const fix = 'Clear the queue: DELETE /__standin/api/next';
    throw new UserError('value-invalid', `${MOST} logins are decided already.`, { fix });
  }
}

type WrittenQueue = z.input<typeof queue>;

function queueOf(state: ServerState): WrittenQueue {
  return { next: state.queue.map(writtenOf) };
}

/** The rows of the table. */
export const NEXT_LOGIN_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listNextLogins',
    method: 'GET',
    address: '/next',
    group,
    summary: 'Lists what was decided and has not happened yet.',
    gives: queue,
    run: ({ state }) => queueOf(state),
  }),
  operation({
    id: 'enqueueLogin',
    method: 'POST',
    address: '/next',
    group,
    summary: 'Decides what happens to the next browser that comes to log in.',
    detail:
      'Each decision counts once, for the first browser that fits, in the order in which they were made. Requests that the vendor refuses by themselves use none up.',
    body: nextLogin,
    gives: queue,
    status: 201,
    refuses: [404],
    async run({ state, body }) {
      await check(state, body);
      const tenant =
        body.tenant === undefined
          ? {}
          : { tenant: tenantsNamed(state, body.tenant)[0]?.key ?? body.tenant };
      state.queue.push(keptOf({ ...body, ...tenant }));
      return queueOf(state);
    },
  }),
  operation({
    id: 'clearNextLogins',
    method: 'DELETE',
    address: '/next',
    group,
    summary: 'Forgets what was decided and has not happened yet.',
    gives: queue,
    run({ state }) {
      state.queue.splice(0);
      return queueOf(state);
    },
  }),
];
