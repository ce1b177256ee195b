import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { login } from '../../src/login.js';
import { fixedKey, received, scene } from '../idp/scene.js';

describe('login', () => {
  it('refuses when the tenant has no application for the SP', () => {
    const { context, directory, key, tenant, vendor } = scene('okta');
    const state = directory.at(context.clock.now());
    const outcome = login({ vendor, tenant, directory: state, user: 'ada', key }, context);
    expect(outcome).toMatchObject({ kind: 'refused', reason: 'unknown-app' });
    expect(outcome).not.toHaveProperty('xml');
  });

  it('judges the request before the user', () => {
    const request = received({ acsUrl: 'https://attacker.example/acs' });
    expect(scene('entra', { assigned: false }).login({ request })).toMatchObject({
      kind: 'refused',
      reason: 'acs-mismatch',
    });
  });

  it('does not let `despite` open the door to a bad request', () => {
    const request = received({ acsUrl: 'https://attacker.example/acs' });
    expect(scene('entra').login({ request, despite: true })).toMatchObject({ kind: 'refused' });
  });

  it('sees the directory at the instant it is given', () => {
    const made = scene('okta');
    const before = made.state();
    made.context.clock.advance(60_000);
    const at = made.context.clock.now();
    made.directory.record({ at, verb: 'suspend', handle: 'ada' });
    made.directory.record({
      at,
      verb: 'update',
      handle: 'ada',
      set: { lastName: 'Lovelace' },
    });
    expect(made.login()).toMatchObject({ kind: 'refused', reason: 'user-suspended' });
    expect(made.issue({ directory: before }).xml).toContain('>Byron<');
    expect(made.issue({ despite: true }).xml).toContain('>Lovelace<');
  });

  it('uses the default RelayState for launches only', () => {
    const made = scene('okta', { app: { defaultRelayState: '/home' } });
    expect(made.issue().relayState).toBe('/home');
    expect(made.issue({ relayState: '/deep' }).relayState).toBe('/deep');
    expect(made.issue({ request: received() }).relayState).toBeUndefined();
  });

  it('signs with the key it is given, and with nothing else', () => {
    const other = fixedKey('okta-2');
    const { xml } = scene('okta').issue({ key: other });
    const flat = xml.replace(/\s/g, '');
    expect(flat).toContain(other.certificate.base64);
    expect(flat).not.toContain(fixedKey('okta-1').certificate.base64);
  });

  it('says so when the key cannot make the signature', () => {
    const made = scene('okta');
    const attempt = (): unknown => made.login({ key: fixedKey('ec-1') });
    expect(attempt).toThrow(StandinError);
    expect(attempt).toThrow(expect.objectContaining({ code: 'key-unsupported' }));
  });

  it('writes the line ends of XML 1.1 as references, so that they stay what they are', () => {
    const user = { firstName: 'A\u0085B', lastName: 'C\u2028D' };
    const { xml, facts } = scene('okta', { user }).issue();
    expect(xml).toContain('>A&#x85;B<');
    expect(xml).toContain('>C&#x2028;D<');
    expect(facts.attributes.map(({ values }) => values[0])).toContain('A\u0085B');
  });
});
