import { describe, expect, it } from 'vitest';
import { messageBox } from '../../../src/report/html/message.js';
import type { MessageEvidence } from '../../../src/run/result.js';
import { writeXml } from '../../../src/xml/write.js';
import { fixedKey, signedResponse } from '../../keys/saml-tree.js';
import type { PageReader } from './page-reader.js';
import { readPage } from './page-reader.js';

const key = fixedKey('okta-1');
const OPTIONS = { key, algorithm: 'rsa-sha256', digest: 'sha256' } as const;
const SIGNED = writeXml(signedResponse('okta', OPTIONS));
const AT = '2026-03-02T09:00:00.000Z';

function box(
  xml: string,
  change: Partial<MessageEvidence> & {
    readonly by?: readonly string[];
    readonly url?: string;
  } = {},
): PageReader {
  const { by, url, ...rest } = change;
  const message: MessageEvidence = { kind: 'Response', binding: 'post', hop: 2, xml, ...rest };
  const setting = { at: AT, ...(by === undefined ? {} : { certificates: by }) };
  return readPage(messageBox(message, setting, url).html);
}

const IDP = [key.certificate.base64];

describe('what is signed', () => {
  it('is framed, with the certificate that it was held against', () => {
    const { texts, values } = box(SIGNED, { by: IDP });
    expect(values('.signed', 'class')).toEqual(['signed holds', 'signed holds']);
    expect(texts('.holds > em')).toEqual(['✓ signed, rsa-sha256', '✓ signed, rsa-sha256']);
    expect(texts('.holds .holds')[0]).toMatch(/^✓ signed, rsa-sha256 <saml2:Assertion /);
    expect(texts('.marked .passed')).toEqual([
      "/saml2p:Response rsa-sha256, sha256: holds with the IdP's certificate",
      "/saml2p:Response/saml2:Assertion rsa-sha256, sha256: holds with the IdP's certificate",
    ]);
  });

  it('is only whole, not trusted, when the message is its own witness', () => {
    expect(box(SIGNED).texts('.marked .passed')[0]).toContain(
      'with the certificate in the message',
    );
  });

  it('does not hold with the certificate of another IdP', () => {
    const other = [fixedKey('okta-2').certificate.base64];
    const { values, texts } = box(SIGNED, { by: other });
    expect(values('.signed', 'class')).toEqual(['signed broken', 'signed broken']);
    expect(texts('summary')[0]).toContain('saml2p:Response ✗, saml2:Assertion ✗');
  });

  it('does not hold when a character was changed, and then the Signature is shown whole', () => {
    const { values, texts } = box(SIGNED.replace('ada@', 'eve@'), { by: IDP });
    expect(values('.signed', 'class')).toEqual(['signed broken', 'signed broken']);
    expect(texts('pre.xml')[0]).toContain('<ds:SignatureValue>');
    expect(box(SIGNED, { by: IDP }).texts('pre.xml')[0]).not.toContain('<ds:SignatureValue>');
  });

  it('is the signed Assertion, not another that was put before it', () => {
    const signed = writeXml(signedResponse('entra', OPTIONS, { response: false, assertion: true }));
    const assertion = /<Assertion [^]*<\/Assertion>/.exec(signed)?.[0] ?? '';
    const forged = assertion
      .replace(/<(?:\w+:)?Signature[^]*<\/(?:\w+:)?Signature>/, '')
      .replace(/ ID="[^"]*"/, ' ID="_forged"');
    const { texts } = box(signed.replace(assertion, forged + assertion), { by: IDP });
    const [framed = ''] = texts('.holds');
    expect(texts('.holds')).toHaveLength(1);
    expect(framed).not.toContain('_forged');
    expect(texts('pre.xml')[0]).toContain('_forged');
  });

  it('is not judged when a part of the message is redacted', () => {
    const { texts } = box(SIGNED.replace('ada@', '[redacted]@'), { by: IDP });
    expect(texts('p.failed')).toEqual(['Signatures are not checked: a part is redacted']);
  });

  it('may be the query that carried it', () => {
    const url = 'https://idp.example/sso?SAMLRequest=x&SigAlg=y&Signature=z';
    const request = { kind: 'AuthnRequest', binding: 'redirect' } as const;
    expect(box('<a/>', { ...request, url }).texts('p:not(.label)')).toEqual([
      'The query that carried it is signed.',
    ]);
    expect(
      box('<a/>', { ...request, url: 'https://idp.example/sso' }).texts('p:not(.label)'),
    ).toEqual([]);
  });
});

describe('a message', () => {
  it('says how far its instants are from the step', () => {
    const rows = box(SIGNED, { by: IDP }).texts('.facts > div');
    expect(rows.filter((row) => row.startsWith('Valid'))).toEqual([
      'Valid2026-03-02 09:00:00 UTC (now) until 2026-03-02 09:05:00 UTC (5 min later)',
    ]);
    expect(rows).toContain('NameIDada@acme.example');
  });

  it('comes with what is wrong with it, and the clause', () => {
    const { texts } = box(SIGNED.replace(/ Version="2.0"/, ' Version="1.1"'), { by: IDP });
    expect(texts('.marked .clause').length).toBeGreaterThan(0);
  });

  it.each(['', 'no XML', '<a><b></a>', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<p:a/>'])(
    'that cannot be read is shown as it is: %j',
    (xml) => {
      const { texts } = box(xml);
      expect(texts('p.failed').join()).toContain('cannot be read');
      expect(texts('pre')).toEqual([xml]);
    },
  );
});
