/** A process: Standin's server with one Okta application, which logs Ada in without asking. Prints its SSO URL. */
import { randomUUID } from 'node:crypto';
import { companyChanges } from '../../dist/server/company.js';
import { holdPort, listenerOf } from '../../dist/server/listen.js';
import { openServerState } from '../../dist/server/state/server-state.js';
import { ATTRIBUTES, KEY, SP } from './okta-login.mjs';
import './tell-cpu.mjs';

const attributeStatements = ATTRIBUTES.map(([name, source]) => ({ name, values: [source] }));

const START = {
  tenants: [
    {
      settings: { vendor: 'okta', tenant: 'acme', app: { attributeStatements } },
      keys: { current: KEY, published: [KEY] },
      changes: (at, applications) => companyChanges('okta', at, applications),
    },
  ],
  sps: [{ facts: SP, source: 'metadata', label: 'app' }],
  seed: 'bench',
};

const port = await holdPort({ port: 0, host: '127.0.0.1' });
const state = openServerState(START, {
  origin: port.origin,
  options: { strict: true, autoLogin: 'ada', hosts: [], version: 'bench' },
  machine: { now: () => Date.now() },
  drawId: randomUUID,
  attacks: { list: async () => [], forge: async () => Promise.reject(new Error('no attacks')) },
});
port.serve(listenerOf(state));
console.log(state.tenants.get('okta-acme').apps.get('app').places.sso);
