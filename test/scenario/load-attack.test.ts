import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { composeAttack, withMutations } from '../../src/attack/fuzz/compose.js';
import { seededRandom } from '../../src/base/random.js';
import type { Attack } from '../../src/scenario/attack.js';
import { loadAttack } from '../../src/scenario/load-attack.js';
import type { Mutation } from '../../src/scenario/mutation.js';
import {
  mutation,
  OPERATION_NAMES,
  OPERATION_SCHEMAS,
} from '../../src/scenario/schema/mutations.js';
import { writeAttack } from '../../src/scenario/write-attack.js';

const TOP = `attack: A title
severity: high
model: user
clause: saml-core 5.4.2
expect: reject
`;

const load = (rest: string): readonly Attack[] =>
  loadAttack(TOP + rest, { file: 'scenarios/attacks/wrapping/xsw.yaml' });

function only(rest: string): Attack {
  const [attack, another] = load(rest);
  if (attack === undefined || another !== undefined) throw new Error('not one attack');
  return attack;
}

describe('an attack file', () => {
  it('is named by its path, and has what it does not say', () => {
    const attack = only('mutate: [sign, { remove: //a }]');
    expect({ ...attack, locate: null }).toEqual({
      locate: null,
      id: 'xsw',
      group: 'wrapping',
      file: 'scenarios/attacks/wrapping/xsw.yaml',
      title: 'A title',
      severity: 'high',
      model: 'user',
      clause: 'saml-core 5.4.2',
      references: [],
      expect: 'reject',
      needs: [],
      sp: {},
      signed: 'assertion',
      never: {},
      caughtBy: [],
      users: {
        attacker: { email: 'mallory@corp.example', firstName: 'Mallory', lastName: 'Moss' },
        victim: { email: 'admin@corp.example', firstName: 'Ada', lastName: 'Min' },
      },
      steps: [
        {
          verb: 'login',
          index: 0,
          user: 'attacker',
          victim: 'victim',
          start: 'sp',
          binding: 'redirect',
          signed: 'assertion',
          mutate: [
            { operation: 'sign', settings: {} },
            { operation: 'remove', settings: { at: '//a' } },
          ],
        },
      ],
    });
    expect(attack.locate(['severity'])).toMatchObject({ line: 2, column: 11 });
    expect(loadAttack(TOP + 'login: {}', { file: 'a\\b.yml' })[0]).toMatchObject({
      id: 'b',
      group: 'a',
    });
  });

  it('has what it says', () => {
    const attack = only(`
description: Why
references: [CVE-1]
needs: [encryption]
key: rsa-4096-1
sp: { profile: lax }
victim: root@corp.example
attacker: { email: zz@corp.example, firstName: Zoe }
never: { leaves: true, slower: 2s }
signed: both
login: { start: idp, relayState: /x, despite: deactivated }
caught-by: [one]
`);
    expect(attack).toMatchObject({
      description: 'Why',
      references: ['CVE-1'],
      needs: ['encryption'],
      key: 'rsa-4096-1',
      sp: { profile: 'lax' },
      users: {
        victim: { email: 'root@corp.example', firstName: 'Ada' },
        attacker: { email: 'zz@corp.example', firstName: 'Zoe', lastName: 'Moss' },
      },
      never: { leaves: true, slower: 2000 },
      steps: [{ start: 'idp', relayState: '/x', despite: 'deactivated', signed: 'both' }],
      caughtBy: ['one'],
    });
    expect(attack.steps[0]).not.toHaveProperty('mutate');
    expect(attack).not.toHaveProperty('control');
  });

  it('has steps, signed as it says unless they say so', () => {
    const { steps, control } = only(`
signed: response
steps:
  - advance: 1h
  - login: attacker
    mutate: [sign]
  - login: attacker
    victim: somebody
control-steps: [{ login: attacker }]
`);
    expect(steps).toMatchObject([
      { verb: 'advance', index: 0 },
      { verb: 'login', index: 1, signed: 'response', victim: 'victim' },
      { verb: 'login', index: 2, victim: 'somebody' },
    ]);
    expect(control).toMatchObject([{ verb: 'login', signed: 'response' }]);
  });

  it('has a control that is begun as the attack is', () => {
    const { control } = only(
      'login: { start: idp }\nmutate: [sign]\ncontrol: [sign, { remove: //b }]',
    );
    expect(control).toMatchObject([
      { verb: 'login', start: 'idp', mutate: [{ operation: 'sign' }, { operation: 'remove' }] },
    ]);
  });
});

