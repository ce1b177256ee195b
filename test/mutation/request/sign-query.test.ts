/** Signed queries, judged by node:crypto over the query as it goes over the wire. */
import { verify } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { field } from '../../../src/mutation/request/field.js';
import { send } from '../../../src/mutation/request/send.js';
import { signQuery } from '../../../src/mutation/request/sign-query.js';
import { writeRequest } from '../../../src/mutation/write-request.js';
import { fixedKey } from '../../idp/scene.js';
import { SCENE } from '../text/playing.js';
import { REQUEST } from './plain-request.js';

const ODD = {
  ...REQUEST,
  fields: [...REQUEST.fields.slice(0, 1), ['RelayState', "a b~!'(*)"]],
} as const;

function sent(request: typeof REQUEST): string {
  return new URL(writeRequest(request).url).search.slice(1);
}

describe('sign-query', () => {
  it.each([
    ['rsa-sha256', 'sha256'],
    ['rsa-sha512', 'sha512'],
  ])('signs with %s what is sent', (algorithm, hash) => {
    const signed = signQuery.apply(ODD, { algorithm }, SCENE);
    const query = sent(send.apply(signed, { by: 'get' }, SCENE));
    const [text = '', signature = ''] = query.split('&Signature=');
    expect(text).toMatch(/^SAMLResponse=PGEvPg%2B%2F%3D%3D&RelayState=.+&SigAlg=http.+$/);
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify(hash, Buffer.from(text), fixedKey('okta-1').publicKey, bytes)).toBe(true);
    expect(new URLSearchParams(query).get('RelayState')).toBe("a b~!'(*)");
  });

  it('leaves other fields as they are, and replaces a signature', () => {
    const more = field.apply(REQUEST, { name: 'x', to: '1' }, SCENE);
    const once = signQuery.apply(more, {}, SCENE);
    const twice = signQuery.apply(more, {}, SCENE);
    expect(once.fields.map(([name]) => name)).toEqual([
      'SAMLResponse',
      'RelayState',
      'SigAlg',
      'Signature',
      'x',
    ]);
    expect(twice).toEqual(once);
  });

  it('signs another message instead, and leaves the one that there is behind it', () => {
    const instead = { name: 'SAMLRequest', xml: '<a/>' } as const;
    const query = sent(
      send.apply(signQuery.apply(REQUEST, { instead }, SCENE), { by: 'get' }, SCENE),
    );
    const [text = '', rest = ''] = query.split('&Signature=');
    const [signature = '', ...others] = rest.split('&');
    const message = new URLSearchParams(text).get('SAMLRequest') ?? '';
    expect(inflateRawSync(Buffer.from(message, 'base64')).toString()).toBe('<a/>');
    const bytes = Buffer.from(decodeURIComponent(signature), 'base64');
    expect(verify('sha256', Buffer.from(text), fixedKey('okta-1').publicKey, bytes)).toBe(true);
    expect(others.join('&')).toMatch(/^SAMLResponse=/);
  });

  it('refuses an algorithm that does not exist', () => {
    for (const algorithm of ['rsa-sha265', 'toString']) {
      expect(() => signQuery.apply(REQUEST, { algorithm }, SCENE)).toThrow(
        expect.objectContaining({ code: 'value-invalid' }) as Error,
      );
    }
  });

  it('is told to people', () => {
    expect(signQuery.describe({ key: 'attacker-1' })).toBe(
      'signs the query with the key attacker-1',
    );
  });
});
