/** Floor 1: how an attack file is written. */
import { z } from 'zod';
import type { AttackFile, AttackLogin, AttackVariant, Harm, Need } from '../attack.js';
import type { SpSettings, UserSeed } from '../scenario.js';
import { attackExpectation } from './expectation.js';
import { mutations } from './mutations.js';
import { changes } from './changes.js';
import { user } from './user.js';
import { duration, email, name, text } from './value.js';

const NEEDS: Readonly<Record<Need, true>> = {
  'idp-initiated': true,
  'no-idp-initiated': true,
  encryption: true,
  'encryption-required': true,
  'second-idp': true,
  'two-keys': true,
  'another-key': true,
  accounts: true,
  clock: true,
  deprovision: true,
  'plain-http': true,
  'authn-context': true,
  'max-authn-age': true,
  'start-options': true,
  domains: true,
  'signed-assertions': true,
  'idp-encryption-key': true,
  'single-logout': true,
};

/** A user, or nothing but the address. */
const person: z.ZodType<UserSeed> = z.union([
  email.transform((address) => ({ email: address })),
  user,
]);

const signed = z.enum(['assertion', 'response', 'both']).meta({
  description: 'What is signed; the assertion unless said otherwise.',
  examples: ['response'],
});

const login: z.ZodType<AttackLogin> = z
  .strictObject({
    start: z
      .enum(['sp', 'idp'])
      .meta({ description: 'Who starts.', examples: ['idp'] })
      .exactOptional(),
    binding: z
      .enum(['redirect', 'post'])
      .meta({ description: 'How the AuthnRequest travels.', examples: ['post'] })
      .exactOptional(),
    relayState: text
      .meta({
        description: 'The RelayState that the SP or the launch link sends.',
        examples: ['/documents/7'],
      })
      .exactOptional(),
    forceAuthn: z
      .boolean()
      .meta({ description: 'Ask for a fresh sign-in.', examples: [true] })
      .exactOptional(),
    isPassive: z
      .boolean()
      .meta({ description: 'Ask that nobody is asked anything.', examples: [true] })
      .exactOptional(),
    requestedAuthnContext: name
      .meta({
        description: 'The class reference the SP asks for.',
        examples: ['urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract'],
      })
      .exactOptional(),
    despite: z
      .enum(['deactivated', 'unassigned', 'suspended', 'locked', 'deleted'])
      .meta({
        description: 'Issue the assertion although the directory says no.',
        examples: ['deactivated'],
      })
      .exactOptional(),
  })
  .meta({ description: 'How the login begins.' });

const sp: z.ZodType<Partial<SpSettings>> = z
  .strictObject({
    profile: name
      .meta({ description: 'A profile; strict unless said otherwise.', examples: ['strict'] })
      .exactOptional(),
    ...changes,
  })
  .meta({ description: 'What varies of the embedded service provider.' });

const never: z.ZodType<Harm> = z
  .strictObject({
    account: z
      .record(z.string(), z.string())
      .meta({
        description: 'Values that fields of the account must not have.',
        examples: [{ role: 'admin' }],
      })
      .exactOptional(),
    page: z
      .array(name)
      .meta({
        description: 'Text that must not stand on a page as it is.',
        examples: [['<script>']],
      })
      .exactOptional(),
    leaves: z
      .boolean()
      .meta({ description: 'The browser must not be sent away from the SP.', examples: [true] })
      .exactOptional(),
    ends: z
      .boolean()
      .meta({ description: "The victim's session must go on.", examples: [true] })
      .exactOptional(),
    slower: duration
      .meta({ description: 'The SP must not take longer for the message.', examples: ['5s'] })
      .exactOptional(),
  })
  .meta({ description: 'What must never be seen, whoever is logged in.' });

function stepsOf(step: z.ZodType): z.ZodArray<z.ZodType> {
  return z
    .array(step)
    .min(1)
    .meta({
      description: 'Steps instead of one login; the last one is the attack.',
      examples: [[{ login: 'attacker' }]],
    });
}

const caughtBy = z.array(name).meta({
  description: 'Defects of the reference SP, and versions of libraries, that fall to it.',
  examples: [['first-assertion', 'samlify@2.9.1']],
});

/** What is said of an attack, whichever way it is played. */
const ABOUT = {
  attack: name.meta({
    description: 'The title.',
    examples: ['XSW3: a forged assertion before the signed one'],
  }),
  description: name.meta({ description: 'Why it works where it works.' }).exactOptional(),
  severity: z
    .enum(['critical', 'high', 'medium', 'low', 'info'])
    .meta({ description: 'How bad it is when it succeeds.', examples: ['critical'] }),
  model: z.enum(['anonymous', 'user', 'other-tenant', 'network']).meta({
    description:
      'Who can do it: anybody; a user with a genuine message; the administrator of another tenant; somebody on the way.',
    examples: ['user'],
  }),
  clause: name.meta({
    description: 'The clause that a correct SP follows, or policy.',
    examples: ['saml-core 5.4.2'],
  }),
  references: z
    .array(name)
    .meta({ description: 'Where it is described.', examples: [['CVE-2017-11427']] })
    .exactOptional(),
  needs: z
    .array(z.enum(Object.keys(NEEDS) as [Need]))
    .meta({
      description: 'What an SP must have so that it can be tried.',
      examples: [['encryption']],
    })
    .exactOptional(),
  sp: sp.exactOptional(),
  key: name
    .meta({ description: 'The fixed pair that the IdP signs with.', examples: ['rsa-4096-1'] })
    .exactOptional(),
  victim: person
    .meta({ description: 'The victim: an address, or a user.', examples: ['admin@corp.example'] })
    .exactOptional(),
  never: never.exactOptional(),
};

function playedWith(step: z.ZodType) {
  const steps = stepsOf(step);
  return {
    title: name.meta({ description: 'What is special about the variant.' }).exactOptional(),
    login: login.exactOptional(),
    mutate: mutations
      .meta({
        description: 'How the message is forged: operations in order.',
        examples: [[{ remove: '//Signature' }]],
      })
      .exactOptional(),
    steps: steps.exactOptional(),
    control: mutations
      .meta({
        description:
          'The same without what makes it an attack; a genuine login unless said otherwise.',
      })
      .exactOptional(),
    'control-steps': steps.exactOptional(),
    signed: signed.exactOptional(),
    attacker: person
      .meta({
        description: 'The attacker: an address, or a user.',
        examples: ['zz-admin@corp.example'],
      })
      .exactOptional(),
    'caught-by': caughtBy.exactOptional(),
  };
}

/**
 * The schema of an attack file.
 *
 * @param step - the schema of one step; the loader reads steps one by one, an editor wants them whole
 */
export function attackFile(step: z.ZodType): z.ZodType<AttackFile> {
  const played = playedWith(step);
  const variant: z.ZodType<AttackVariant> = z.strictObject({
    ...played,
    expect: attackExpectation.exactOptional(),
  });
  return z.strictObject({
    ...ABOUT,
    ...played,
    expect: attackExpectation,
    variants: z
      .record(z.string().regex(/^[a-z0-9][a-z0-9-]*$/), variant)
      .meta({ description: 'Several ways to do the same, by name; each says what is different.' })
      .exactOptional(),
  });
}
