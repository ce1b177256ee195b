import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../../src/directory/user.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import type { TenantState } from '../../../src/server/state/tenant-state.js';
import { openServer, type TestServer } from '../open-server.js';
import { visitor, type Fields, type Visited } from './visitor.js';

const OKTA = '/__standin/tenants/okta-acme';
const ADA = `${OKTA}/users/ada`;
const kept: { server?: TestServer } = {};

beforeEach(async () => {
  kept.server = await openServer();
});
afterEach(() => kept.server?.[Symbol.asyncDispose]());

function server(): TestServer {
  if (kept.server === undefined) throw new Error('not open');
  return kept.server;
}

function tenant(key = 'okta-acme'): TenantState {
  const found = server().state.tenants.get(key);
  if (found === undefined) throw new Error(`no tenant ${key}`);
  return found;
}

function user(handle: string, key?: string): User {
  const found = tenant(key).directory.at(server().state.clock.now()).user(handle);
  if (found === undefined) throw new Error(`no user ${handle}`);
  return found;
}

const get = (path: string): Promise<Visited> => visitor(server().origin).get(path);
const post = (path: string, fields: Fields): Promise<Visited> =>
  visitor(server().origin).post(path, fields);

describe('the list of people', () => {
  it.each(['okta', 'entra'] satisfies VendorName[])(
    'offers at %s what the lifecycle can do in each state, and nothing else',
    async (vendor) => {
      const { page } = await get(`/__standin/tenants/${vendor}-acme`);
      const { transitions } = tenant(`${vendor}-acme`).vendor.lifecycle;
      for (const handle of ['ada', 'sam', 'dana', 'paula', 'lou', 'erin']) {
        const offered = page.values(`#u-${handle} button[name=do]`, 'value');
        const { state } = user(handle, `${vendor}-acme`);
        expect([handle, offered]).toEqual([handle, Object.keys(transitions[state] ?? {})]);
      }
    },
  );

  it.each([
    ['q=zoe', ['zoe']],
    ['q=NOTARIES', ['nelida', 'thurgood']],
    ['q=globex', ['gus']],
    ['state=locked-out', ['lou']],
    ['q=sam&state=suspended', ['sam']],
    ['q=nobody-at-all', []],
  ])('finds by %s', async (query, handles) => {
    const { page } = await get(`${OKTA}?${query}`);
    expect(page.values('.users > li', 'id')).toEqual(handles.map((handle) => `u-${handle}`));
  });

  it('goes back to the list as it was filtered', async () => {
    const { at, page } = await post(ADA, [
      ['do', 'suspend'],
      ['from', 'list'],
      ['view', 'q=by&state='],
    ]);
    expect(at).toBe(`${OKTA}?q=by&done=ada`);
    expect(page.texts('[role=status]')).toEqual(['Done: Ada Byron is suspended.']);
    expect(page.values('.users > li', 'id')).toEqual(['u-ada']);
    expect(user('ada').state).toBe('suspended');
  });

  it('says where nothing is', async () => {
    const missing = ['/__standin/tenants/okta-nowhere', `${OKTA}/users/nobody`];
    for (const path of missing) expect((await get(path)).status).toBe(404);
    expect((await post(`${OKTA}/users/nobody`, [['do', 'suspend']])).status).toBe(404);
    expect((await post('/__standin/tenants/none/users', [])).status).toBe(404);
  });
});

