/** Floor 1: what a step promises. */
import { z } from 'zod';
import { IDP_REASONS, SP_REASONS } from '../../base/reasons.js';
import type { RefusalReason } from '../../base/reasons.js';
import type { AssertionExpectation, AttackExpectation, Expectation } from '../scenario.js';
import { duration, handle, name, text } from './value.js';

const reasons = Object.keys({ ...IDP_REASONS, ...SP_REASONS }) as [RefusalReason];

const page = z.strictObject({
  status: z
    .int()
    .min(100)
    .max(599)
    .meta({ description: 'The HTTP status.', examples: [403] })
    .exactOptional(),
  code: name
    .meta({ description: "The vendor's code.", examples: ['AADSTS50057', 'E0000004'] })
    .exactOptional(),
  contains: name
    .meta({ description: 'Text that stands on the page.', examples: ['App Not Assigned'] })
    .exactOptional(),
});

const session = z.union([z.literal('none'), z.strictObject({ user: handle })]);

const handles = z.array(handle);

const accounts = z.union([
  z.int().min(0),
  z.strictObject({
    count: z
      .int()
      .min(0)
      .meta({ description: 'How many accounts there are.', examples: [1] })
      .exactOptional(),
    handles: handles
      .meta({ description: 'Exactly these users have accounts.', examples: [['ada']] })
      .exactOptional(),
    orphans: handles
      .meta({
        description: 'Users who are deactivated or gone while their account lives on.',
        examples: [['ada']],
      })
      .exactOptional(),
  }),
]);

const accountValue = z.union([z.string(), z.boolean(), z.number(), z.null(), z.array(z.string())]);

const drift = z.array(z.enum(['email', 'firstName', 'lastName', 'displayName', 'role', 'roles']));

const assertion: z.ZodType<AssertionExpectation> = z.strictObject({
  nameId: text.meta({ description: 'The NameID.', examples: ['ada@acme.example'] }).exactOptional(),
  nameIdFormat: name
    .meta({
      description: 'The NameID format.',
      examples: ['urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'],
    })
    .exactOptional(),
  signed: z
    .array(z.enum(['response', 'assertion']))
    .meta({ description: 'What is signed.', examples: [['response', 'assertion']] })
    .exactOptional(),
  attributes: z
    .record(z.string(), z.union([z.string(), z.array(z.string()), z.null()]))
    .meta({
      description: 'Attribute values by name; null: the attribute must be absent.',
      examples: [{ email: 'ada@acme.example', groups: null }],
    })
    .exactOptional(),
  inResponseTo: z
    .boolean()
    .meta({ description: 'Whether the message answers a request.', examples: [true] })
    .exactOptional(),
  audience: name
    .meta({ description: 'The Audience.', examples: ['https://api.proof.com/saml/consume'] })
    .exactOptional(),
  authnInstantAge: duration
    .meta({ description: 'Age of AuthnInstant when the message was issued.', examples: ['20d'] })
    .exactOptional(),
});

/** What a correct SP does with a forged message. */
export const attackExpectation: z.ZodType<AttackExpectation> = z
  .enum(['reject', 'not-victim', 'accept'])
  .meta({
    description:
      "reject: no session at all; not-victim: none, or the attacker's own; accept: the attacker as himself.",
    examples: ['reject'],
  });

/** The `expect` key. */
export const expectation: z.ZodType<Expectation> = z
  .strictObject({
    outcome: z
      .enum(['logged-in', 'logged-out', 'refused-by-idp', 'refused-by-sp', 'no-session'])
      .meta({ description: 'How the step ends.', examples: ['logged-in'] })
      .exactOptional(),
    reason: z
      .enum(reasons)
      .meta({ description: 'Why it was refused.', examples: ['user-deactivated'] })
      .exactOptional(),
    page: page.meta({ description: 'What the browser shows.' }).exactOptional(),
    session: session
      .meta({
        description: 'Who the SP thinks the browser is.',
        examples: ['none', { user: 'ada' }],
      })
      .exactOptional(),
    account: z
      .record(z.string(), accountValue)
      .meta({
        description: 'Fields of the account after the step, and created, updated, linked.',
        examples: [{ created: true, lastName: 'Byron' }],
      })
      .exactOptional(),
    accounts: accounts
      .transform((value) => (typeof value === 'number' ? { count: value } : value))
      .meta({ description: 'The whole roster: how many, whose.', examples: [1] })
      .exactOptional(),
    drift: drift
      .meta({
        description: 'Profile fields in which directory and account differ.',
        examples: [['lastName']],
      })
      .exactOptional(),
    assertion: assertion.meta({ description: 'Facts of the message sent.' }).exactOptional(),
    attack: attackExpectation.exactOptional(),
  })
  .meta({ id: 'expectation', description: 'What must be so after the step.' });
