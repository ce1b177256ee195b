/** Floor 7: judges facts of the message that was sent. */
import type { IssuedFacts } from '../../idp/outcome.js';
import { NAME_ID_FORMATS } from '../../saml/names.js';
import type { AssertionExpectation } from '../../scenario/scenario.js';
import type { Check, Judge } from './check.js';
import { compared } from './check.js';
import { sameMembers } from './equal.js';

/** A NameID format by its short name, or as it is. */
function formatUri(format: string): string {
  const formats: Readonly<Record<string, string>> = NAME_ID_FORMATS;
  return formats[format] ?? format;
}

type Fact = keyof AssertionExpectation;
type FactJudge<Key extends Fact> = (
  expected: NonNullable<AssertionExpectation[Key]>,
  facts: IssuedFacts,
) => readonly Check[];
type FactRow = (expectation: AssertionExpectation, facts: IssuedFacts) => readonly Check[];

function row<Key extends Fact>(key: Key, judgeFact: FactJudge<Key>): FactRow {
  return (expectation, facts) => {
    const expected = expectation[key];
    return expected === undefined ? [] : judgeFact(expected, facts);
  };
}

function same(key: string, expected: unknown, observed: unknown): readonly Check[] {
  return [compared(['assertion', key], expected === observed, { expected, observed })];
}

function judgeAttribute(
  name: string,
  expected: string | readonly string[] | null,
  facts: IssuedFacts,
): Check {
  const path = ['assertion', 'attributes', name];
  const values = facts.attributes
    .filter((attribute) => attribute.name === name)
    .flatMap((attribute) => attribute.values);
  const present = facts.attributes.some((attribute) => attribute.name === name);
  const observed = present ? values : null;
  if (expected === null) return compared(path, !present, { expected, observed });
  const asked = typeof expected === 'string' ? [expected] : expected;
  return compared(path, present && sameMembers(asked, values), { expected, observed });
}

const FACTS: Readonly<Record<Fact, FactRow>> = {
  nameId: row('nameId', (expected, facts) => same('nameId', expected, facts.nameId)),
  nameIdFormat: row('nameIdFormat', (expected, { nameIdFormat: observed }) => [
    compared(['assertion', 'nameIdFormat'], formatUri(expected) === observed, {
      expected,
      observed,
    }),
  ]),
  signed: row('signed', (expected, { signed: observed }) => [
    compared(['assertion', 'signed'], sameMembers(expected, observed), { expected, observed }),
  ]),
  attributes: row('attributes', (expected, facts) =>
    Object.entries(expected).map(([name, values]) => judgeAttribute(name, values, facts)),
  ),
  inResponseTo: row('inResponseTo', (expected, { inResponseTo }) =>
    same('inResponseTo', expected, inResponseTo !== undefined),
  ),
  audience: row('audience', (expected, facts) => same('audience', expected, facts.audience)),
  authnInstantAge: row('authnInstantAge', (expected, { issueInstant, authnInstant }) =>
    same('authnInstantAge', expected, Date.parse(issueInstant) - Date.parse(authnInstant)),
  ),
};

/** `assertion`: NameID, attributes, what is signed, and the other facts of the message. */
export const judgeAssertion: Judge<'assertion'> = (expected, { facts }) => {
  if (facts !== undefined) return Object.values(FACTS).flatMap((judge) => judge(expected, facts));
  const why = 'no message was sent';
  return Object.entries(expected).map(([key, value]: [string, unknown]) =>
    compared(['assertion', key], false, { expected: value, observed: null }, why),
  );
};