describe('what can be done to a person', () => {
  it('walks a life by buttons', async () => {
    const states: string[] = [];
    for (const verb of ['lock', 'unlock', 'deactivate', 'reactivate', 'delete', 'rehire']) {
      const { status, page } = await post(ADA, [['do', verb]]);
      states.push(`${status} ${user('ada').state}`);
      expect(page.texts('[role=status]')).toHaveLength(1);
    }
    expect(states).toEqual([
      '200 locked-out',
      '200 active',
      '200 deprovisioned',
      '200 active',
      '200 deleted',
      '200 active',
    ]);
    const { page } = await get(ADA);
    const history = page.texts('[aria-labelledby=history] strong');
    expect(history.slice(0, 3)).toEqual(['rehire', 'delete', 'deactivate']);
  });

  it('shows what is impossible, with what would be possible', async () => {
    const { status, page } = await post(ADA, [['do', 'unsuspend']]);
    expect(status).toBe(409);
    const [alert = ''] = page.texts('[role=alert]');
    expect(alert).toContain('transition-impossible');
    expect(alert).toContain('suspend, lock');
  });

  it('records only what was changed', async () => {
    const { page } = await get(ADA);
    const fields = ['firstName', 'lastName', 'displayName', 'email', 'userName', 'roles'].map(
      (name): [string, string] => [name, page.values(`input[name=${name}]`, 'value')[0] ?? ''],
    );
    const changed = fields.map(([name, value]): [string, string] =>
      name === 'lastName' ? [name, ' Lovelace '] : [name, value],
    );
    const lines = 'department: Legal\r\ndepartment: Research\r\ncostCentre: 7: 8';
    await post(ADA, [...changed, ['attributes', lines], ['do', 'update']]);
    const { recorded } = server().state;
    expect(recorded.map(({ step }) => step)).toEqual([
      {
        update: 'ada',
        set: {
          lastName: 'Lovelace',
          attributes: { department: ['Legal', 'Research'], costCentre: ['7: 8'] },
        },
      },
    ]);
    await post(ADA, [...changed, ['attributes', lines], ['do', 'update']]);
    expect(recorded).toHaveLength(1);
    await post(ADA, [
      ['attributes', 'costCentre: 7: 8'],
      ['do', 'update'],
    ]);
    expect(user('ada').attributes).toEqual({ costCentre: ['7: 8'] });
    expect((await get(ADA)).page.texts('textarea')).toEqual(['costCentre: 7: 8']);
  });

  it('keeps what was typed when it is refused', async () => {
    const { status, page } = await post(ADA, [
      ['firstName', 'Augusta'],
      ['email', 'not an address'],
      ['do', 'update'],
    ]);
    expect(status).toBe(400);
    expect(page.texts('[role=alert]')[0]).toContain('is not an e-mail address');
    expect(page.values('input[name=firstName]', 'value')).toEqual(['Augusta']);
    expect(page.values('input[name=email]', 'value')).toEqual(['not an address']);
    expect(user('ada').firstName).toBe('Ada');
    const taken = await post(ADA, [
      ['userName', 'grace.hopper@acme.example'],
      ['do', 'update'],
    ]);
    expect(taken.status).toBe(409);
    expect(taken.page.texts('[role=alert]')[0]).toContain('user-exists');
  });

  it('moves people between groups and applications', async () => {
    await post(ADA, [
      ['groups', 'Legal, Night Shift'],
      ['do', 'join'],
    ]);
    await post(ADA, [
      ['group', 'Engineering'],
      ['do', 'leave'],
    ]);
    expect(user('ada').groups).toEqual(['All Staff', 'Admins', 'Legal', 'Night Shift']);
    await post(ADA, [
      ['application', 'app'],
      ['do', 'unassign'],
    ]);
    expect(user('ada').assignments).toEqual(['your-app']);
    await post(ADA, [
      ['application', 'app'],
      ['do', 'assign'],
    ]);
    expect(user('ada').assignments).toEqual(['your-app', 'app']);
    const nowhere = await post(ADA, [
      ['application', 'ap'],
      ['do', 'assign'],
    ]);
    expect(nowhere.page.texts('[role=alert]')[0]).toContain('Did you mean "app"?');
    const nothing = await post(ADA, [
      ['groups', ' , '],
      ['do', 'join'],
    ]);
    expect(nothing.status).toBe(400);
  });

  it('is not done by a page of another site', async () => {
    const headers = { origin: 'https://evil.example' };
    const sent = await visitor(server().origin).post(ADA, [['do', 'deactivate']], headers);
    expect(sent.status).toBe(403);
    expect(user('ada').state).toBe('active');
  });
});