describe('variants', () => {
  it('say what is different', () => {
    const attacks = load(`
mutate: [{ remove: //a }]
login: { start: idp }
caught-by: [one]
variants:
  same: {}
  other: { title: another way, mutate: [{ remove: //b }], expect: accept, signed: both }
  steps: { steps: [{ login: attacker, signed: response }] }
  rest: { login: { relayState: /y }, caught-by: [], control: [sign], attacker: b@corp.example }
`);
    expect(attacks.map(({ id, title, expect: right }) => [id, title, right])).toEqual([
      ['xsw/same', 'A title', 'reject'],
      ['xsw/other', 'A title: another way', 'accept'],
      ['xsw/steps', 'A title', 'reject'],
      ['xsw/rest', 'A title', 'reject'],
    ]);
    const [same, other, steps, rest] = attacks;
    expect(same).toMatchObject({
      steps: [{ start: 'idp', mutate: [{ settings: { at: '//a' } }] }],
      caughtBy: ['one'],
    });
    expect(other).toMatchObject({
      signed: 'both',
      steps: [{ signed: 'both', start: 'idp', mutate: [{ settings: { at: '//b' } }] }],
    });
    expect(steps?.steps).toMatchObject([{ verb: 'login', signed: 'response', start: 'sp' }]);
    expect(steps?.steps[0]).not.toHaveProperty('mutate');
    expect(rest).toMatchObject({
      caughtBy: [],
      users: { attacker: { email: 'b@corp.example' } },
      steps: [{ start: 'sp', relayState: '/y', mutate: [{ settings: { at: '//a' } }] }],
      control: [{ relayState: '/y', mutate: [{ operation: 'sign' }] }],
    });
  });
});

it('finds what a variant says in the variant, and the rest in the file', () => {
  const [own, shared] = load(`mutate: [sign]
variants:
  own: { mutate: [sign, { remove: //a }], expect: accept }
  shared: { title: x }
`);
  expect(own?.locate(['mutate', 1])).toMatchObject({ line: 8, column: 25 });
  expect(own?.locate(['expect'])).toMatchObject({ line: 8, column: 51 });
  expect(own?.locate(['severity'])).toMatchObject({ line: 2, column: 11 });
  expect(shared?.locate(['mutate', 0])).toMatchObject({ line: 6, column: 10 });
  expect(shared?.locate([])).toMatchObject({ line: 1, column: 1 });
});

/** What stands in files, on this day. */
const CORPUS = resolve('scenarios/attacks');
const written = readdirSync(CORPUS, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(resolve(CORPUS, file), 'utf8'));

/** Everything that could be an operation in a file. */
function operationsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(operationsIn);
  if (typeof value !== 'object' || value === null) return value === 'sign' ? [value] : [];
  const own = Object.keys(value).some((key) => OPERATION_NAMES.includes(key as never));
  return [...(own ? [value] : []), ...Object.values(value).flatMap(operationsIn)];
}

