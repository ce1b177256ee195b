/** Floor 1: a step before it knows its place in the list. */
import type { z } from 'zod';
import type { Step } from '../../step.js';

/** A step without its index. */
type Unplaced<Kind extends Step = Step> = Kind extends Step ? Omit<Kind, 'index'> : never;

/** One row of the table of verbs: how a step with this verb is written. */
export type VerbSchema<Kind extends Step = Step> = z.ZodType<Unplaced<Kind>>;
