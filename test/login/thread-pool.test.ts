import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/random.js';
import type { Outcome } from '../../src/idp/outcome.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { verifySignatures } from '../../src/keys/verify.js';
import { login, loginOnThreadPool, type LoginInput } from '../../src/login.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { fixedKey, received, scene, type Scene } from '../idp/scene.js';

const NAMES = Object.keys(VENDORS) as VendorName[];
const LOGINS = Array.from({ length: 24 }, (_, index) => index);
const sp = { encryptionCertificate: fixedKey('sp-encryption-1').certificate.base64 };
const ENCRYPTED = { assertionEncryption: { enabled: true } };

function inputOf(made: Scene, more: Partial<LoginInput> = {}): LoginInput {
  const { vendor, tenant, application, key } = made;
  return { vendor, tenant, application, key, directory: made.state(), user: 'ada', ...more };
}

function xmlOf(outcome: Outcome): string {
  if (outcome.kind === 'issued') return outcome.xml;
  throw new Error(`refused: ${outcome.reason} ${outcome.code}`);
}

/** Many logins under way at once, in the order in which they began. */
function logInAtOnce(made: Scene, withRandom: (index: number) => LoginRandom): Promise<string[]> {
  return Promise.all(
    LOGINS.map(async (index) => {
      const context = { ...made.context, random: withRandom(index) };
      return xmlOf(await loginOnThreadPool(inputOf(made), context));
    }),
  );
}

type LoginRandom = Scene['context']['random'];

describe.each(NAMES)('a login at %s on the thread pool', (vendor) => {
  it('is issued as it would be on this thread, page and facts and all', async () => {
    const request = received();
    const here = scene(vendor).login({ request });
    const made = scene(vendor);
    const there = await loginOnThreadPool(inputOf(made, { request }), made.context);
    expect(there).toEqual(here);
    expect(xmlOf(there)).toContain('SignatureValue');
  });

  it('writes what it would alone while many are under way, each with its own randomness', async () => {
    const made = scene(vendor);
    const fork = (index: number): LoginRandom => seededRandom('many').fork(String(index));
    const alone = LOGINS.map((index) =>
      xmlOf(login(inputOf(made), { ...made.context, random: fork(index) })),
    );
    expect(await logInAtOnce(made, fork)).toEqual(alone);
    expect(new Set(alone).size).toBe(LOGINS.length);
  });

  it('draws from one randomness in the order in which the logins began', async () => {
    const made = scene(vendor);
    const [one, other] = [seededRandom('one'), seededRandom('one')];
    const inTurn = LOGINS.map(() => xmlOf(login(inputOf(made), { ...made.context, random: one })));
    expect(await logInAtOnce(made, () => other)).toEqual(inTurn);
  });
});

describe('what stands between the first signature and the second', () => {
  it('does not depend on what is drawn meanwhile: an encrypted Assertion', async () => {
    const made = scene('okta', { sp, app: ENCRYPTED });
    const alone = xmlOf(scene('okta', { sp, app: ENCRYPTED }).login());
    const promise = loginOnThreadPool(inputOf(made), made.context);
    made.context.random.hex(1000);
    made.context.clock.advance(60_000);
    expect(xmlOf(await promise)).toBe(alone);
    expect(alone).toContain('EncryptedAssertion');
  });
});

describe('ECDSA', () => {
  it('signs both elements, whose signatures xml-crypto verifies, differently every time', async () => {
    const app = { sign: { response: true, assertion: true }, signatureAlgorithm: 'ecdsa-sha256' };
    const made = scene('generic', { app, key: 'ec-1' });
    const messages = await logInAtOnce(made, () => seededRandom('same'));
    for (const xml of messages) {
      const reports = verifySignatures(xml, [fixedKey('ec-1').certificate.pem]);
      expect(reports).toMatchObject([{ verified: true }, { verified: true }]);
    }
    expect(new Set(messages).size).toBe(LOGINS.length);
    const unsigned = messages.map((xml) => xml.replaceAll(/(?:Signature|Digest)Value>[^<]*/g, ''));
    expect(new Set(unsigned).size).toBe(1);
  });
});

describe('what is not issued', () => {
  it('is refused with the same page', async () => {
    const [made, other] = [
      scene('entra', { assigned: false }),
      scene('entra', { assigned: false }),
    ];
    const refusal = await loginOnThreadPool(inputOf(made), made.context);
    expect(refusal).toEqual(other.login());
    expect(refusal).toMatchObject({ kind: 'refused', reason: 'not-assigned' });
  });

  it('rejects where `login` throws, and throws nothing itself', async () => {
    const made = scene('okta');
    const promise = loginOnThreadPool(inputOf(made, { key: fixedKey('ec-1') }), made.context);
    await expect(promise).rejects.toMatchObject({ name: 'UserError', code: 'key-unsupported' });
  });
});

describe('a forgery', () => {
  it('is the same on both ways, with the genuine message inside', async () => {
    const forgery = {
      mutations: [{ operation: 'set', settings: { at: '//NameID', to: '{genuine}' } }],
      parts: {},
      values: {},
      key: () => fixedKey('attacker-1'),
    } as const;
    const made = scene('okta');
    const there = await loginOnThreadPool(inputOf(made, { forgery }), made.context);
    expect(there).toEqual(scene('okta').login({ forgery }));
    expect(xmlOf(there)).toMatch(/NameID[^>]*>PD94bWwg/);
  });
});
