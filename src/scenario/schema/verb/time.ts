/** Floor 1: steps that move time or keys, and the step that only looks. */
import { z } from 'zod';
import type { AdvanceStep, ExpectStep, RotateKeysStep } from '../../step.js';
import { expectation } from '../expectation.js';
import { duration } from '../value.js';
import { anyStep } from './step-keys.js';
import type { VerbSchema } from './unplaced.js';

const overlap = z
  .boolean()
  .meta({
    description: 'True: metadata lists both certificates and the SP has read it.',
    examples: [true],
  })
  .exactOptional();

/** `advance`. */
export const advance: VerbSchema<AdvanceStep> = z
  .strictObject({ advance: duration, ...anyStep })
  .meta({ id: 'advance', description: "Moves the story's clock." })
  .transform(({ advance: milliseconds, ...rest }) => ({ verb: 'advance', milliseconds, ...rest }));

/** `rotate-keys`. */
export const rotateKeys: VerbSchema<RotateKeysStep> = z
  .strictObject({
    'rotate-keys': z
      .union([z.null(), z.strictObject({ overlap })])
      .meta({ description: 'Nothing, or overlap.', examples: [{ overlap: true }] }),
    overlap,
    ...anyStep,
  })
  .meta({ id: 'rotate-keys', description: 'A new signing certificate.' })
  .transform(({ 'rotate-keys': inner, overlap: outer, ...rest }) => ({
    verb: 'rotate-keys',
    overlap: inner?.overlap ?? outer ?? false,
    ...rest,
  }));

/** `expect` with nothing else. */
export const look: VerbSchema<ExpectStep> = z
  .strictObject({ expect: expectation, ...anyStep })
  .meta({ id: 'expect', description: 'A look at the SP with no action.' })
  .transform((step) => ({ verb: 'expect', ...step }));
