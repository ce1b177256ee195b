/** A server for tests: the company under some vendors, on a free port, with a clock that stands still. */
import { readSigningKey } from '../../src/run/key-files.js';
import type { IdpSettings, VendorName } from '../../src/scenario/scenario.js';
import { companyChanges } from '../../src/server/company.js';
import { holdPort, listenerOf } from '../../src/server/listen.js';
import type { AttackOffer } from '../../src/server/state/corpus.js';
import {
  openServerState,
  type ServerOptions,
  type ServerState,
} from '../../src/server/state/server-state.js';
import type { SpStart, TenantStart } from '../../src/server/state/start.js';
import { WAITING_SP } from '../../src/server/state/tenant-state.js';

export const START: number = Date.parse('2026-03-02T09:00:00Z');

/** An SP that needs nobody to be there: its ACS is never asked. */
export const TEST_SP: SpStart = {
  facts: { entityId: 'https://app.example/metadata', acsUrl: 'https://app.example/acs' },
  source: 'metadata',
  label: 'app',
};

export interface TestServerOptions {
  readonly vendors?: readonly VendorName[];
  readonly sps?: readonly SpStart[];
  readonly options?: Partial<ServerOptions>;
  readonly settings?: Partial<IdpSettings>;
  readonly attacks?: AttackOffer;
}

export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  readonly state: ServerState;
}

const NO_ATTACKS: AttackOffer = {
  list: () => Promise.resolve([]),
  forge: () => Promise.reject(new Error('no attacks here')),
};

function tenantStart(vendor: VendorName, settings: Partial<IdpSettings>): TenantStart {
  const key = readSigningKey(`${vendor}-1`);
  return {
    settings: { ...settings, vendor },
    keys: { current: key, published: [key], next: readSigningKey(`${vendor}-2`) },
    changes: (at, applications) => companyChanges(vendor, at, applications),
  };
}

export async function openServer({
  vendors = ['okta', 'entra'],
  sps = [TEST_SP, WAITING_SP],
  options = {},
  settings = {},
  attacks = NO_ATTACKS,
}: TestServerOptions = {}): Promise<TestServer> {
  const port = await holdPort({ port: 0, host: '127.0.0.1' });
  const drawn = { count: 0 };
  const tenants = vendors.map((vendor) => tenantStart(vendor, settings));
  const state = openServerState(
    { tenants, sps, seed: '1', clock: START },
    {
      origin: port.origin,
      options: { strict: false, hosts: [], version: '0', ...options },
      machine: { now: () => START },
      drawId: () => `id${++drawn.count}`,
      attacks,
    },
  );
  port.serve(listenerOf(state));
  return { origin: port.origin, state, [Symbol.asyncDispose]: () => port.close() };
}
