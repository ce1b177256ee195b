/** Floor 1: steps that move time or keys, and the step that only looks. */
import { z } from 'zod';
import { parseDuration } from '../../../base/duration.js';
import type { AdvanceStep, ExpectStep, RotateKeysStep } from '../../step.js';
import { expectation } from '../expectation.js';
import { duration, name } from '../value.js';
import { anyStep } from './step-keys.js';
import type { VerbSchema } from './unplaced.js';

const overlap = z
  .boolean()
  .meta({
    description: 'True: metadata lists both certificates and the SP has read it.',
    examples: [true],
  })
  .exactOptional();

const backwards = z
  .string()
  .regex(/^-(?:\d+(?:ms|s|m|h|d|w))+$/)
  .meta({ description: 'The clock is set back.', examples: ['-45s'] })
  .transform((value) => parseDuration(value) ?? 0);

const to = name
  .meta({
    description: "The fixed pair that comes next; the vendor's second unless said otherwise.",
    examples: ['weak-1'],
  })
  .exactOptional();

const pending = z
  .boolean()
  .meta({ description: 'Published, and not signed with yet.', examples: [true] })
  .exactOptional();

/** `advance`. */
export const advance: VerbSchema<AdvanceStep> = z
  .strictObject({
    advance: z.union([duration, backwards]).meta({
      description: 'How far; with a minus sign the clock is set back.',
      examples: ['10m'],
    }),
    ...anyStep,
  })
  .meta({ id: 'advance', description: "Moves the story's clock." })
  .transform(({ advance: milliseconds, ...rest }) => ({ verb: 'advance', milliseconds, ...rest }));

/** `rotate-keys`. */
export const rotateKeys: VerbSchema<RotateKeysStep> = z
  .strictObject({
    'rotate-keys': z
      .union([z.null(), z.strictObject({ overlap, to, pending })])
      .meta({ description: 'Nothing, or overlap, to and pending.', examples: [{ overlap: true }] }),
    overlap,
    ...anyStep,
  })
  .meta({ id: 'rotate-keys', description: 'A new signing certificate.' })
  .transform(({ 'rotate-keys': inner, overlap: outer, ...rest }) => ({
    verb: 'rotate-keys',
    overlap: inner?.overlap ?? outer ?? false,
    ...(inner?.to === undefined ? {} : { to: inner.to }),
    ...(inner?.pending === undefined ? {} : { pending: inner.pending }),
    ...rest,
  }));

/** `expect` with nothing else. */
export const look: VerbSchema<ExpectStep> = z
  .strictObject({ expect: expectation, ...anyStep })
  .meta({ id: 'expect', description: 'A look at the SP with no action.' })
  .transform((step) => ({ verb: 'expect', ...step }));
