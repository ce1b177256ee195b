/** Floor 1: steps that change the directory. None of them reaches the SP. */
import { z } from 'zod';
import type { HireStep, MembershipStep, TransitionStep, UpdateStep } from '../../step.js';
import { change, user } from '../user.js';
import { handle, texts } from '../value.js';
import { anyStep } from './step-keys.js';
import type { VerbSchema } from './unplaced.js';

/** `hire`. */
export const hire: VerbSchema<HireStep> = z
  .strictObject({ hire: handle, user, ...anyStep })
  .meta({ id: 'hire', description: 'A new user.' })
  .transform(({ hire: who, user: seed, ...rest }) => ({ verb: 'hire', user: who, seed, ...rest }));

/** `update` and `rename`. */
export function changing(verb: 'update' | 'rename', description: string): VerbSchema<UpdateStep> {
  return z
    .strictObject({ [verb]: handle, set: change, ...anyStep })
    .meta({ id: verb, description })
    .transform(({ set, note, ...rest }) => ({
      verb,
      user: subjectOf(rest),
      set,
      ...(note !== undefined && { note }),
    }));
}

/** `rehire`. */
export const rehire: VerbSchema<UpdateStep> = z
  .strictObject({ rehire: handle, set: change.exactOptional(), ...anyStep })
  .meta({
    id: 'rehire',
    description: 'Makes a new record for a person who left: same e-mail, new immutable id.',
  })
  .transform(({ rehire: who, set = {}, ...rest }) => ({ verb: 'rehire', user: who, set, ...rest }));

/** `join` and `leave`. */
export function membership(
  verb: 'join' | 'leave',
  description: string,
): VerbSchema<MembershipStep> {
  const groups = texts.meta({ description: 'Names of groups.', examples: [['Notaries']] });
  return z
    .strictObject({ [verb]: handle, groups, ...anyStep })
    .meta({ id: verb, description })
    .transform(({ groups: names, note, ...rest }) => ({
      verb,
      user: subjectOf(rest),
      groups: names,
      ...(note !== undefined && { note }),
    }));
}

/** Verbs that need nothing but a user. */
export function transition(
  verb: TransitionStep['verb'],
  description: string,
): VerbSchema<TransitionStep> {
  return z
    .strictObject({ [verb]: handle, ...anyStep })
    .meta({ id: verb, description })
    .transform(({ note, ...rest }) => ({
      verb,
      user: subjectOf(rest),
      ...(note !== undefined && { note }),
    }));
}

/** The value of the verb itself, which is all that is left of a step. */
function subjectOf(rest: Readonly<Record<string, unknown>>): string {
  return handle.parse(Object.values(rest)[0]);
}
