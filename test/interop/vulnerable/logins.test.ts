import { expect, it, describe } from 'vitest';
import { mockIdp } from '../../../src/index.js';
import { FIXED, VULNERABLE } from './apps.js';
import { openApp, SIGNING, tested } from './harness.js';

/** It knows the prefixes `saml:` and `samlp:` and no others; Okta writes `saml2:`. */
const cannotReadOkta = (name: string): boolean => name.startsWith('passport-saml-encrypted@');

const SIGNED = ['assertion', 'response', 'both'] as const;

describe.each([...VULNERABLE, ...FIXED])('$name', (library) => {
  it.each(SIGNED)('lets a person of Entra in, with signed: %s', async (signed) => {
    await using idp = await mockIdp({ idp: SIGNING.entra(signed) });
    const app = openApp(library, idp, signed);
    const login = await idp.login('ada').to(tested(app));
    expect(login).toMatchObject({
      outcome: 'logged-in',
      session: { kind: 'session', email: 'ada@acme.example', nameId: login.assertion?.nameId },
      account: { email: 'ada@acme.example' },
    });
    expect(idp.requests).toHaveLength(1);
    const again = await idp.login('ada').inFreshBrowser().to(tested(app));
    expect(again.session).toEqual(login.session);
  });

  it.each(SIGNED)('lets a person of Okta in, with signed: %s', async (signed) => {
    await using idp = await mockIdp({ idp: SIGNING.okta(signed) });
    const login = await idp.login('ada').to(tested(openApp(library, idp, signed)));
    const outcome = cannotReadOkta(library.name) ? 'refused-by-sp' : 'logged-in';
    expect(login.outcome).toBe(outcome);
    if (outcome === 'logged-in') {
      expect(login.session).toMatchObject({ nameId: 'ada@acme.example' });
      expect(login.account).toMatchObject({ email: 'ada@acme.example' });
    } else expect(login.page?.body).toContain('Unknown SAML response message');
  });
});
