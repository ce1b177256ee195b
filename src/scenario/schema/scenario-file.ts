/** Floor 1: the top level of a scenario file. */
import { z } from 'zod';
import type { GroupSeed, IdpSettings, Matrix, SpSettings, UserSeed } from '../scenario.js';
import { idp } from './idp.js';
import { sp } from './sp.js';
import { groups, user } from './user.js';
import { handle, instant, name } from './value.js';

/** A scenario file before its steps are read. */
export interface ScenarioFile {
  readonly scenario: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly references?: readonly string[];
  readonly idp?: IdpSettings;
  readonly sp?: SpSettings;
  readonly matrix?: Matrix;
  readonly clock?: number;
  readonly users?: Readonly<Record<string, UserSeed>>;
  readonly groups?: Readonly<Record<string, GroupSeed>>;
  readonly steps: readonly unknown[];
}

const matrix = z
  .strictObject({
    idp: z
      .array(idp)
      .min(1)
      .meta({ description: 'Identity providers, each in its turn.', examples: [['okta', 'entra']] })
      .exactOptional(),
    sp: z
      .array(sp)
      .min(1)
      .meta({ description: 'Service providers, each in its turn.', examples: [['proof']] })
      .exactOptional(),
  })
  .meta({
    description: 'Combinations to run the story in.',
    examples: [{ idp: ['okta', 'entra'] }],
  });

const about = {
  scenario: name.meta({
    description: 'The title: what happens, in a sentence.',
    examples: ['Proof keeps the name a user had at first login'],
  }),
  description: name.meta({ description: 'Why a team should care.' }).exactOptional(),
  tags: z
    .array(name)
    .meta({ description: 'Words to find the story by.', examples: [['jit', 'drift']] })
    .exactOptional(),
  references: z
    .array(name)
    .meta({ description: 'Where the behaviour is described.', examples: [['saml-core 2.5.1.2']] })
    .exactOptional(),
};

/**
 * The schema of a scenario file.
 *
 * @param step - the schema of one step; the loader reads steps one by one, an editor wants them whole
 */
export function scenarioFile(step: z.ZodType): z.ZodType<ScenarioFile> {
  return z.strictObject({
    ...about,
    idp: idp.exactOptional(),
    sp: sp.exactOptional(),
    matrix: matrix.exactOptional(),
    clock: instant
      .meta({
        description: 'When the story starts; with it, time moves only by advance.',
        examples: ['2026-03-02T09:00:00Z'],
      })
      .exactOptional(),
    users: z
      .record(handle, user)
      .meta({
        description: 'Users at the start, by handle.',
        examples: [{ ada: { email: 'ada@acme.example' } }],
      })
      .exactOptional(),
    groups: groups.exactOptional(),
    steps: z
      .array(step)
      .min(1)
      .meta({
        description: 'What happens, in order.',
        examples: [[{ login: 'ada', expect: { outcome: 'logged-in' } }]],
      }),
  });
}
