/** Floor 1: how operations on signatures are written. */
import { z } from 'zod';
import type { SignatureOperations } from '../../mutation/signature-operations.js';
import { name, text } from '../value.js';
import { path, placeOnly } from './tree-schemas.js';

const key = name
  .meta({
    description: 'Whose key: genuine is the one the SP trusts; others are the fixed pairs.',
    examples: ['attacker-1'],
  })
  .exactOptional();

const algorithm = name
  .meta({ description: 'Short name of a signature algorithm.', examples: ['rsa-sha1'] })
  .exactOptional();

const digestAlgorithm = name
  .meta({ description: 'Short name of a digest algorithm.', examples: ['sha1'] })
  .exactOptional();

const canonicalisation = z
  .enum(['exclusive', 'inclusive', 'exclusive-with-comments'])
  .meta({
    description: 'How it is canonicalised; exclusive unless said otherwise.',
    examples: ['inclusive'],
  })
  .exactOptional();

const inclusivePrefixes = z
  .array(z.string())
  .meta({ description: 'PrefixList of InclusiveNamespaces.', examples: [['xs']] })
  .exactOptional();

const sign = z.strictObject({
  at: path.exactOptional(),
  key,
  algorithm,
  digest: digestAlgorithm,
  prefix: z
    .enum(['ds', ''])
    .meta({ description: "The Signature's prefix.", examples: ['ds'] })
    .exactOptional(),
  canonicalisation,
  inclusivePrefixes,
  keyInfo: z
    .enum(['certificate', 'none'])
    .meta({
      description: 'What KeyInfo holds; the certificate unless said otherwise.',
      examples: ['none'],
    })
    .exactOptional(),
});

const digest = z
  .strictObject({
    at: path.exactOptional(),
    as: name
      .meta({ description: 'Put the digest aside under this name instead.', examples: ['forged'] })
      .exactOptional(),
    of: path.exactOptional(),
    text: text
      .meta({ description: 'A text is digested instead of an element.', examples: [''] })
      .exactOptional(),
    omit: z
      .array(path)
      .meta({ description: 'Left out of what is digested.', examples: [['//Signature']] })
      .exactOptional(),
    algorithm: digestAlgorithm,
    canonicalisation: z
      .enum(['exclusive', 'inclusive', 'exclusive-with-comments', 'inclusive-with-comments'])
      .meta({
        description: 'As the Reference says unless said otherwise.',
        examples: ['inclusive'],
      })
      .exactOptional(),
    inclusivePrefixes,
  })
  .refine(({ at, as }) => (at === undefined) !== (as === undefined), {
    message: 'say where the digest goes: "at" a Reference, or "as" a name',
  });

const resign = placeOnly<SignatureOperations['resign']>(
  z.strictObject({
    at: path,
    key,
    algorithm,
    secret: name
      .meta({
        description: 'What is taken for the secret of an HMAC.',
        examples: ['certificate-pem'],
      })
      .exactOptional(),
    bits: z
      .int()
      .min(0)
      .meta({ description: 'HMACOutputLength.', examples: [8] })
      .exactOptional(),
    over: path.exactOptional(),
    text: text
      .meta({ description: 'A text is signed instead of SignedInfo.', examples: [''] })
      .exactOptional(),
  }),
);

const keyInfo = z.strictObject({
  at: path,
  certificates: z
    .array(name)
    .meta({ description: 'Whose certificates, in order.', examples: [['genuine', 'attacker-1']] })
    .exactOptional(),
  keyValues: z
    .array(name)
    .meta({ description: 'Whose RSA keys, as bare numbers.', examples: [['attacker-1']] })
    .exactOptional(),
  issuerSerials: z
    .array(name)
    .meta({ description: 'Whose certificates, by issuer and number.', examples: [['genuine']] })
    .exactOptional(),
  xml: name
    .meta({
      description: 'Markup instead of X509Data, or behind it.',
      examples: ['<ds:KeyName>k</ds:KeyName>'],
    })
    .exactOptional(),
});

const oaepDigest = z
  .enum(['sha1', 'sha256', 'sha384', 'sha512'])
  .meta({ description: 'Short name of a digest algorithm.', examples: ['sha256'] })
  .exactOptional();

const encrypt = placeOnly<SignatureOperations['encrypt']>(
  z.strictObject({
    at: path,
    to: name
      .meta({ description: 'Whose key; the SP’s unless said otherwise.', examples: ['attacker-1'] })
      .exactOptional(),
    content: z
      .enum(['aes128-gcm', 'aes192-gcm', 'aes256-gcm', 'aes128-cbc', 'aes256-cbc', 'tripledes-cbc'])
      .meta({ description: 'How the content is encrypted.', examples: ['aes128-cbc'] })
      .exactOptional(),
    transport: z
      .enum(['rsa-oaep-mgf1p', 'rsa-oaep', 'rsa-1_5'])
      .meta({ description: 'How the content’s key is encrypted.', examples: ['rsa-1_5'] })
      .exactOptional(),
    digest: oaepDigest,
    mask: oaepDigest,
    key: z
      .enum(['inside', 'sibling'])
      .meta({ description: 'Where EncryptedKey stands.', examples: ['sibling'] })
      .exactOptional(),
    recipient: text
      .meta({ description: 'Recipient of EncryptedKey.', examples: ['https://other.example/meta'] })
      .exactOptional(),
    type: z
      .enum(['element', 'content'])
      .meta({ description: 'What EncryptedData says it holds.', examples: ['content'] })
      .exactOptional(),
    plain: text
      .meta({ description: 'A text that is encrypted instead.', examples: ['<a/><b/>'] })
      .exactOptional(),
    rewrite: z
      .strictObject({
        find: name.meta({ description: 'What is encrypted.', examples: ['zdmin'] }),
        with: name.meta({ description: 'What comes out, as long.', examples: ['admin'] }),
      })
      .meta({ description: 'Rewrites a part of the plain text through the ciphertext.' })
      .exactOptional(),
  }),
);

const octets = z.string().regex(/^(?:[0-9A-Fa-f]{2})+$/);

const editBase64: z.ZodType<SignatureOperations['edit-base64']> = z
  .strictObject({
    at: path,
    flip: z
      .array(z.int())
      .min(1)
      .meta({ description: 'Octets one bit of which is flipped.', examples: [[0, -1]] })
      .exactOptional(),
    xor: z
      .strictObject({
        at: z.int().meta({ description: 'The first octet.', examples: [16] }),
        with: octets.meta({ description: 'In hexadecimal.', examples: ['01ff'] }),
      })
      .meta({ description: 'Octets are combined with others by exclusive or.' })
      .exactOptional(),
    truncate: z
      .int()
      .min(1)
      .meta({ description: 'How many octets are cut off at the end.', examples: [12] })
      .exactOptional(),
    append: octets
      .meta({ description: 'Octets that are added, in hexadecimal.', examples: ['00'] })
      .exactOptional(),
  })
  .refine((settings) => Object.keys(settings).length > 1, {
    message: 'say what changes with one of: flip, xor, truncate, append',
  });

/** Every operation on signatures. */
export const SIGNATURE_SCHEMAS: {
  readonly [Name in keyof SignatureOperations]: z.ZodType<SignatureOperations[Name]>;
} = { sign, digest, resign, 'key-info': keyInfo, encrypt, 'edit-base64': editBase64 };
