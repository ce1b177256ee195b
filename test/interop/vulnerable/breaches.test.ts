import { describe, expect, it } from 'vitest';
import { mockIdp } from '../../../src/index.js';
import { FIXED, VULNERABLE } from './apps.js';
import type { AppOfLibrary } from './apps.js';
import { FORGERIES } from './forgeries.js';
import type { Forgery } from './forgeries.js';
import { openApp, post, SIGNING } from './harness.js';
import type { Landing } from './harness.js';

const WITHOUT_CERTIFICATE = 'passport-saml-encrypted@0.1.13 (no cert)';
const FIRST_ASSERTION = ['passport-saml-encrypted@0.1.13', WITHOUT_CERTIFICATE];

/** xml-crypto puts what a processing instruction says into the digest; these read the name around it. */
const READ_AROUND_INSTRUCTIONS = [
  'samlify@2.9.1',
  '@boxyhq/saml20@1.7.0',
  '@node-saml/node-saml@5.0.1',
  '@node-saml/node-saml@5.0.0',
  '@node-saml/node-saml@4.0.5',
  'passport-saml@3.2.1',
  'passport-saml-encrypted@0.1.13',
  WITHOUT_CERTIFICATE,
];

/** Who falls to what; everybody else must not. */
const FALLEN: Readonly<Record<string, readonly string[]>> = {
  // Without a certificate it verifies nothing: the plainly bad message is as good as any.
  'sig-none': [WITHOUT_CERTIFICATE],
  'xsw2-response-detached': ['samlify@2.9.1'],
  'xsw3-assertion-before': FIRST_ASSERTION,
  'xsw4-assertion-parent': FIRST_ASSERTION,
  'xsw5-signature-in-forged': FIRST_ASSERTION,
  'xsw6-original-in-signature': FIRST_ASSERTION,
  'xsw8-original-in-object': FIRST_ASSERTION,
  'parser-comment-nameid-suffix': ['samlify@2.9.1'],
  'parser-cdata-split': ['samlify@2.9.1'],
  'parser-pi-nameid-prefix': READ_AROUND_INSTRUCTIONS,
  'parser-pi-response-signed': READ_AROUND_INSTRUCTIONS,
  'sig-digestvalue-comment-first': [
    '@boxyhq/saml20@1.7.0',
    '@node-saml/node-saml@5.0.0',
    WITHOUT_CERTIFICATE,
  ],
};

const VICTIM = 'ada@acme.example';

interface Played {
  readonly victim: Landing;
  readonly attacker: Landing;
  readonly forged: Landing;
}

/** The victim has an account, the attacker's own message works, then he sends the forged one. */
async function play(library: AppOfLibrary, { on, attacker, forge }: Forgery): Promise<Played> {
  const names = { victim: VICTIM, attacker: attacker(VICTIM) };
  await using idp = await mockIdp({
    idp: SIGNING.entra(on),
    users: { victim: { email: names.victim }, attacker: { email: names.attacker } },
  });
  const app = openApp(library, idp, on);
  return {
    victim: await post(app, idp, 'victim'),
    attacker: await post(app, idp, 'attacker'),
    forged: await post(app, idp, 'attacker', (xml) => forge(xml, names)),
  };
}

const rows = FORGERIES.flatMap((forgery) =>
  [...VULNERABLE, ...FIXED].map((library) => ({ id: forgery.id, library, forgery })),
);
const falls = ({ id, library }: (typeof rows)[number]): boolean =>
  FALLEN[id]?.includes(library.name) === true;

describe('a forged message that is known to work', () => {
  it.each(rows.filter(falls))('$id: $library.name takes it for the victim', async (row) => {
    const { victim, attacker, forged } = await play(row.library, row.forgery);
    expect(attacker.accountId).not.toBe(victim.accountId);
    expect(forged).toEqual(victim);
    expect(victim).toMatchObject({ status: 302, nameId: VICTIM });
  });

  it.each(rows.filter((row) => !falls(row)))('$id: $library.name does not', async (row) => {
    const { victim, attacker, forged } = await play(row.library, row.forgery);
    expect(victim).toMatchObject({ status: 302, nameId: VICTIM });
    expect(attacker).toMatchObject({ status: 302, nameId: row.forgery.attacker(VICTIM) });
    const nobody = { status: 403, nameId: undefined, accountId: undefined };
    expect([nobody, attacker]).toContainEqual(forged);
  });
});

describe('the table', () => {
  it('names only apps and forgeries that there are', () => {
    expect(Object.keys(FALLEN).sort()).toEqual(FORGERIES.map(({ id }) => id).sort());
    const names = VULNERABLE.map(({ name }) => name);
    for (const fallen of Object.values(FALLEN))
      expect(names).toEqual(expect.arrayContaining([...fallen]));
  });

  it('has something that every vulnerable app falls to', () => {
    const fallen = new Set(Object.values(FALLEN).flat());
    expect([...fallen].sort()).toEqual(VULNERABLE.map(({ name }) => name).sort());
  });
});
