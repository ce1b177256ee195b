/** People, time, keys and the way back to the start. */
import { describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { readSigningKey } from '../../src/run/key-files.js';
import { readUser } from '../../src/scenario/read-user.js';
import { castOf } from '../../src/testing/cast.js';
import { mockIdp } from '../../src/testing/mock-idp.js';
import type { MockUser } from '../../src/testing/mock-user.js';
import { passportApp } from './passport-app.js';
import { referenceOffer } from './reference-offer.js';

const PARTIES = { acsUrl: 'https://app.example/acs', audience: 'my-app' };

function failure(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('people', () => {
  it('live through everything an administrator can do', async () => {
    await using idp = await mockIdp();
    const { ada } = idp.users;
    const states: string[] = [];
    const then = (change: (user: MockUser) => MockUser): void => {
      states.push(change(ada).state);
    };
    then((user) => user.suspend());
    then((user) => user.unsuspend());
    then((user) => user.lock());
    then((user) => user.unlock());
    then((user) => user.expirePassword());
    then((user) => user.resetPassword());
    then((user) => user.deactivate());
    expect(ada.assigned).toBe(false);
    then((user) => user.reactivate());
    then((user) => user.assign());
    const { id } = ada;
    then((user) => user.delete());
    then((user) => user.rehire({ email: 'ada.king@acme.example' }));
    expect(states).toEqual([
      'suspended',
      'active',
      'locked-out',
      'active',
      'password-expired',
      'active',
      'deprovisioned',
      'active',
      'active',
      'deleted',
      'active',
    ]);
    expect(ada.id).not.toBe(id);
    expect(ada.email).toBe('ada.king@acme.example');
    expect(ada.history.length).toBeGreaterThan(10);
    expect(failure(() => ada.unlock())).toMatchObject({ code: 'transition-impossible' });
  });

  it('change names, groups, roles and attributes', async () => {
    await using idp = await mockIdp({ idp: 'entra' });
    const { grace } = idp.users;
    grace.rename({ lastName: 'Murray' }).update({ attributes: { department: 'Navy' } });
    grace
      .join('Admins', 'Staff')
      .leave('Engineering')
      .update({ roles: ['Admiral'] });
    expect(grace).toMatchObject({
      lastName: 'Murray',
      attributes: { department: ['Navy'] },
      groups: ['Admins', 'Staff'],
      roles: ['Admiral'],
      displayName: 'Grace Hopper',
    });
    expect(grace.delete().state).toBe('soft-deleted');
    expect(grace.restore().state).toBe('active');
    expect(grace.unassign().assigned).toBe(false);
  });

  it('are typed by what was given, and found out when mistyped', async () => {
    await using idp = await mockIdp({ users: { root: { roles: ['Admin'] }, zoe: {} } });
    expect(Object.keys(idp.users)).toEqual(['root', 'zoe']);
    expect(idp.users.root.email).toBe('root@acme.example');
    expect('zoe' in idp.users).toBe(true);
    const loose: Readonly<Record<string, MockUser>> = idp.users;
    expect(failure(() => loose['zoee'])).toMatchObject({
      code: 'user-unknown',
      fix: 'Did you mean "zoe"?',
    });
    expect(JSON.parse(JSON.stringify(idp.users))).toMatchObject({ zoe: { handle: 'zoe' } });
    expect(await Promise.resolve(idp.users)).toBe(idp.users);
  });

  it('of the cast are what the rules of stories allow', () => {
    for (const [handle, seed] of Object.entries(castOf('acme'))) {
      expect(readUser(handle, seed)).toEqual(seed);
    }
  });

  it('are hired later', async () => {
    await using idp = await mockIdp();
    const eve = idp.hire('eve', { firstName: 'Eve', groups: ['Research'] });
    const login = await idp.login(eve).to(referenceOffer());
    expect(login).toMatchObject({ outcome: 'logged-in', session: { email: eve.email } });
    expect(failure(() => idp.hire('eve'))).toMatchObject({ code: 'user-exists' });
  });

  it('mistakes are named with their cure', async () => {
    await using idp = await mockIdp();
    const wrong: object = { lastNam: 'King' };
    expect(failure(() => idp.users.ada.update(wrong))).toMatchObject({
      code: 'key-unknown',
      fix: 'Did you mean "lastName"?',
    });
    const odd: object = { notOnOrAftr: '-5m' };
    expect(failure(() => idp.login('ada').with(odd))).toMatchObject({
      code: 'key-unknown',
      fix: 'Did you mean "notOnOrAfter"?',
    });
    expect(failure(() => idp.login('ada').with({ notOnOrAfter: 'soon' }))).toMatchObject({
      code: 'value-invalid',
    });
    expect(failure(() => idp.clock.advance('soon'))).toMatchObject({ code: 'value-invalid' });
    const option: object = { tennant: 'acme' };
    await expect(mockIdp(option)).rejects.toMatchObject({ fix: 'Did you mean "tenant"?' });
    await expect(idp.login('ada').to()).rejects.toMatchObject({ code: 'option-invalid' });
  });

  it('an app that can be told hears of a deactivation once', async () => {
    const told: unknown[] = [];
    await using idp = await mockIdp();
    const { app, users } = passportApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    const deprovision = (person: { email: string }): void => {
      told.push(person);
      const user = users.get(person.email);
      if (user !== undefined) user.active = false;
    };
    const sp = { app, session: '/me', accounts: () => users.values(), deprovision };
    await idp.login('ada').to(sp);
    idp.users.ada.deactivate();
    await idp.settled();
    expect(told).toEqual([{ email: 'ada@acme.example', nameId: 'ada@acme.example' }]);
    const login = await idp.login('ada').despite('deactivated').to(sp);
    expect(login.outcome).toBe('refused-by-sp');
    expect(told).toHaveLength(1);
  });

  it('an app that fails to hear of it says so at the next login', async () => {
    await using idp = await mockIdp();
    const { app } = passportApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    const deprovision = (): never => {
      throw new Error('SCIM is down');
    };
    const sp = { app, session: '/me', deprovision };
    await idp.login('ada').to(sp);
    idp.users.ada.deactivate();
    await expect(idp.login('grace').to(sp)).rejects.toThrow();
    await expect(idp.login('grace').to(sp)).resolves.toMatchObject({ outcome: 'logged-in' });
  });
});

describe('time', () => {
  it('stands where it was put, and can go back without losing anybody', async () => {
    await using idp = await mockIdp({ now: '2026-03-02T09:00:00Z' });
    idp.users.ada.update({ lastName: 'King' });
    idp.clock.advance('2h');
    expect(idp.clock.now.toISOString()).toBe('2026-03-02T11:00:00.000Z');
    idp.clock.set('2020-01-01T00:00:00Z');
    expect(idp.mint('ada', PARTIES).facts).toMatchObject({
      issueInstant: '2020-01-01T00:00:00.000Z',
    });
    expect(idp.users.ada.lastName).toBe('King');
    expect(idp.users.ada.update({ lastName: 'Byron' }).lastName).toBe('Byron');
  });

  it('is followed by an app that can be told, even when that moves the clock of the process', async () => {
    await using idp = await mockIdp();
    const { app, users } = passportApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    const sp = {
      app,
      accounts: () => users.values(),
      setClock: (now: Date) => vi.setSystemTime(now),
    };
    const begun = Date.now();
    try {
      const held = await idp.login('ada').hold(sp);
      idp.clock.advance('2h');
      const late = await held.deliverTo();
      expect(late.outcome).toBe('refused-by-sp');
      expect(Date.now() - begun).toBeGreaterThanOrEqual(7_200_000);
      expect(idp.clock.now.getTime() - begun).toBeLessThan(7_300_000);
      await idp.reset();
      expect(Date.now() - begun).toBeLessThan(60_000);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('keys', () => {
  it('rotate; an app that has not read about it refuses', async () => {
    await using idp = await mockIdp();
    const { certificate } = idp;
    idp.rotateKeys();
    expect(idp.certificate).not.toBe(certificate);
    expect(idp.certificates).toEqual([certificate]);
    expect(await idp.login('ada').to(referenceOffer())).toMatchObject({ outcome: 'refused-by-sp' });
    expect(failure(() => idp.rotateKeys())).toMatchObject({ code: 'not-supported' });
  });

  it('overlap; an app that reads the metadata goes on', async () => {
    await using idp = await mockIdp();
    const app = referenceOffer();
    await idp.login('ada').to(app);
    idp.rotateKeys({ overlap: true });
    expect(idp.certificates).toHaveLength(2);
    expect(await idp.login('ada').to(app)).toMatchObject({ outcome: 'logged-in' });
  });

  it('may be the test’s own', async () => {
    const signedBy = readSigningKey('generic-2');
    await using idp = await mockIdp({ signedBy });
    expect(idp.certificate).toBe(signedBy.certificate.pem);
    expect(idp.metadata).toContain(signedBy.certificate.base64.slice(0, 64));
  });
});

describe('a reset', () => {
  it('brings everything back', async () => {
    const cleared: number[] = [];
    await using idp = await mockIdp({ seed: '1' });
    const { app, users } = passportApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
    const reset = (): void => {
      cleared.push(users.size);
      users.clear();
    };
    const sp = { app, session: '/me', accounts: () => users.values(), reset };
    const first = await idp.login('ada').to(sp);
    idp.users.ada.update({ lastName: 'King' }).deactivate();
    idp.hire('eve');
    idp.clock.advance('2h');
    idp.rotateKeys({ overlap: true });
    await idp.reset();
    expect(cleared).toEqual([1]);
    expect(idp.requests).toEqual([]);
    expect(Object.keys(idp.users)).toEqual(['ada', 'grace', 'alan', 'katherine']);
    expect(Math.abs(idp.clock.now.getTime() - Date.now())).toBeLessThan(60_000);
    expect(idp.certificates).toHaveLength(1);
    expect(await idp.visit('ada').at(sp)).toMatchObject({ outcome: 'no-session' });
    const again = await idp.login('ada').to(sp);
    expect(again).toMatchObject({ change: { created: true }, account: { lastName: 'Lovelace' } });
    expect(again.assertion?.assertionId).toBe(first.assertion?.assertionId);
  });

  it('never sends an identifier twice unless a seed was asked for', async () => {
    const ids: string[] = [];
    for (let round = 0; round < 2; round++) {
      await using idp = await mockIdp();
      ids.push(idp.mint('ada', PARTIES).facts.assertionId);
      await idp.reset();
      ids.push(idp.mint('ada', PARTIES).facts.assertionId);
    }
    expect(new Set(ids).size).toBe(4);
    await using one = await mockIdp();
    await using other = await mockIdp();
    expect(one.users.ada.id).toBe(other.users.ada.id);
  });
});
