import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { SAML } from '@node-saml/node-saml';
import { SamlLib } from 'samlify';
import { describe, expect, it } from 'vitest';
import { SIGNATURE_ALGORITHMS } from '../../src/keys/algorithms.js';
import type { SignatureAlgorithm } from '../../src/keys/keys.js';
import { signQuery, verifyQuery, type QuerySignature } from '../../src/keys/query-signature.js';
import { fixedKey, fixedPem } from './saml-tree.js';

const key = fixedKey('sp-1');
const ec = fixedKey('ec-1');
const REQUEST =
  '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0">' +
  '<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:idp</saml:Issuer>' +
  '<saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">ada@acme.example</saml:NameID>' +
  '</samlp:LogoutRequest>';
const message = deflateRawSync(REQUEST).toString('base64');
const relayState = 'https://sp.example/?a=1&b=ü +%';
const ALGORITHMS = Object.keys(SIGNATURE_ALGORITHMS) as SignatureAlgorithm[];

function keyFor(algorithm: SignatureAlgorithm): typeof key {
  return SIGNATURE_ALGORITHMS[algorithm].keyType === 'ec' ? ec : key;
}

/** Takes a query apart the way a receiver does: nothing is decoded in the signed text. */
function received(query: string): QuerySignature {
  const [signedText = '', signature = ''] = query.split('&Signature=');
  const algorithm = new URLSearchParams(query).get('SigAlg') ?? '';
  return { signedText, algorithm, signature: decodeURIComponent(signature) };
}

const query = signQuery(
  { parameter: 'SAMLRequest', message, relayState },
  { key, algorithm: 'rsa-sha256' },
);

describe('signQuery', () => {
  it('puts the parameters in the order of saml-bindings 3.4.4.1', () => {
    const names = [...new URLSearchParams(query).keys()];
    expect(names).toEqual(['SAMLRequest', 'RelayState', 'SigAlg', 'Signature']);
    expect(new URLSearchParams(query).get('SAMLRequest')).toBe(message);
    expect(new URLSearchParams(query).get('RelayState')).toBe(relayState);
  });

  it('leaves an absent RelayState out, and keeps an empty one', () => {
    const options = { key, algorithm: 'rsa-sha256' } as const;
    const without = signQuery({ parameter: 'SAMLResponse', message }, options);
    const names = [...new URLSearchParams(without).keys()];
    expect(names).toEqual(['SAMLResponse', 'SigAlg', 'Signature']);
    const empty = signQuery({ parameter: 'SAMLRequest', message, relayState: '' }, options);
    expect(empty).toContain('&RelayState=&SigAlg=');
  });

  it('is deterministic', () => {
    const again = signQuery(
      { parameter: 'SAMLRequest', message, relayState },
      { key, algorithm: 'rsa-sha256' },
    );
    expect(again).toBe(query);
  });

  it('refuses a key of another type', () => {
    const refused = () =>
      signQuery({ parameter: 'SAMLRequest', message }, { key: ec, algorithm: 'rsa-sha256' });
    expect(refused).toThrow(expect.objectContaining({ code: 'key-unsupported' }));
  });

  it('satisfies samlify with every RSA algorithm it knows', () => {
    for (const algorithm of ['rsa-sha256', 'rsa-sha512', 'rsa-sha1'] as const) {
      const made = received(signQuery({ parameter: 'SAMLRequest', message }, { key, algorithm }));
      const metadata = { getX509Certificate: () => key.certificate.base64 };
      const verify = (text: string): boolean =>
        SamlLib.verifyMessageSignature(
          metadata as never,
          text,
          Buffer.from(made.signature, 'base64'),
          made.algorithm,
        );
      expect(verify(made.signedText)).toBe(true);
      expect(verify(`${made.signedText}x`)).toBe(false);
    }
  });

  it('satisfies node-saml', async () => {
    const saml = new SAML({
      idpCert: fixedPem('sp-1').certificate.slice(fixedPem('sp-1').certificate.indexOf('-----')),
      issuer: 'urn:sp',
      callbackUrl: 'https://sp.example/acs',
    });
    const send = (text: string) =>
      saml.validateRedirectAsync(Object.fromEntries(new URLSearchParams(text)), text);
    const { profile } = await send(query);
    expect(profile?.nameID).toBe('ada@acme.example');
    await expect(send(query.replace('RelayState=', 'RelayState=x'))).rejects.toThrow(/signature/i);
  });
});

describe('verifyQuery', () => {
  it('verifies every algorithm and names the certificate', () => {
    for (const algorithm of ALGORITHMS) {
      const signer = keyFor(algorithm);
      const made = received(
        signQuery({ parameter: 'SAMLRequest', message, relayState }, { key: signer, algorithm }),
      );
      const trusted = [fixedKey('okta-1').certificate.base64, signer.certificate.pem];
      const certificate = signer.certificate.base64;
      expect(verifyQuery(made, trusted)).toEqual({ verified: true, algorithm, certificate });
      expect(verifyQuery(made, trusted.slice(0, 1))).toEqual({ verified: false, algorithm });
      const changed = { ...made, signedText: made.signedText.replace('SAML', 'Saml') };
      expect(verifyQuery(changed, trusted)).toEqual({ verified: false, algorithm });
    }
  });

  it('verifies the octets as sent, however the sender encodes', () => {
    // .NET writes lower-case escapes; a receiver that encodes again would compute other octets.
    const made = received(query);
    const signedText = made.signedText.replaceAll(/%[0-9A-F]{2}/g, (e) => e.toLowerCase());
    expect(signedText).not.toBe(made.signedText);
    const signature = sign('sha256', Buffer.from(signedText), key.privateKey).toString('base64');
    const trusted = [key.certificate.pem];
    expect(verifyQuery({ ...made, signedText, signature }, trusted).verified).toBe(true);
    expect(verifyQuery({ ...made, signature }, trusted).verified).toBe(false);
  });

  it('never throws at hostile input', () => {
    const trusted = [key.certificate.pem, ec.certificate.pem];
    const made = received(query);
    const { uri } = SIGNATURE_ALGORITHMS['ecdsa-sha256'];
    const hostile: readonly QuerySignature[] = [
      { ...made, signature: '' },
      { ...made, signature: '%%%' },
      { ...made, signature: 'AAAA' },
      { ...made, algorithm: '' },
      { ...made, algorithm: 'http://www.w3.org/2000/09/xmldsig#hmac-sha1' },
      { ...made, algorithm: uri },
      { ...made, algorithm: uri, signature: Buffer.alloc(64).toString('base64') },
      { ...made, signature: Buffer.alloc(1e6).toString('base64') },
    ];
    for (const each of hostile) expect(verifyQuery(each, trusted).verified).toBe(false);
  });

  it('says when a trusted certificate cannot be read', () => {
    expect(() => verifyQuery(received(query), ['nonsense'])).toThrow(
      expect.objectContaining({ name: 'UserError', code: 'key-invalid' }),
    );
  });
});
