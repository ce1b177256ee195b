import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VendorName } from '../../src/scenario/scenario.js';
import { received, scene } from '../idp/scene.js';
import type { SceneOptions } from '../idp/scene.js';
import { differingLines, shapeOf } from './shape.js';

interface Case extends SceneOptions {
  readonly vendor: VendorName;
  readonly start: 'sp' | 'idp';
}

const unassuming = { sp: { entityId: 'THE_SP' } };
const request = received({ id: 'SOME_RANDOM_ID', issuer: 'THE_SP' });
const GROUPS = ['red-1', 'red-2', 'green-1', 'green-2', 'blue-1', 'blue-2'];

/** As the account of the captures was set up. */
const SIGNED_BOTH = {
  saml_sign_element: 'Both',
  signature_algorithm: 'SHA-512',
  recipient: 'the-recipient',
};

/** The configuration behind each captured shape. */
const CASES: Readonly<Record<string, Case>> = {
  'okta-sp-initiated': {
    ...unassuming,
    vendor: 'okta',
    start: 'sp',
    app: {
      attributeStatements: [
        { type: 'EXPRESSION', name: 'first', namespace: 'uri', values: ['user.firstName'] },
        { type: 'EXPRESSION', name: 'last', namespace: 'basic', values: ['user.lastName'] },
      ],
    },
  },
  'okta-sp-initiated-groups': {
    ...unassuming,
    vendor: 'okta',
    start: 'sp',
    user: { groups: GROUPS },
    app: {
      // The statement with a value stands first on the wire wherever the configuration has it.
      attributeStatements: [
        statement('red', 'basic'),
        { type: 'EXPRESSION', name: 'mail', namespace: 'unspecified', values: ['user.email'] },
        statement('green', 'uri'),
        statement('blue', 'unspecified'),
      ],
    },
  },
  'okta-idp-initiated': {
    ...unassuming,
    vendor: 'okta',
    start: 'idp',
    app: {
      idpIssuer: 'an-issuer-of-its-own',
      attributeStatements: [
        { type: 'EXPRESSION', name: 'first', namespace: 'uri', values: ['user.firstName'] },
        { type: 'EXPRESSION', name: 'last', namespace: 'basic', values: ['user.lastName'] },
      ],
    },
  },
  'entra-sp-initiated': {
    vendor: 'entra',
    start: 'sp',
    app: { authnMethods: ['password', 'mfa'], authnInstantAge: '80d' },
  },
  'google-sp-initiated': {
    ...unassuming,
    vendor: 'google-workspace',
    start: 'sp',
    app: { nameIdFormat: 'EMAIL', attributeMapping: [], sessionAge: '77m' },
  },
  'google-response-signed': {
    ...unassuming,
    vendor: 'google-workspace',
    start: 'sp',
    app: { nameIdFormat: 'EMAIL', attributeMapping: [], signedResponse: true },
  },
  'google-idp-initiated-groups': {
    ...unassuming,
    vendor: 'google-workspace',
    start: 'idp',
    user: { groups: GROUPS },
    app: {
      signedResponse: true,
      attributeMapping: [
        ...['employeeId', 'org', 'kind'].map((name) => mapping(`user.${name}`, name)),
        mapping('user.name.givenName', 'first_name'),
        mapping('user.name.familyName', 'last_name'),
      ],
      groupMembership: { groups: ['red-1', 'blue-1', 'nobody'], appAttribute: 'groups' },
    },
  },
  'onelogin-assertion-signed': {
    ...unassuming,
    vendor: 'onelogin',
    start: 'idp',
    app: { signature_algorithm: 'SHA-1', parameters: {} },
  },
  'onelogin-sp-initiated': {
    ...unassuming,
    vendor: 'onelogin',
    start: 'sp',
    app: { ...SIGNED_BOTH, parameters: {} },
  },
  'onelogin-idp-initiated': {
    ...unassuming,
    vendor: 'onelogin',
    start: 'idp',
    user: { roles: ['Default', 'role1', 'role2'] },
    app: {
      ...SIGNED_BOTH,
      parameters: {
        hobbies: { values: 'Hiking, Biking' },
        roles: { user_attribute_mappings: 'user_roles', multiValue: true },
        groups: { user_attribute_mappings: 'user_roles' },
      },
    },
  },
};

function mapping(
  directoryAttribute: string,
  appAttribute: string,
): Readonly<Record<string, string>> {
  return { directoryAttribute, appAttribute };
}

function statement(name: string, namespace: string): Readonly<Record<string, unknown>> {
  return { type: 'GROUP', name, namespace, filterType: 'STARTS_WITH', filterValue: `${name}-` };
}

function captured(name: string): readonly string[] {
  return readFileSync(new URL(`${name}.shape`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
}

function mint({ vendor, start, ...options }: Case): string {
  const issuer = options.sp?.entityId ?? 'https://sp.example/metadata';
  const id = request.request.id;
  return scene(vendor, options).issue(start === 'sp' ? { request: received({ id, issuer }) } : {})
    .xml;
}

describe('a message of ours has the shape of the real one', () => {
  it.each(Object.entries(CASES))('%s', (name, options) => {
    expect(differingLines(captured(name), shapeOf(mint(options)))).toEqual([]);
  });

  it.each(Object.entries(CASES))('%s, whatever the seed draws', (name, options) => {
    for (let seed = 0; seed < 40; seed++) {
      const xml = mint({ ...options, seed: String(seed) });
      expect(differingLines(captured(name), shapeOf(xml))).toEqual([]);
    }
  });
});

/** Each change is one that a careless writer would make. */
const BLUNDERS: readonly (readonly [
  what: string,
  name: string,
  change: (xml: string) => string,
])[] = [
  [
    'the order of two attributes',
    'okta-sp-initiated',
    (xml) =>
      xml.replace(
        /(Destination="[^"]*") (ID="[^"]*")/,
        (_, first: string, second: string) => `${second} ${first}`,
      ),
  ],
  ['a prefix', 'okta-sp-initiated', (xml) => xml.replaceAll('saml2p:Status', 'samlp:Status')],
  [
    'a namespace that is not declared again',
    'okta-sp-initiated',
    (xml) =>
      xml.replace(
        '<saml2:Subject xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">',
        '<saml2:Subject>',
      ),
  ],
  [
    'an empty element with an end tag',
    'entra-sp-initiated',
    (xml) =>
      xml.replace(/<samlp:StatusCode ([^>]*)\/>/, '<samlp:StatusCode $1></samlp:StatusCode>'),
  ],
  ['a prolog', 'entra-sp-initiated', (xml) => `<?xml version="1.0"?>${xml}`],
  ['a line feed after the prolog', 'okta-sp-initiated', (xml) => xml.replace('?>', '?>\n')],
  [
    'a certificate on one line',
    'okta-sp-initiated',
    (xml) => xml.replace(/(?<=X509Certificate>)[^<]*/g, (text) => text.replaceAll('\n', '')),
  ],
  [
    'the window',
    'okta-sp-initiated',
    (xml) => xml.replace(/NotBefore="[^"]*"/, 'NotBefore="2026-03-02T08:54:00.123Z"'),
  ],
  ['white space', 'entra-sp-initiated', (xml) => xml.replace('<Conditions', ' <Conditions')],
];

describe('the comparer', () => {
  it.each(BLUNDERS)('notices %s', (_what, name, change) => {
    const options = CASES[name] as Case;
    const xml = mint(options);
    const changed = change(xml);
    expect(changed).not.toBe(xml);
    expect(differingLines(captured(name), shapeOf(changed))).not.toEqual([]);
  });
});
