import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/base/errors.js';
import { seededRandom } from '../../src/base/random.js';
import { checkOrder, forge, type Forged } from '../../src/mutation/forge.js';
import type { Scene } from '../../src/mutation/operation.js';
import { OPERATIONS } from '../../src/mutation/operations.js';
import { STAGE_NAMES } from '../../src/mutation/stages.js';
import type { Mutation } from '../../src/scenario/mutation.js';
import { mutations } from '../../src/scenario/schema/mutations.js';
import { parseXml } from '../../src/xml/parse.js';
import { parse } from 'yaml';
import { fixedKey, NOW, scene, SP } from '../idp/scene.js';
import { messageOf, SCENE, VENDORS } from './text/playing.js';

const list = (file: string): readonly Mutation[] => mutations.parse(parse(file));

function failure(work: () => unknown): UserError {
  try {
    work();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

/** Nothing is signed unless a test says so. */
function sceneWith(seed: string, more: Partial<Scene> = {}): Scene {
  const random = seededRandom(seed);
  const signing = { ...SCENE.signing, response: false, assertion: false };
  return { ...SCENE, context: { ...SCENE.context, random }, signing, ...more };
}

const BARE = parseXml(
  '<Response ID="r"><Assertion ID="a"><NameID>ada</NameID></Assertion></Response>',
);

function forgedBare(file: string, seed = '1', more: Partial<Scene> = {}): Forged {
  return forge(BARE, list(file), sceneWith(seed, more));
}

/** The value of a form field. */
function fieldOf({ request }: Forged, name = 'SAMLResponse'): string | undefined {
  return request.fields.find(([each]) => each === name)?.[1];
}

const plain = (forged: Forged): string =>
  Buffer.from(fieldOf(forged) ?? '', 'base64').toString('utf8');

describe('the stages of a message', () => {
  it('end in the form that the vendor posts', () => {
    const { xml, request } = forgedBare('- set: { at: //NameID, to: é }');
    expect(xml).toContain('<NameID>é</NameID>');
    expect(request).toEqual({
      method: 'POST',
      url: SP.acsUrl,
      query: [],
      fields: [
        ['SAMLResponse', Buffer.from(xml, 'utf8').toString('base64')],
        ['RelayState', '/documents/7'],
      ],
      body: 'form',
      headers: {},
    });
  });

  it('follow each other, every operation at its own', () => {
    const forged = forgedBare(`
      - set: { at: //NameID, to: eve }
      - replace-text: { find: eve, with: mallory }
      - replace-bytes: { text: mallory, with: 'c0 80' }
      - edit-field: { end: '%0a' }
      - relay-state: { to: / }`);
    expect(forged.xml).toContain('<NameID>mallory</NameID>');
    const [before] = forged.xml.split('mallory');
    const field = fieldOf(forged) ?? '';
    expect(field.endsWith('%0a')).toBe(true);
    const bytes = Buffer.from(field.slice(0, -3), 'base64');
    expect(bytes.subarray(before?.length, (before?.length ?? 0) + 2)).toEqual(
      Buffer.of(0xc0, 0x80),
    );
    expect(fieldOf(forged, 'RelayState')).toBe('/');
  });

  it('never go back; the mistake is at its operation', () => {
    const names = Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[];
    const settings = {};
    for (const before of names) {
      for (const after of names) {
        const pair = [
          { operation: before, settings },
          { operation: after, settings },
        ] as unknown as readonly Mutation[];
        const [from, to] = [OPERATIONS[before].stage, OPERATIONS[after].stage];
        const back = STAGE_NAMES.indexOf(to) < STAGE_NAMES.indexOf(from);
        if (!back) {
          expect(() => {
            checkOrder(pair);
          }).not.toThrow();
          continue;
        }
        expect(
          failure(() => {
            checkOrder(pair);
          }),
        ).toMatchObject({
          code: 'mutation-order',
          path: [1],
          message: `"${after}" works on the ${to} and cannot follow "${before}", which works on the ${from}.`,
          fix: `Put "${after}" before "${before}".`,
        });
      }
    }
  });

  it('are checked before anything is done', () => {
    const file = `
      - set: { at: //Nobody, to: x }
      - edit-field: {}
      - add-text: { where: end, text: x }`;
    expect(failure(() => forgedBare(file))).toMatchObject({ code: 'mutation-order', path: [2] });
  });
});

describe('a mistake', () => {
  it.each([
    ['- sign\n- set: { at: //Nobody, to: x }', 1, 'mutation-impossible'],
    ["- set: { at: '//NameID[0]', to: x }", 0, 'value-invalid'],
    ["- set: { at: //NameID, to: '{nobody}' }", 0, 'value-invalid'],
    [
      '- sign\n- keep: { at: //NameID, as: n }\n- insert: { at: /Response, kept: m }',
      2,
      'mutation-impossible',
    ],
    ["- replace-text: { find: nobody, with: '' }", 0, 'mutation-impossible'],
    ['- rename-field: { name: nobody, to: x }', 0, 'mutation-impossible'],
    ['- insert: { at: //NameID, xml: <a> }', 0, 'xml-malformed'],
  ])('has the place of the operation in the list: %s', (file, index, code) => {
    const error = failure(() => forgedBare(file));
    expect(error).toMatchObject({ code, path: [index] });
    expect(error.fix).not.toBe('');
  });
});

describe('a list without sign', () => {
  it.each(VENDORS)('is signed as %s signs, after the last operation on the tree', (vendor) => {
    const played = (file: string): string => {
      const forgery = { mutations: list(file), parts: {}, values: {}, key: () => fixedKey('ec-1') };
      return scene(vendor).issue({ forgery }).xml;
    };
    const change = '- set: { at: //NameID, to: eve }';
    expect(played(change)).toBe(played(`${change}\n- sign`));
    expect(played(change)).not.toBe(played(`- sign\n${change}`));
    expect(played(`${change}\n- add-text: { where: end, text: ' ' }`)).toBe(`${played(change)} `);
    expect(played('- edit-field: {}')).toBe(messageOf(vendor));
  });

  it('is not signed at all where its sign is for something else', () => {
    const both = { ...SCENE.signing };
    const { xml } = forgedBare('- sign: { at: //Assertion, keyInfo: none }', '1', {
      signing: both,
    });
    expect(xml.match(/<ds:Signature /g)).toHaveLength(1);
  });
});

describe('after the last operation nothing is written anew', () => {
  it('of a text', () => {
    const odd = `<Response\n a='1'   b="&#65;"><!-- --><![CDATA[x]]></Response >\r\n`;
    const forged = forgedBare(
      `- replace-text: { find: '<Response ID="r">', with: ${JSON.stringify(odd)} }`,
    );
    expect(plain(forged)).toContain(odd);
    expect(plain(forged)).toBe(forged.xml);
  });

  it('of a field, of a request', () => {
    const forged = forgedBare("- edit-field: { start: ' \\t', end: '!*' }".replaceAll("'", '"'));
    expect(fieldOf(forged)).toMatch(/^ \t.*!\*$/);
  });
});

describe('placeholders', () => {
  const filled = (text: string, more: Partial<Scene> = {}): string => {
    const file = `- set: { at: //NameID, to: ${JSON.stringify(text)} }\n- set: { at: /Response/@ID, to: ${JSON.stringify(text)} }`;
    const { xml } = forgedBare(file, '1', more);
    const [, one = '', other = ''] = /ID="([^"]*)".*<NameID>([^<]*)</.exec(xml) ?? [];
    return `${one} ${other}`;
  };

  it('an id is the same by its name, and another one without', () => {
    const [one, other] = filled('{id}').split(' ');
    expect(one).toMatch(/^_[0-9a-f]{32}$/);
    expect(one).not.toBe(other);
    const [same, again] = filled('{id.x}').split(' ');
    expect(same).toMatch(/^_[0-9a-f]{32}$/);
    expect(same).toBe(again);
    const [twice] = filled('{id.x}{id.y}{id.x}').split(' ');
    const ids = twice?.match(/_[0-9a-f]{32}/g) ?? [];
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });

  it.each([
    ['{now}', NOW],
    ['{now-5m}', '2026-03-02T08:55:00.123Z'],
    ['{now+1d12h}', '2026-03-03T21:00:00.123Z'],
    ['a{victim}b{victim}', 'aevebeve'],
    ['{a.b-c}', 'dashed'],
    ['{{victim}', '{victim}'],
    ['{{{victim}', '{eve'],
    ['{}{ victim}{1}}', '{}{ victim}{1}}'],
    ['$1$$', '$1$$'],
  ])('%s', (text, expected) => {
    const values = { victim: 'eve', 'a.b-c': 'dashed' };
    expect(filled(text, { values })).toBe(`${expected} ${expected}`);
  });

  it('what was kept, from then on, also at later stages', () => {
    const forged = forgedBare(`
      - keep-text: { at: //NameID, as: name }
      - set: { at: //NameID, to: '{kept.name}-{kept.name}' }
      - keep-text: { at: //NameID, as: name }
      - add-text: { where: end, text: '{kept.name}' }
      - relay-state: { to: '{kept.name}' }`);
    expect(forged.xml).toMatch(/<NameID>ada-ada<.*>ada-ada$/);
    expect(fieldOf(forged, 'RelayState')).toBe('ada-ada');
    const early =
      "- set: { at: //NameID, to: '{kept.name}' }\n- keep-text: { at: //NameID, as: name }";
    expect(failure(() => forgedBare(early)).message).toContain('{kept.name}');
  });

  it.each([
    ['{victm}', 'There is nothing that {victm} could stand for.', 'Did you mean "victim"?'],
    ['{kept.constructor}', '{kept.constructor}', 'Write {{ for a brace.'],
    ['{constructor}', '{constructor}', 'Write {{ for a brace.'],
    ['{id+5m}', '{id+5m}', 'Write {{ for a brace.'],
    ['{victim+5m}', '{victim+5m}', 'Write {{ for a brace.'],
    ['{now+5}', '"5" in {now+5} is no length of time.', '{now+1h30m}'],
    ['{now--5m}', '"-5m" in {now--5m} is no length of time.', '{now+1h30m}'],
  ])('%s stands for nothing', (text, message, fix) => {
    const error = failure(() => filled(text, { values: { victim: 'eve' } }));
    expect(error).toMatchObject({ code: 'value-invalid', path: [0] });
    expect(error.message).toContain(message);
    expect(error.fix).toContain(fix);
  });

  it('in lists of settings, too', () => {
    const noted = (omit: string): string => {
      const file = `
        - digest: { of: //Assertion, as: d, omit: ['${omit}'] }
        - set: { at: //NameID, to: '{kept.d}' }`;
      return forgedBare(file, '1', { values: { which: 'NameID' } }).xml;
    };
    expect(noted('//{which}')).toBe(noted('//NameID'));
    expect(noted('//{which}')).not.toBe(noted('//Nobody'));
  });
});

describe('the same seed', () => {
  it('has the same bytes, and another one others', () => {
    const file = `
      - set: { at: //Assertion/@ID, to: '{id}' }
      - insert: { at: /Response, xml: '<x a="{id.a}" b="{id.b}" c="{id.a}"/>' }`;
    expect(forgedBare(file, '7')).toEqual(forgedBare(file, '7'));
    expect(forgedBare(file, '7').xml).not.toBe(forgedBare(file, '8').xml);
  });

  it.each(VENDORS)('leaves the message of %s what it is, whatever the forger draws', (vendor) => {
    const played = (file: string): string => {
      const forgery = { mutations: list(file), parts: {}, values: {}, key: () => fixedKey('ec-1') };
      const { xml } = scene(vendor).issue({ forgery });
      return xml.replaceAll(/_[0-9a-f]{32}(?=-->)/g, '');
    };
    const once = played("- sign\n- insert: { at: /Response, comment: '{id}' }");
    const twice = played("- sign\n- insert: { at: /Response, comment: '{id}{id}' }");
    expect(twice.replaceAll(/<!--.*?-->/g, '')).toBe(once.replaceAll(/<!--.*?-->/g, ''));
    expect(once.replace('<!---->', '')).toBe(messageOf(vendor));
  });
});
