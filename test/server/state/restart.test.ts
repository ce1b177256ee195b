import { describe, expect, it } from 'vitest';
import { companyChanges } from '../../../src/server/company.js';
import { readSigningKey } from '../../../src/run/key-files.js';
import type { TenantStart } from '../../../src/server/state/start.js';
import { openServer, START, TEST_SP } from '../open-server.js';

const key = readSigningKey('entra-1');
const LATER = START + 60_000;

/** Another tenant, with two people of the company. */
const other: TenantStart = {
  settings: { vendor: 'entra', tenant: 'globex' },
  keys: { current: key, published: [key] },
  changes: (at) => companyChanges('entra', at, []).slice(0, 2),
};

function handles(tenants: ReadonlyMap<string, { directory: { changes: readonly unknown[] } }>) {
  return [...tenants].map(([name, { directory }]) => [name, directory.changes.length]);
}

describe('restart', () => {
  it('opens the other tenants at the other instant, at the same address', async () => {
    await using server = await openServer({ vendors: ['okta'] });
    const { state } = server;
    state.browsers.seat(undefined);
    state.clock.advance(5000);
    state.restart({ tenants: [other], sps: [TEST_SP], seed: '1', clock: LATER });
    expect(handles(state.tenants)).toEqual([['entra-globex', 2]]);
    expect(state.clock.now()).toBe(LATER);
    expect([...state.browsers.all()]).toEqual([]);
    const { id } = state.tenants.get('entra-globex')?.tenant ?? {};
    const path = `${server.origin}/${id ?? ''}/federationmetadata/2007-06/federationmetadata.xml`;
    expect((await fetch(path)).status).toBe(200);
    state.clock.advance(5000);
    state.reset();
    expect(handles(state.tenants)).toEqual([['entra-globex', 2]]);
    expect(state.clock.now()).toBe(LATER);
  });

  it('leaves everything as it was when the tenants cannot be opened', async () => {
    await using server = await openServer({ vendors: ['okta'] });
    const { state } = server;
    const before = handles(state.tenants);
    const broken: TenantStart = { ...other, settings: { vendor: 'entra', tenant: 'No Name' } };
    expect(() => state.restart({ tenants: [broken], sps: [], seed: '1', clock: LATER })).toThrow(
      expect.objectContaining({ code: 'setting-invalid' }),
    );
    expect(handles(state.tenants)).toEqual(before);
    expect(state.clock.now()).toBe(START);
  });

  it('gives people the ids that they had, whatever the seed is: accounts are known by them', async () => {
    await using one = await openServer({ vendors: ['entra'] });
    const ids = () =>
      [...(one.state.tenants.get('entra-acme')?.directory.at(START).users() ?? [])].map(
        ({ id }) => id,
      );
    const before = ids();
    one.state.reset('another');
    expect(ids()).toEqual(before);
    expect(new Set(before).size).toBe(before.length);
  });
});
