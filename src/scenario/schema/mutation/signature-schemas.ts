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
  .meta({ description: 'How it is canonicalised; exclusive unless said otherwise.', examples: ['inclusive'] })
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
  prefix: z.enum(['ds', '']).meta({ description: "The Signature's prefix.", examples: ['ds'] }).exactOptional(),
  canonicalisation,
  inclusivePrefixes,
  keyInfo: z
    .enum(['certificate', 'none'])
    .meta({ description: 'What KeyInfo holds; the certificate unless said otherwise.', examples: ['none'] })
    .exactOptional(),
});

const digest = z
  .strictObject({
    at: path.exactOptional(),
    as: name.meta({ description: 'Put the digest aside under this name instead.', examples: ['forged'] }).exactOptional(),
    of: path.exactOptional(),
    text: text.meta({ description: 'A text is digested instead of an element.', examples: [''] }).exactOptional(),
    omit: z.array(path).meta({ description: 'Left out of what is digested.', examples: [['//Signature']] }).exactOptional(),
    algorithm: digestAlgorithm,
    canonicalisation: z
      .enum(['exclusive', 'inclusive', 'exclusive-with-comments', 'inclusive-with-comments'])
      .meta({ description: 'As the Reference says unless said otherwise.', examples: ['inclusive'] })
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
      .meta({ description: 'What is taken for the secret of an HMAC.', examples: ['certificate-pem'] })
      .exactOptional(),
    bits: z.int().min(0).meta({ description: 'HMACOutputLength.', examples: [8] }).exactOptional(),
    over: path.exactOptional(),
  }),
);

const keyInfo = z.strictObject({
  at: path,
  certificates: z
    .array(name)
    .meta({ description: 'Whose certificates, in order.', examples: [['genuine', 'attacker-1']] })
    .exactOptional(),
  xml: name.meta({ description: 'Markup instead of X509Data, or behind it.', examples: ['<ds:KeyName>k</ds:KeyName>'] }).exactOptional(),
});

/** Every operation on signatures. */
export const SIGNATURE_SCHEMAS: {
  readonly [Name in keyof SignatureOperations]: z.ZodType<SignatureOperations[Name]>;
} = { sign, digest, resign, 'key-info': keyInfo };
