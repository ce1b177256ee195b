/** Floor 1: users and groups as a scenario file writes them. */
import { z } from 'zod';
import type { GroupSeed, UserSeed } from '../scenario.js';
import { email, handle, name, text, texts } from './value.js';

const STATES = [
  'staged',
  'provisioned',
  'active',
  'suspended',
  'locked-out',
  'password-expired',
  'deprovisioned',
  'disabled',
  'soft-deleted',
  'deleted',
] as const;

const profile = {
  userName: name
    .meta({
      description: 'The login name (Okta user.login, Entra user principal name).',
      examples: ['ada@acme.example'],
    })
    .exactOptional(),
  firstName: text.meta({ description: 'The given name.', examples: ['Ada'] }).exactOptional(),
  lastName: text.meta({ description: 'The family name.', examples: ['Byron'] }).exactOptional(),
  displayName: text
    .meta({ description: 'The full name.', examples: ['Ada Byron'] })
    .exactOptional(),
  roles: texts
    .meta({ description: 'Roles in the application.', examples: [['Admin', 'Notary']] })
    .exactOptional(),
  attributes: z
    .record(name, texts)
    .meta({
      description: 'Further attributes by name, each with a value or a list of values.',
      examples: [{ department: 'Legal' }],
    })
    .exactOptional(),
};

const seed = {
  email,
  ...profile,
  groups: texts
    .meta({ description: 'Groups the user is in.', examples: [['Notaries']] })
    .exactOptional(),
  state: z
    .enum(STATES)
    .meta({
      description: 'The state at the start; which ones exist depends on the vendor.',
      examples: ['staged'],
    })
    .exactOptional(),
  assigned: z
    .boolean()
    .meta({
      description: 'False: the user is not assigned to the application.',
      examples: [false],
    })
    .exactOptional(),
  guestOf: name
    .meta({
      description: 'The organisation a guest comes from (Entra).',
      examples: ['live.com'],
    })
    .exactOptional(),
};

/** A user at the start, or one who is hired. */
export const user: z.ZodType<UserSeed> = z
  .strictObject(seed)
  .meta({ id: 'user', description: 'A person in the directory.' });

/** A user who says what they are called by: where no key of a map does. */
export const namedUser: z.ZodType<UserSeed & { readonly handle: string }> = z
  .strictObject({ handle, ...seed })
  .meta({ id: 'new-user', description: 'A person who enters the directory.' });

/** What an update may change. */
export const change: z.ZodType<Readonly<Record<string, unknown>>> = z
  .strictObject({ email: email.exactOptional(), ...profile })
  .meta({ id: 'change', description: 'What is new in the record; the rest stays.' });

const group = z
  .strictObject({
    id: name
      .meta({
        description: 'The group id (Okta 00g…, Entra object id).',
        examples: ['00g1emaKYZTWRYYRRTSK'],
      })
      .exactOptional(),
    count: z
      .int()
      .min(1)
      .meta({
        description: 'Makes this many groups; users who name the group are in all of them.',
        examples: [151],
      })
      .exactOptional(),
  })
  .meta({ id: 'group', description: 'A group in the directory.' });

/** Groups: a list of names, or a map from name to what is special about it. */
export const groups: z.ZodType<Readonly<Record<string, GroupSeed>>> = z
  .union([
    z
      .array(name)
      .transform((names): Record<string, GroupSeed> =>
        Object.fromEntries(names.map((each) => [each, {}])),
      ),
    z.record(name, z.union([z.null().transform((): GroupSeed => ({})), group])),
  ])
  .meta({
    description: 'Groups that need more than a name; groups that users name need not be listed.',
    examples: [{ Everyone: { count: 151 } }],
  });
