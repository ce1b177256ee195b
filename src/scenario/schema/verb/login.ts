/** Floor 1: steps that bring a message or a browser to the SP. */
import { z } from 'zod';
import type {
  AttackStep,
  DeliverStep,
  LoginStep,
  LogoutStep,
  ReplayStep,
  VisitStep,
} from '../../step.js';
import { mutations } from '../mutations.js';
import { handle, name, text } from '../value.js';
import { sightedStep } from './step-keys.js';
import type { VerbSchema } from './unplaced.js';

/** `login`. */
export const login: VerbSchema<LoginStep> = z
  .strictObject({
    login: handle,
    start: z
      .enum(['sp', 'idp'])
      .meta({ description: 'Who starts: the SP (default) or the IdP.', examples: ['idp'] })
      .exactOptional(),
    binding: z
      .enum(['redirect', 'post'])
      .meta({
        description: 'How the AuthnRequest travels: redirect (default) or post.',
        examples: ['post'],
      })
      .exactOptional(),
    relayState: text
      .meta({ description: 'The RelayState.', examples: ['/documents/7'] })
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
        examples: ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'],
      })
      .exactOptional(),
    despite: z
      .enum(['deactivated', 'unassigned', 'suspended', 'locked', 'deleted'])
      .meta({
        description: 'Issue the assertion although the directory says no.',
        examples: ['deactivated'],
      })
      .exactOptional(),
    hold: name
      .meta({
        description: 'Mint now and keep it under this name, for deliver.',
        examples: ['envelope'],
      })
      .exactOptional(),
    mutate: mutations
      .meta({
        description: 'Forges the message: operations in order.',
        examples: [[{ remove: '//Signature' }]],
      })
      .exactOptional(),
    victim: handle
      .meta({ description: 'Whom the forged message impersonates.', examples: ['victim'] })
      .exactOptional(),
    planted: handle
      .meta({
        description: 'Whose cookies somebody has put into this browser before.',
        examples: ['mallory'],
      })
      .exactOptional(),
    signed: z
      .enum(['assertion', 'response', 'both'])
      .meta({
        description: 'What is signed, whatever the application says.',
        examples: ['assertion'],
      })
      .exactOptional(),
    ...sightedStep,
  })
  .meta({ id: 'login', description: 'One browser login.' })
  .transform(({ login: user, start = 'sp', binding = 'redirect', ...rest }) => ({
    verb: 'login',
    user,
    start,
    binding,
    ...rest,
  }));

/** `attack`. */
export const attack: VerbSchema<AttackStep> = z
  .strictObject({
    attack: name.meta({
      description: 'The id of an attack: standin attack --list shows them.',
      examples: ['xsw3-assertion-before'],
    }),
    by: handle
      .meta({ description: 'Who attacks; attacker unless said otherwise.', examples: ['mallory'] })
      .exactOptional(),
    victim: handle
      .meta({
        description: 'Who is impersonated; victim unless said otherwise.',
        examples: ['ada'],
      })
      .exactOptional(),
    ...sightedStep,
  })
  .meta({ id: 'attack', description: 'One attack of the corpus; it must not succeed.' })
  .transform(({ by: user = 'attacker', victim = 'victim', ...rest }) => ({
    verb: 'attack',
    user,
    victim,
    ...rest,
  }));

/** `deliver`. */
export const deliver: VerbSchema<DeliverStep> = z
  .strictObject({
    deliver: name.meta({ description: 'The name given by hold.', examples: ['envelope'] }),
    ...sightedStep,
  })
  .meta({ id: 'deliver', description: 'Delivers a message that was held.' })
  .transform(({ deliver: envelope, ...rest }) => ({ verb: 'deliver', envelope, ...rest }));

/** `replay`. */
export const replay: VerbSchema<ReplayStep> = z
  .strictObject({
    replay: handle,
    as: z
      .enum(['same-browser', 'other-browser'])
      .meta({
        description: 'Which browser delivers it; the same one unless said otherwise.',
        examples: ['other-browser'],
      })
      .exactOptional(),
    mutate: mutations
      .meta({
        description: 'Changes the message before; it stays signed as it is.',
        examples: [[{ set: { at: '/Response/@ID', to: '{id}' } }]],
      })
      .exactOptional(),
    times: z
      .int()
      .min(2)
      .max(100)
      .meta({
        description:
          'So many other browsers deliver it at once; the second that gets in is looked at.',
        examples: [20],
      })
      .exactOptional(),
    ...sightedStep,
  })
  .meta({ id: 'replay', description: "Delivers the user's last Response again." })
  .transform(({ replay: user, as = 'same-browser', ...rest }) => ({
    verb: 'replay',
    user,
    as,
    ...rest,
  }));

/** `visit`. */
export const visit: VerbSchema<VisitStep> = z
  .strictObject({ visit: handle, ...sightedStep })
  .meta({ id: 'visit', description: 'Uses the session that the user has: is it still alive?' })
  .transform(({ visit: user, ...rest }) => ({ verb: 'visit', user, ...rest }));

/** `logout`. */
export const logout: VerbSchema<LogoutStep> = z
  .strictObject({
    logout: handle,
    start: z
      .enum(['sp', 'idp'])
      .meta({ description: 'Who starts: the SP (default) or the IdP.', examples: ['idp'] })
      .exactOptional(),
    ...sightedStep,
  })
  .meta({ id: 'logout', description: 'Single logout: ends the session of the user everywhere.' })
  .transform(({ logout: user, start = 'sp', ...rest }) => ({
    verb: 'logout',
    user,
    start,
    ...rest,
  }));
