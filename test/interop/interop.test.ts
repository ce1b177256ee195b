import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifySignatures } from '../../src/keys/verify.js';
import { NOW } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';
import { CASES, mint } from './cases.js';
import type { Case } from './cases.js';
import { LIBRARIES } from './libraries.js';
import type { Library, Reading } from './libraries.js';
import { XMLSEC, xmlsecVerdict } from './xmlsec.js';

// The libraries ask the machine what time it is; in these tests it is the time of the message.
beforeAll(() => void vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] }));
afterAll(() => void vi.useRealTimers());

const named = CASES.map((one) => [one.name, one] as const);

describe('every message about a user with hostile values', () => {
  it.each(named)('is schema-valid: %s', (_name, one) => {
    expect(schemaErrors(mint(one).issued.xml)).toEqual([]);
  });

  it.each(named)('is verified by xml-crypto: %s', (_name, one) => {
    const { issued, scene } = mint(one);
    const { assertionId, responseId, signed } = issued.facts;
    const ids = { response: responseId, assertion: assertionId };
    const reports = verifySignatures(issued.xml, [scene.key.certificate.pem]);
    expect(reports.map(({ covers, ...rest }) => ({ ...rest, covers: covers?.id }))).toMatchObject(
      signed.map((element) => ({
        covers: ids[element],
        verified: true,
        enveloped: true,
        algorithm: one.algorithm,
      })),
    );
  });

  it.skipIf(!XMLSEC).each(named)('is verified by xmlsec1 (needs xmlsec1): %s', (_name, one) => {
    const { issued, scene } = mint(one);
    for (const element of issued.facts.signed) {
      expect(xmlsecVerdict(issued.xml, element, scene.key.certificate.pem)).toBe('OK');
    }
  });

  it.skipIf(!XMLSEC)('would not be verified by xmlsec1 if a character were changed', () => {
    const { issued, scene } = mint(CASES[0] as Case);
    const [element] = issued.facts.signed;
    const changed = issued.xml.replace('Ångström', 'Angström');
    expect(xmlsecVerdict(changed, element ?? 'response', scene.key.certificate.pem)).not.toBe('OK');
  });
});

/** What a library is expected to report: the directory's values, as far as it leaves them alone. */
function reported(expected: Reading, { changes }: Library): Reading {
  const change = changes?.change ?? ((value: string) => value);
  const attributes = Object.entries(expected.attributes).map(
    ([name, values]) => [name, values.map(change)] as const,
  );
  return { nameId: change(expected.nameId), attributes: Object.fromEntries(attributes) };
}

describe.each(LIBRARIES)('$name', (library) => {
  const able = named.filter(([, one]) => library.cannot(one) === undefined);
  const unable = named.filter(([, one]) => library.cannot(one) !== undefined);
  const refused = library.refuses?.values ?? [];

  it.each(able)('reads the identity of the directory: %s', async (_name, one) => {
    const minted = mint(one, refused);
    const { nameId, attributes } = await library.read(minted);
    const expected = reported(minted.expected, library);
    expect(nameId).toBe(expected.nameId);
    expect(attributes).toMatchObject(expected.attributes);
  });

  it('is held to something: it refuses a message of another key', async () => {
    const minted = mint((able[0] as (typeof able)[number])[1], refused);
    const other = mint({ ...minted.case, key: 'okta-2' }, refused);
    await expect(library.read({ ...minted, issued: other.issued })).rejects.toThrow();
  });

  // The exceptions are facts about the libraries: when one of them ends, so does its line in the table.
  it.each(unable)('still cannot read: %s', async (_name, one) => {
    await expect(library.read(mint(one, refused))).rejects.toThrow();
  });

  it.each(refused)('still cannot read the value %s', async (value) => {
    const others = refused.filter((name) => name !== value);
    await expect(
      library.read(mint((able[0] as (typeof able)[number])[1], others)),
    ).rejects.toThrow();
  });
});
