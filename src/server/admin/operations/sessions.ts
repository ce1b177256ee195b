/** Floor 5: the operations on IdP sessions: who is signed in, in which browser. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../../../base/errors.js';
import { sessionOf } from '../../sso/session.js';
import type { BrowserState, IdpSession } from '../../state/browsers.js';
import type { ServerState } from '../../state/server-state.js';
import type { TenantState } from '../../state/tenant-state.js';
import { findUser, tenantsNamed } from '../find-tenant.js';
import { operation, type Operation } from '../operation.js';
import { person, sessionId, tenantFilter } from '../schema/parameter.js';
import { instantText } from '../schema/span.js';

const group = 'Sessions';

const sessionRecord = z
  .strictObject({
    id: z.string(),
    tenant: z.string(),
    user: z.string().meta({ description: 'A handle.' }),
    startedAt: instantText,
    usedAt: instantText,
    remembered: z.boolean().meta({ description: 'It goes on after the browser was closed.' }),
    applications: z.array(
      z.strictObject({ app: z.string(), nameId: z.string(), sessionIndex: z.string() }),
    ),
  })
  .meta({
    id: 'session-record',
    description: 'Somebody is signed in at a tenant, in one browser.',
  });

const filters = z.strictObject({ tenant: tenantFilter, user: person.exactOptional() });

const ended = z
  .strictObject({ ended: z.int().meta({ description: 'How many sessions.' }) })
  .meta({ id: 'sessions-ended' });

interface Seat {
  readonly id: string;
  readonly home: TenantState;
  readonly browser: BrowserState;
  readonly session: IdpSession;
}

/** Names a session without telling the browser's cookie. */
function idOf({ id }: BrowserState, { key }: TenantState): string {
  return createHash('sha256').update(`${id}/${key}`).digest('hex').slice(0, 16);
}

/** Whether the session is that of the user who is named. */
function isOf({ user }: IdpSession, home: TenantState, name: string | undefined): boolean {
  return name === undefined || findUser(home, name).handle === user;
}

function seats(
  state: ServerState,
  query: { readonly tenant?: string; readonly user?: string },
): readonly Seat[] {
  const homes = tenantsNamed(state, query.tenant);
  return [...state.browsers.all()].flatMap((browser) =>
    homes.flatMap((home): readonly Seat[] => {
      const session = sessionOf(state, home, browser);
      if (session === undefined || !isOf(session, home, query.user)) return [];
      return [{ id: idOf(browser, home), home, browser, session }];
    }),
  );
}

function recordOf({ id, home, session }: Seat): z.input<typeof sessionRecord> {
  const { user, startedAt, usedAt, remembered, participations } = session;
  return {
    id,
    tenant: home.key,
    user,
    startedAt: new Date(startedAt).toISOString(),
    usedAt: new Date(usedAt).toISOString(),
    remembered,
    applications: participations.map(({ app, nameId, sessionIndex }) => ({
      ...{ app, nameId, sessionIndex },
    })),
  };
}

function end(found: readonly Seat[]): { readonly ended: number } {
  for (const { browser, home } of found) browser.sessions.delete(home.key);
  return { ended: found.length };
}

/** The rows of the table. */
export const SESSION_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'listSessions',
    method: 'GET',
    address: '/sessions',
    group,
    summary: 'Lists who is signed in.',
    query: filters,
    gives: z.strictObject({ sessions: z.array(sessionRecord) }).meta({ id: 'session-list' }),
    refuses: [404],
    run: ({ state, query }) => ({ sessions: seats(state, query).map(recordOf) }),
  }),
  operation({
    id: 'endSessions',
    method: 'DELETE',
    address: '/sessions',
    group,
    summary: 'Ends every session that fits. No SP is told.',
    query: filters,
    gives: ended,
    refuses: [404],
    run: ({ state, query }) => end(seats(state, query)),
  }),
  operation({
    id: 'endSession',
    method: 'DELETE',
    address: '/sessions/{session}',
    group,
    summary: 'Ends one session. No SP is told.',
    path: { session: sessionId },
    gives: ended,
    refuses: [404],
    run({ state, path }) {
      const found = seats(state, {}).filter(({ id }) => id === path.session);
      if (found.length > 0) return end(found);
      throw new UserError('session-unknown', `There is no session "${path.session}".`, {
        fix: 'List them: GET /__standin/api/sessions',
      });
    },
  }),
];
