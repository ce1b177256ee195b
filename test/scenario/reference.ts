/** Writes docs/reference/scenario.md from the schemas, so that it cannot tell anything else than they do. */
import type { JsonSchema } from '../../src/scenario/json-schema.js';
import { type Node, mapOf, table } from './schema-table.js';

const STORY = `\`\`\`yaml
# yaml-language-server: $schema=../../schema/scenario.schema.json
scenario: Proof keeps the name a user had at first login
description: People marry, and HR corrects spellings. Proof does not follow.
tags: [jit, drift]
matrix: { idp: [okta, entra] }
sp: proof
clock: 2026-03-02T09:00:00Z
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
steps:
  - login: ada
    expect:
      outcome: logged-in
      account: { created: true, lastName: Byron }
  - update: ada
    set: { lastName: Lovelace }
  - login: ada
    expect:
      outcome: logged-in
      account: { created: false, lastName: Byron }
      drift: [lastName]
\`\`\``;

const VARIED = `\`\`\`yaml
scenario: The same SP with two rules changed
idp:
  vendor: okta
  app: { subjectNameIdTemplate: '\${user.id}', subjectNameIdFormat: persistent }
sp:
  profile: proof
  domains: [{ name: acme.example, verified: true }]
  jit: { linkByEmail: true }
users:
  ada: { email: ada@acme.example }
steps:
  - login: ada
    hold: envelope
  - advance: 4m
  - deactivate: ada
  - deliver: envelope
    expect: { outcome: logged-in, accounts: { orphans: [ada] } }
\`\`\``;

const TARGETED = `\`\`\`yaml
scenario: Our app lets a new person in
idp: okta
sp: { target: my-app }
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }
steps:
  - login: ada
    expect: { outcome: logged-in, session: { user: ada } }
\`\`\``;

/** The page, before formatting. */
export function scenarioReference(scenario: JsonSchema, profile: JsonSchema): string {
  const top: Node = scenario;
  const defs = top.$defs ?? {};
  const of = (name: string): Node => defs[name] ?? {};
  const sp = mapOf(of('sp'));
  const promised: Node = profile;
  const rules = promised.properties ?? {};
  const expectation = of('expectation').properties ?? {};
  const steps = (of('step').anyOf ?? []).map((each) => (each.$ref ?? '').split('/').at(-1) ?? '');
  return [
    '# The scenario file',
    '<!-- Generated from the schemas: npx vitest run test/scenario -u -->',
    'One file is one story, in YAML 1.2. Every mistake in it is reported at once, with file, line and column, and nothing is sent before the whole file is valid. `standin schema` prints the JSON Schema for editors; the first line of a story tells the editor where it is.',
    STORY,
    '## Top level',
    'The id of a story is its path below `scenarios/` without `.yaml`. `idp` and `sp` stand either at top level or in `matrix`.',
    table(top),
    '## idp',
    'A vendor name, or a map. The keys of `app` are the vendor’s own; the vendor checks them.',
    table(mapOf(of('idp'))),
    '## sp',
    'The name of a profile, or a map that varies the profile for this story. The rules in `jit`, `session` and `consumption` are those of the [profile](#profiles).',
    table(sp),
    VARIED,
    'A story about one app names its target of [standin.config.yaml](config.md) instead. The profile of the target goes with it; one that promises nothing is taken for `jit-update`.',
    TARGETED,
    '## users and groups',
    table(of('user')),
    'A group, where it needs more than a name:',
    table(of('group')),
    '## Steps',
    'A step has exactly one verb. `note` goes with every verb; `expect` with those that reach the SP or may be refused by the IdP.',
    [
      '| verb | meaning | keys |',
      '| --- | --- | --- |',
      ...steps.map((name) => stepRow(name, of(name))),
    ].join('\n'),
    'The keys of `login`:',
    table(without(of('login'), ['login', 'expect', 'note'])),
    'The keys of `replay`:',
    table(without(of('replay'), ['replay', 'expect', 'note'])),
    'What `set` may change:',
    table(of('change')),
    '## Expectations',
    'Every key that is there must hold. What a target cannot show is `not-verified`. The reasons are listed in [reasons.md](reasons.md).',
    table(of('expectation')),
    '`page`:',
    table(expectation['page'] ?? {}),
    '`accounts`, a number or:',
    table(mapOf(expectation['accounts'] ?? {})),
    '`assertion`:',
    table(expectation['assertion'] ?? {}),
    '## Profiles',
    'A file in `scenarios/profiles`, or in a folder `profiles` beside the story, says what an SP promises.',
    table(promised),
    ...['jit', 'session', 'consumption', 'plan'].flatMap((key) => [
      `\`${key}\`:`,
      table(rules[key] ?? {}),
    ]),
  ].join('\n\n');
}

function without(node: Node, names: readonly string[]): Node {
  const kept = Object.entries(node.properties ?? {}).filter(([name]) => !names.includes(name));
  return { ...node, properties: Object.fromEntries(kept) };
}

function stepRow(name: string, node: Node): string {
  const keys = Object.keys(node.properties ?? {}).filter((key) => key !== name && key !== 'note');
  const subject = name === 'expect' ? '' : node.properties?.[name]?.examples?.[0];
  const shown = typeof subject === 'string' && subject !== '' ? `${name}: ${subject}` : `${name}:`;
  const listed = keys.map((key) => `\`${key}\``).join(', ');
  return `| \`${shown}\` | ${node.description ?? ''} | ${listed} |`;
}
