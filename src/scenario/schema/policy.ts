/** Floor 1: the rules of an SP, each one a key: whole in a profile, any part of them in a story. */
import { z } from 'zod';
import type { ConsumptionPolicy, JitPolicy, SessionPolicy } from '../profile.js';
import type { SpDomain } from '../scenario.js';
import { duration, name } from './value.js';

const jitKeys = {
  create: z.boolean().meta({
    description: "Whether an unknown person's first login makes an account.",
    examples: [true],
  }),
  update: z.enum(['none', 'all']).meta({
    description: 'What a later login changes in the account.',
    examples: ['none'],
  }),
  roles: z.enum(['first-login-only', 'when-present', 'every-login']).meta({
    description: 'When roles of the assertion reach the account.',
    examples: ['first-login-only'],
  }),
  groups: z.enum(['ignored', 'first-login-only', 'every-login']).meta({
    description: 'When groups of the assertion reach the account.',
    examples: ['ignored'],
  }),
  key: z.enum(['nameid', 'email']).meta({
    description: 'What makes two logins the same account.',
    examples: ['nameid'],
  }),
  linkByEmail: z.boolean().meta({
    description: 'Link an unknown NameID to the account that has the same e-mail.',
    examples: [false],
  }),
  defaultRole: name.meta({
    description: 'The role of a new account when the assertion names none.',
    examples: ['employee'],
  }),
};

const uniqueEmail = z
  .boolean()
  .meta({
    description: "Refuse a login that would give an account another's e-mail; default false.",
    examples: [true],
  })
  .exactOptional();

const sessionKeys = {
  lifetime: duration.meta({
    description: 'How long a session lives.',
    examples: ['8h'],
  }),
  revocation: z.enum(['none', 'on-deprovision']).meta({
    description: "on-deprovision: a pushed deactivation ends the person's sessions.",
    examples: ['none'],
  }),
};

const maxAuthnAge = duration
  .meta({ description: 'The greatest age of AuthnInstant.', examples: ['12h'] })
  .exactOptional();

const encryption = z
  .enum(['required', 'allowed', 'none'])
  .meta({
    description: 'Whether assertions must, may or must not be encrypted; default none.',
    examples: ['allowed'],
  })
  .exactOptional();

const authnContext = z
  .enum(['enforced', 'ignored'])
  .meta({
    description: 'Whether the AuthnContext must be the one asked for; default ignored.',
    examples: ['enforced'],
  })
  .exactOptional();

const consumptionKeys = {
  clockSkew: duration.meta({
    description: 'Clock difference that the SP tolerates.',
    examples: ['60s'],
  }),
  idpInitiated: z.boolean().meta({
    description: 'Whether the SP takes Responses it did not ask for.',
    examples: [true],
  }),
  signed: z.enum(['any', 'assertion', 'response', 'both']).meta({
    description: 'What must be signed; any: at least the element that carries the identity.',
    examples: ['any'],
  }),
  algorithms: z
    .array(z.enum(['rsa-sha1', 'rsa-sha256', 'rsa-sha384', 'rsa-sha512', 'ecdsa-sha256']))
    .min(1)
    .meta({ description: 'Signature algorithms the SP allows.', examples: [['rsa-sha256']] }),
};

/** The `jit` section of a profile. */
export const jit: z.ZodType<JitPolicy> = z.strictObject({ ...jitKeys, uniqueEmail });

/** What a story overrides of `jit`. */
export const jitPart: z.ZodType<Partial<JitPolicy>> = partOf({
  ...jitKeys,
  uniqueEmail,
});

/** The `session` section of a profile. */
export const session: z.ZodType<SessionPolicy> = z.strictObject(sessionKeys);

/** What a story overrides of `session`. */
export const sessionPart: z.ZodType<Partial<SessionPolicy>> = partOf(sessionKeys);

/** The `consumption` section of a profile. */
export const consumption: z.ZodType<ConsumptionPolicy> = z.strictObject({
  ...consumptionKeys,
  maxAuthnAge,
  encryption,
  authnContext,
});

/** What a story overrides of `consumption`. */
export const consumptionPart: z.ZodType<Partial<ConsumptionPolicy>> = partOf({
  ...consumptionKeys,
  maxAuthnAge,
  encryption,
  authnContext,
});

/** Domains at the SP. */
export const domains: z.ZodType<readonly SpDomain[]> = z
  .array(
    z.strictObject({
      name: name.meta({ description: 'The domain.', examples: ['acme.example'] }),
      verified: z.boolean().meta({
        description: 'Whether the SP has verified it.',
        examples: [true],
      }),
    }),
  )
  .meta({
    description: 'Domains at the SP; a user of another domain is refused.',
    examples: [[{ name: 'acme.example', verified: true }]],
  });

/** The vendors that the SP supports. */
export const idps: z.ZodType<'any' | readonly string[]> = z
  .union([z.literal('any'), z.array(name)])
  .meta({ description: 'Identity providers the SP supports.', examples: [['okta', 'entra']] });

type Optional<Shape extends z.core.$ZodLooseShape> = {
  [Key in keyof Shape]: z.ZodExactOptional<Shape[Key]>;
};

function partOf<Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
): z.ZodObject<Optional<Shape>, z.core.$strict> {
  const entries = Object.entries(shape).map(([key, value]) => [key, z.exactOptional(value)]);
  return z.strictObject(Object.fromEntries(entries) as Optional<Shape>);
}
