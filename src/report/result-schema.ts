/** Floor 8: the JSON Schema of the json reporter's output; `schema/result.schema.json` is made of it. */

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const place: Schema = { type: 'integer', minimum: 1 };
const count: Schema = { type: 'integer', minimum: 0 };
const anything: Schema = {};

function oneOf(...values: readonly string[]): Schema {
  return { enum: values };
}

function listOf(items: Schema): Schema {
  return { type: 'array', items };
}

/** An object with exactly these keys; those named in `optional` may be absent. */
function exactly(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[] = [],
): Schema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: 'object', properties, required, additionalProperties: false };
}

function described(schema: Schema, description: string): Schema {
  return { description, ...schema };
}

const finding = exactly(
  {
    key: described(text, 'Path of the expectation, e.g. account.lastName.'),
    verdict: oneOf('passed', 'failed', 'not-verified'),
    expected: anything,
    observed: anything,
    why: described(text, 'Why, when the two values do not say it.'),
    file: text,
    line: place,
    column: place,
  },
  ['why'],
);

const attackVerdict = oneOf(
  'no-session',
  'as-self',
  'as-victim',
  'as-other',
  'error',
  'not-verified',
);

const sent = described(text, 'SHA-256 of everything that the attack sent, in hexadecimal.');

const attack = exactly(
  {
    id: described(text, 'With the variant behind a slash.'),
    group: text,
    severity: oneOf('critical', 'high', 'medium', 'low', 'info'),
    model: described(oneOf('anonymous', 'user', 'other-tenant', 'network'), 'Who can do it.'),
    clause: described(text, 'The clause that asks for a refusal, or policy.'),
    expect: oneOf('reject', 'not-victim', 'accept'),
    signed: described(
      oneOf('assertion', 'response', 'both'),
      'What the genuine IdP signed: as the attack says, or as the SP wants it.',
    ),
    verdict: attackVerdict,
    control: described(
      oneOf('accepted', 'refused'),
      'The same login without the forgery: a refusal proves nothing where it was refused, too.',
    ),
    sent,
  },
  ['control', 'sent'],
);

const step = exactly(
  {
    index: described(count, "Position in the file's list, from 0."),
    verb: text,
    title: described(text, 'The step in one sentence.'),
    line: place,
    at: described({ ...text, format: 'date-time' }, "The story's clock."),
    outcome: oneOf('logged-in', 'logged-out', 'refused-by-idp', 'refused-by-sp', 'no-session'),
    reason: described(text, 'The stable code of a refusal.'),
    code: described(text, "The vendor's code of a refusal."),
    attack: described(attackVerdict, 'Who was in after an attack.'),
    sent,
    findings: listOf(finding),
    message: described(text, 'The message that was sent, as XML text.'),
  },
  ['outcome', 'reason', 'code', 'attack', 'sent', 'message'],
);

const story = exactly(
  {
    id: described(text, 'Stable: lifecycle/first-login[okta].'),
    scenario: text,
    title: text,
    file: text,
    tags: listOf(text),
    idp: text,
    sp: text,
    verdict: described(
      oneOf('passed', 'failed', 'not-verified', 'error'),
      'error: the SP could not be reached or driven.',
    ),
    steps: listOf(step),
    attack: described(attack, 'Present when the story is an attack of the corpus.'),
    error: exactly({ code: text, message: text, fix: text }, ['fix']),
    command: described(text, 'The command that repeats this story alone.'),
  },
  ['attack', 'error'],
);

/** What `standin run --json` and `standin attack --json` print. */
export const RESULT_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Result of standin run or standin attack',
  ...exactly({
    tool: { const: 'standin' },
    version: text,
    seed: text,
    command: described(text, 'The command that repeats this run.'),
    verdict: oneOf('passed', 'failed', 'error'),
    stories: listOf(story),
    leftOut: described(
      listOf(exactly({ id: text, why: text })),
      'Stories that were not played, and why.',
    ),
    notes: described(listOf(text), 'What a reader of the result should know.'),
    counts: exactly({ passed: count, failed: count, notVerified: count, error: count }),
  }),
};