describe('an operation', () => {
  /** The same without a short way: all alternatives in turn. */
  const slow = z.union([
    z.literal('sign').transform(() => ({ operation: 'sign', settings: {} })),
    ...OPERATION_NAMES.map((name) =>
      z
        .strictObject({ [name]: OPERATION_SCHEMAS[name] as z.ZodType })
        .transform((row) => ({ operation: name, settings: row[name] })),
    ),
  ]);

  const agree = (value: unknown): void => {
    const [quick, right] = [mutation.safeParse(value), slow.safeParse(value)];
    expect(quick.success).toBe(right.success);
    expect(quick.data).toEqual(right.data);
    expect(quick.error?.issues).toEqual(right.error?.issues);
  };

  it('is what trying every one of them comes to, also when it is wrong', () => {
    const all = [
      ...new Set(
        written.flatMap((text) => operationsIn(parse(text))).map((each) => JSON.stringify(each)),
      ),
    ];
    expect(all.length).toBeGreaterThan(300);
    for (const [index, each] of all.entries()) {
      const value = JSON.parse(each) as unknown;
      agree(value);
      if (index % 10 !== 0 || typeof value !== 'object') continue;
      agree({ ...value, remove: '//a', set: 5 });
      agree(JSON.parse(each.replace('"at"', '"att"')));
    }
    for (const wrong of [null, undefined, 5, 'sing', [], {}, ['sign'], { toString: {} }])
      agree(wrong);
  });
});

describe('what is written is read back', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      '{id}',
      '- a',
      'a: b',
      '#',
      "'",
      '"',
      '\n',
      ' x ',
      'yes',
      '1',
      '~',
      'é',
      '\t',
      '*a',
      '&a',
    ),
  );
  const place = fc.constantFrom('//Assertion[1]', "//Attribute[@Name='a']", '/Response/@ID');
  const nonEmpty = text.filter((each) => each !== '');
  const operation: fc.Arbitrary<Mutation> = fc.oneof(
    fc
      .record({ at: place, to: text })
      .map((settings): Mutation => ({ operation: 'set', settings })),
    fc.record({ at: place }).map((settings): Mutation => ({ operation: 'remove', settings })),
    fc.record({ at: place }).map((settings): Mutation => ({ operation: 'digest', settings })),
    fc.record({ at: place }).map((settings): Mutation => ({ operation: 'key-info', settings })),
    fc.record({ at: place }).map((settings): Mutation => ({ operation: 'encrypt', settings })),
    fc.record({ at: place }).map((settings): Mutation => ({ operation: 'sign', settings })),
    fc
      .record({ at: place, xml: nonEmpty })
      .map((settings): Mutation => ({ operation: 'insert', settings })),
    fc
      .record({ at: place, to: fc.dictionary(fc.constantFrom('', 'saml'), text) })
      .map((settings): Mutation => ({ operation: 'prefixes', settings })),
    fc.constant<Mutation>({ operation: 'sign', settings: {} }),
  );

  it('whatever the operations are', () => {
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 6 }),
        fc.nat(),
        nonEmpty,
        (mutations, seed, title) => {
          const composed = withMutations(composeAttack(seededRandom(String(seed)), 'x'), [
            ...mutations,
            ...mutations,
          ]);
          const attack = { ...composed, title, description: 'why' };
          const file = writeAttack(attack);
          const [read] = loadAttack(file, { file: 'fuzz/x.yaml' });
          expect(JSON.parse(JSON.stringify(read))).toEqual(
            JSON.parse(JSON.stringify({ ...attack, file: 'fuzz/x.yaml' })),
          );
          expect(file).not.toMatch(/^\s*- &a1|\*a1$/m);
        },
      ),
      { numRuns: 200, seed: 11 },
    );
  });

  it('as people write it', () => {
    const composed = composeAttack(seededRandom('1'), 'x');
    const file = writeAttack({
      ...withMutations(composed, [
        { operation: 'remove', settings: { at: '//a' } },
        { operation: 'digest', settings: { at: '//a' } },
        { operation: 'sign', settings: { at: '//a' } },
      ]),
      signed: 'assertion',
      caughtBy: ['one'],
    });
    expect(file.slice(file.indexOf('mutate'))).toBe(
      'mutate:\n  - sign\n  - remove: //a\n  - digest:\n      at: //a\n  - sign:\n      at: //a\ncaught-by:\n  - one\n',
    );
  });
});
