/**
 * Test data: what the Common Test Report Format allows, as far as the reporter uses it: required members, types, and
 * no member that the format does not know. Source: github.com/ctrf-io/ctrf, schema/ctrf.schema.json at commit
 * 84ddec55811b6a9bf9db3bf9638c9568cde88bb5 (specVersion 0.0.0, MIT). Members that were added after the last release
 * (`testId`, `labels`) are left out: readers of that release refuse them.
 */

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const name: Schema = { type: 'string', minLength: 1 };
const whole: Schema = { type: 'integer', minimum: 0 };
const free: Schema = { type: 'object' };
const status: Schema = { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] };

function listOf(items: Schema, minItems = 0): Schema {
  return { type: 'array', items, minItems };
}

function only(required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema {
  return { type: 'object', required, properties, additionalProperties: false };
}

const test: Schema = only(['name', 'status', 'duration'], {
  name,
  status,
  duration: whole,
  suite: listOf(text, 1),
  message: text,
  trace: text,
  line: { type: 'integer' },
  rawStatus: text,
  tags: listOf(text),
  filePath: text,
  parameters: free,
  steps: listOf(only(['name', 'status'], { name: text, status, extra: free })),
  extra: free,
});

const summary: Schema = only(
  ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop'],
  {
    tests: whole,
    passed: whole,
    failed: whole,
    skipped: whole,
    pending: whole,
    other: whole,
    suites: whole,
    start: whole,
    stop: whole,
    duration: whole,
  },
);

export const CTRF_SCHEMA: Schema = only(['results', 'reportFormat', 'specVersion'], {
  reportFormat: { const: 'CTRF' },
  specVersion: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
  results: only(['tool', 'summary', 'tests'], {
    tool: only(['name'], { name, version: text }),
    summary,
    tests: listOf(test),
    extra: free,
  }),
});