describe('a new person', () => {
  it('comes with a handle of their own and the applications that were ticked', async () => {
    const { at } = await post(`${OKTA}/users`, [
      ['firstName', 'Ada'],
      ['lastName', 'Yonath'],
      ['email', 'ada.yonath@acme.example'],
      ['groups', 'Research'],
      ['roles', 'Admin'],
      ['application', 'app'],
      ['state', 'active'],
    ]);
    expect(at).toBe(`${OKTA}/users/ada2?done=1`);
    const { groups, roles, assignments, userName } = user('ada2');
    expect({ groups, roles, assignments, userName }).toEqual({
      groups: ['Research'],
      roles: ['Admin'],
      assignments: ['app'],
      userName: 'ada.yonath@acme.example',
    });
    expect(server().state.recorded[0]?.step).not.toHaveProperty('user.state');
  });

  it.each([
    ['an address that somebody has', [['email', 'ada.byron@acme.example']], 409, 'user-exists'],
    ['no address', [['email', '']], 400, 'value-invalid'],
    [
      'a state of another vendor',
      [
        ['email', 'x@acme.example'],
        ['state', 'disabled'],
      ],
      400,
      'no such state',
    ],
    [
      'a handle that no file can have',
      [
        ['email', 'x@acme.example'],
        ['handle', 'x y'],
      ],
      400,
      'cannot be a handle',
    ],
    [
      'a handle that somebody had',
      [
        ['email', 'x@acme.example'],
        ['handle', 'dana'],
      ],
      409,
      'user-exists',
    ],
  ] as const)('is refused with %s, and what was typed stays', async (_, fields, status, said) => {
    const refused = await post(`${OKTA}/users`, [['lastName', 'Typed'], ...fields]);
    expect(refused.status).toBe(status);
    expect(refused.page.texts('[role=alert]')[0]).toContain(said);
    expect(refused.page.some('#hire', '[open]')).toBe(true);
    expect(refused.page.values('#hire input[name=lastName]', 'value')).toEqual(['Typed']);
    expect(refused.page.values('#hire input[name=email]', 'value')).toEqual([fields[0][1]]);
    expect(server().state.recorded).toEqual([]);
  });
});

describe('hostile names', () => {
  const EVIL = `"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;</textarea></title>`;

  it('are text wherever they stand', async () => {
    await post(`${OKTA}/users`, [
      ['firstName', EVIL],
      ['lastName', EVIL],
      ['email', `<b>@x.example`],
      ['groups', EVIL],
      ['roles', EVIL],
      ['handle', 'evil'],
      ['application', 'app'],
    ]);
    const path = `${OKTA}/users/evil`;
    const attributes: Fields = [
      ['attributes', `${EVIL}: ${EVIL}`],
      ['do', 'update'],
    ];
    await post(path, attributes);
    await post(path, [
      ['firstName', EVIL],
      ['email', EVIL],
      ['do', 'update'],
    ]);
    const app = tenant().apps.get('app');
    if (app === undefined) throw new Error('no application');
    await visitor(server().origin).logIn(app, 'evil');
    const shown = [
      await get(path),
      await get(OKTA),
      await get(`${OKTA}?q=${encodeURIComponent(EVIL)}`),
      await get('/__standin/log'),
      await get(`/__standin/log?user=${encodeURIComponent(EVIL)}&kind=${encodeURIComponent(EVIL)}`),
      await get('/'),
      await post(path, [
        ['firstName', EVIL],
        ['email', EVIL],
        ['do', 'update'],
      ]),
    ];
    for (const { at, page, html, headers } of shown) {
      expect([at, page.values('script', 'src')]).toEqual([at, ['/__standin/dashboard.js']]);
      expect([at, page.texts('img, b, iframe')]).toEqual([at, []]);
      expect(html).not.toContain('<script>alert');
      expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    }
    expect(shown[0]?.page.values('input[name=firstName]', 'value')).toEqual([EVIL]);
    expect(shown[0]?.page.texts('textarea')).toEqual([`${EVIL}: ${EVIL}`]);
    expect(shown[1]?.page.texts('#u-evil strong')).toEqual([`${EVIL} ${EVIL}`]);
  });
});
