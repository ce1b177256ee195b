/** Floor 1: a profile file: what an SP promises. */
import { z } from 'zod';
import type { AccountField, Profile } from '../profile.js';
import { consumption, domains, idps, jit, session } from './policy.js';
import { name } from './value.js';

/** A profile without its name, which is the file's. */
export type ProfileFile = Omit<Profile, 'name' | 'references'> & {
  readonly references?: readonly string[];
};

const field: z.ZodEnum<{ [Field in AccountField]: Field }> = z.enum([
  'email',
  'firstName',
  'lastName',
  'displayName',
  'middleName',
  'roles',
  'groups',
]);

const declared = (what: string): z.ZodString =>
  name.meta({
    description: `${what} that the SP has; none where it has none.`,
    examples: ['none'],
  });

/** The schema of a profile file. */
export const profileFile: z.ZodType<ProfileFile> = z.strictObject({
  title: name.meta({ description: 'What people call the SP.', examples: ['Proof'] }),
  description: name.meta({ description: 'What is special about it.' }).exactOptional(),
  references: z.array(name).meta({ description: 'Where the facts come from.' }).exactOptional(),
  entityId: name.meta({
    description: 'The entity ID of the SP.',
    examples: ['https://api.proof.com/saml/consume'],
  }),
  acs: name.meta({
    description: 'The assertion consumer service.',
    examples: ['https://api.proof.com/saml/consume'],
  }),
  api: declared('The user API'),
  scim: declared('The SCIM service'),
  webhooks: declared('The webhooks'),
  deprovision: z.enum(['none', 'pushed']).meta({
    description: 'Whether somebody tells the SP of deactivations, as SCIM would.',
    examples: ['none'],
  }),
  plan: z
    .strictObject({
      required: z.union([name, z.null()]).meta({
        description: 'The plan that includes SSO; null: every plan does.',
        examples: ['command-center'],
      }),
      current: name.meta({
        description: 'The plan the tenant has.',
        examples: ['command-center'],
      }),
    })
    .meta({ description: 'The plan that SSO needs, and the one the tenant has.' }),
  domains: z.union([z.null(), domains]).meta({
    description: 'Domains at the SP; null: the SP does not verify domains.',
    examples: [[{ name: 'acme.example', verified: true }]],
  }),
  idps,
  jit: jit.meta({ description: 'Just-in-time provisioning.' }),
  session: session.meta({ description: 'Sessions at the SP.' }),
  consumption: consumption.meta({ description: 'What the SP asks of messages.' }),
  attributes: z.record(name, z.partialRecord(field, name)).meta({
    description: 'Per vendor, the attribute that fills each account field; default for others.',
    examples: [{ default: { email: 'email' } }],
  }),
  required: z.array(field).meta({
    description: 'Account fields without which a login is refused.',
    examples: [['email']],
  }),
});
