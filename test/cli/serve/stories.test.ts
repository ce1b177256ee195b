import { afterAll, describe, expect, it } from 'vitest';
import { openServing, removeKeys } from './serving.js';

afterAll(removeKeys);

const CLOCK = '2026-03-02T09:00:00Z';

function story(idp: string, more = ''): string {
  return `scenario: A story
${idp}
sp: jit-update
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron, groups: [Staff] }
  bob: { email: bob@acme.example, firstName: Bob, lastName: Hale, assigned: false }
${more}steps:
  - login: ada
    expect: { outcome: logged-in }
`;
}

async function open(files: Readonly<Record<string, string>>, options = {}) {
  return openServing({ files, scenarios: Object.keys(files), options });
}

describe('scenario files as tenants', () => {
  it('have the people of the file as before its first step, assigned to every application', async () => {
    const files = { 'one.yaml': story('idp: { vendor: okta, tenant: corp }', `clock: ${CLOCK}\n`) };
    await using test = await open(files);
    const { state } = test.serving;
    expect([...state.tenants.keys()]).toEqual(['okta-corp']);
    expect(new Date(state.clock.now()).toISOString()).toBe('2026-03-02T09:00:00.000Z');
    expect(state.clock.fixed).toBe(true);
    const tenant = state.tenants.get('okta-corp');
    const people = tenant?.directory.at(state.clock.now());
    expect(tenant?.story).toBe('one');
    expect(people?.user('ada')?.assignments).toEqual(['jit-update', 'your-app']);
    expect(people?.user('bob')?.assignments).toEqual([]);
    expect(people?.group('Staff')?.name).toBe('Staff');
  });

  it('are one for each IdP of a matrix, and get names where they have none', async () => {
    const files = {
      'a.yaml': story('matrix: { idp: [okta, entra] }'),
      'b.yaml': story('idp: okta'),
      'c.yaml': story('idp: { vendor: okta, tenant: acme }'),
    };
    await using test = await open(files);
    expect([...test.serving.state.tenants.keys()]).toEqual([
      'okta-acme-2',
      'entra-acme',
      'okta-acme-3',
      'okta-acme',
    ]);
  });

  it('are only those of --idp', async () => {
    const files = {
      'a.yaml': story('matrix: { idp: [okta, entra] }'),
      'b.yaml': story('idp: { vendor: okta, app: { responseSigned: false } }'),
    };
    await using test = await open(files, { idp: ['entra'] });
    expect([...test.serving.state.tenants.keys()]).toEqual(['entra-acme']);
    await expect(open({ 'b.yaml': files['b.yaml'] }, { idp: ['entra'] })).rejects.toMatchObject({
      code: 'scenario-not-found',
    });
  });

  it('are refused with their lines where two files describe one tenant', async () => {
    const text = story('idp: { vendor: okta, tenant: corp }');
    await expect(open({ 'a.yaml': text, 'b.yaml': text })).rejects.toMatchObject({
      code: 'scenario-invalid',
      message: expect.stringContaining('a.yaml') as string,
      at: { file: 'b.yaml', line: 2 },
    });
  });

  it.each([
    ['a setting', story('idp: { vendor: okta, app: { responseSinged: true } }'), 2],
    ['a state', story('idp: entra').replace('assigned: false', 'state: staged'), 6],
    ['a key', story('idp: okta', 'cloc: 2026-03-02T09:00:00Z\n'), 7],
  ])('are refused with their lines where %s is wrong', async (_, text, line) => {
    await expect(open({ 'a.yaml': text })).rejects.toMatchObject({ at: { file: 'a.yaml', line } });
  });

  it('keep how messages are made, and leave who the SP is to every SP', async () => {
    const app = 'responseSigned: false, ssoAcsUrl: "https://api.proof.com/acs", audience: other';
    const files = { 'a.yaml': story(`idp: { vendor: okta, app: { ${app} } }`) };
    await using test = await open(files);
    const { state, spOrigin = '' } = test.serving;
    const served = state.tenants.get('okta-acme')?.apps.get('jit-update')?.application;
    expect(served?.signed).toEqual({ response: false, assertion: true });
    expect(served?.acsUrls).toEqual([`${spOrigin}/saml/consume`]);
    expect(served?.audience).toBe(`${spOrigin}/saml/consume`);
  });

  it('stand still together, or run: a clock is one only where they agree, and never against --clock', async () => {
    const first = story('idp: okta', `clock: ${CLOCK}\n`);
    const files = { 'a.yaml': first, 'b.yaml': first.replace('2026-03', '2026-04') };
    {
      await using test = await open(files);
      expect(test.serving.state.clock.fixed).toBe(false);
    }
    {
      await using test = await open({ 'a.yaml': first }, { clock: 'now' });
      expect(test.serving.state.clock.fixed).toBe(false);
    }
    await using test = await open(files, { clock: '2027-01-01T00:00:00Z' });
    expect(test.serving.state.clock.now()).toBe(Date.parse('2027-01-01T00:00:00Z'));
  });
});
