/** Floor 5: the operations on the server as a whole: what it is, and back to the start. */
import { z } from 'zod';
import { instant } from '../../../scenario/schema/value.js';
import type { ServerState } from '../../state/server-state.js';
import { OPENAPI_PATH } from '../address.js';
import { operation, type Operation } from '../operation.js';
import { instantText } from '../schema/span.js';

const group = 'Server';

const serverRecord = z
  .strictObject({
    version: z.string().meta({ description: "Standin's version." }),
    url: z.url(),
    seed: z.string().meta({ description: 'Fixes every identifier.' }),
    now: instantText,
    tenants: z.array(z.string()).meta({ description: 'Their keys.' }),
    documentation: z.url().meta({ description: 'This API, in OpenAPI 3.1.' }),
  })
  .meta({ id: 'server-record' });

function serverRecordOf(state: ServerState): z.input<typeof serverRecord> {
  const { origin, options, clock, tenants, seed } = state;
  return {
    version: options.version,
    url: origin,
    seed,
    now: new Date(clock.now()).toISOString(),
    tenants: [...tenants.keys()],
    documentation: `${origin}${OPENAPI_PATH}`,
  };
}

const resetting = z
  .strictObject({
    clock: instant
      .meta({
        description:
          'People are hired at this instant, and the clock stands still there. Default: as the server was started.',
        examples: ['2026-03-02T09:00:00Z'],
      })
      .exactOptional(),
  })
  .meta({ id: 'resetting' });

const seeding = z
  .strictObject({
    seed: z
      .string()
      .min(1)
      .max(200)
      .meta({
        description: 'Any text; the same seed makes the same identifiers.',
        examples: ['7'],
      }),
  })
  .meta({ id: 'seeding' });

/** The rows of the table. */
export const START_OPERATIONS: readonly Operation[] = [
  operation({
    id: 'getServer',
    method: 'GET',
    address: '',
    group,
    summary: 'Shows what this server is; answers as soon as it listens.',
    gives: serverRecord,
    run: ({ state }) => serverRecordOf(state),
  }),
  operation({
    id: 'reset',
    method: 'POST',
    address: '/reset',
    group,
    summary: 'Goes back to the start, for the next test.',
    detail:
      'People, clock, keys, applications, sessions, the queue of logins, the log and identifiers are as they were when the server was started. The ids of log entries go on counting.',
    body: resetting,
    optionalBody: true,
    gives: serverRecord,
    run({ state, body }) {
      state.reset(state.seed, body.clock);
      return serverRecordOf(state);
    },
  }),
  operation({
    id: 'setSeed',
    method: 'PUT',
    address: '/seed',
    group,
    summary: 'Goes back to the start with another seed: other identifiers of messages.',
    body: seeding,
    gives: serverRecord,
    run({ state, body }) {
      state.reset(body.seed);
      return serverRecordOf(state);
    },
  }),
];
