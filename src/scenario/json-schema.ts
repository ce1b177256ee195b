/** Floor 1: the file formats as JSON Schema 2020-12, for editors; generated from what the loader checks with. */
import { z } from 'zod';
import { attackFile } from './schema/attack-file.js';
import { configFile } from './schema/config/config-file.js';
import { profileFile } from './schema/profile-file.js';
import { scenarioFile } from './schema/scenario-file.js';
import { VERBS } from './schema/verbs.js';

/** A JSON Schema document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

function stepSchema(): z.ZodType {
  const [first, ...others] = Object.values(VERBS);
  return z.union([first ?? z.never(), ...others]).meta({
    id: 'step',
    description: 'One thing that happens: a verb, and what belongs to it.',
  });
}

/**
 * The schema of scenario files.
 *
 * What one step must know of another (users, held messages) is beyond JSON Schema; `loadScenario` checks it too.
 *
 * @example
 * writeFileSync('scenario.schema.json', JSON.stringify(scenarioJsonSchema(), null, 2));
 */
export function scenarioJsonSchema(): JsonSchema {
  const step = stepSchema();
  return {
    $id: 'urn:standin:schema:scenario',
    title: 'A Standin scenario',
    description: 'One story: a directory of users, what happens to them, and what the SP must do.',
    ...z.toJSONSchema(scenarioFile(step), { io: 'input', override: keepExamples }),
    allOf: [oneSide('idp'), oneSide('sp')],
  };
}

/**
 * The schema of profile files.
 *
 * @example
 * profileJsonSchema()['title']; // 'A Standin profile'
 */
export function profileJsonSchema(): JsonSchema {
  return {
    $id: 'urn:standin:schema:profile',
    title: 'A Standin profile',
    description: 'What a service provider promises about accounts, sessions and messages.',
    ...z.toJSONSchema(profileFile, { io: 'input', override: keepExamples }),
  };
}

/**
 * The schema of attack files.
 *
 * @example
 * attackJsonSchema()['title']; // 'A Standin attack'
 */
export function attackJsonSchema(): JsonSchema {
  return {
    $id: 'urn:standin:schema:attack',
    title: 'A Standin attack',
    description:
      'A forged message, or a control, and what a correct service provider does with it.',
    ...z.toJSONSchema(attackFile(stepSchema()), { io: 'input', override: keepExamples }),
  };
}

/**
 * The schema of `standin.config.yaml`.
 *
 * A text may hold `${NAME}` wherever it stands, so an editor cannot know its form; `loadConfig` checks it filled in.
 *
 * @example
 * configJsonSchema()['title']; // 'A Standin configuration'
 */
export function configJsonSchema(): JsonSchema {
  const written = z.toJSONSchema(configFile, { io: 'input', override: keepExamples });
  return {
    $id: 'urn:standin:schema:config',
    title: 'A Standin configuration',
    description: 'The service providers under test: where they are, and how to look at them.',
    ...(withVariables(written) as JsonSchema),
  };
}

/** Every form that a text must have, or a variable in it. Names of keys are never filled in. */
function withVariables(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withVariables);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]: [string, unknown]) => {
    if (key === 'propertyNames' || key === 'examples') return [key, value] as const;
    if (key === 'pattern' && typeof value === 'string') return [key, `${value}|\\$\\{`] as const;
    return [key, withVariables(value)] as const;
  });
  return Object.fromEntries(entries);
}

/** The library drops the examples of what is transformed after reading; ours show what to write. */
function keepExamples({ zodSchema, jsonSchema }: Overridden): void {
  const examples: unknown = z.globalRegistry.get(zodSchema)?.['examples'];
  if (Array.isArray(examples)) jsonSchema.examples = examples;
}

interface Overridden {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: { examples?: unknown[] };
}

/** A side stands at top level or in the matrix, never in both. */
function oneSide(side: 'idp' | 'sp'): JsonSchema {
  const inMatrix = {
    required: ['matrix'],
    properties: { matrix: { type: 'object', required: [side] } },
  };
  return { oneOf: [{ required: [side] }, inMatrix] };
}
