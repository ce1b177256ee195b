/** The messages that golden files hold: fixed names, clock, seed and keys. Also runs as a program of its own. */
import { received, scene } from '../idp/scene.js';
import type { SceneOptions } from '../idp/scene.js';
import type { VendorName } from '../../src/scenario/scenario.js';

interface Golden extends SceneOptions {
  readonly vendor: VendorName;
  readonly start: 'sp' | 'idp';
}

const user = { roles: ['Admin', 'Notary'], groups: ['Notaries', 'Legal & Compliance'] };
const groups = { type: 'GROUP', name: 'groups', filterType: 'REGEX', filterValue: '.*' };
const email = { type: 'EXPRESSION', name: 'email', values: ['user.email'] };

const MESSAGES: Readonly<Record<string, Golden>> = {
  'okta-sp-initiated': { vendor: 'okta', start: 'sp', user },
  'okta-idp-initiated': { vendor: 'okta', start: 'idp', user },
  'okta-groups': {
    vendor: 'okta',
    start: 'sp',
    user,
    app: { attributeStatements: [email, groups] },
  },
  'okta-no-attributes': { vendor: 'okta', start: 'sp', app: { attributeStatements: [] } },
  'entra-sp-initiated': { vendor: 'entra', start: 'sp', user },
  'entra-idp-initiated': { vendor: 'entra', start: 'idp', user },
  'entra-groups': {
    vendor: 'entra',
    start: 'sp',
    user,
    app: { groupMembershipClaims: 'SecurityGroup', signing: 'both', authnMethods: ['x509', 'mfa'] },
  },
  'entra-app-registration': { vendor: 'entra', start: 'sp', app: { kind: 'app-registration' } },
  'google-workspace-sp-initiated': { vendor: 'google-workspace', start: 'sp', user },
  'google-workspace-idp-initiated': {
    vendor: 'google-workspace',
    start: 'idp',
    user: { ...user, roles: [] },
    app: {
      signedResponse: true,
      groupMembership: { groups: ['Legal & Compliance'], appAttribute: 'groups' },
    },
  },
  'onelogin-sp-initiated': { vendor: 'onelogin', start: 'sp', user },
  'onelogin-idp-initiated': {
    vendor: 'onelogin',
    start: 'idp',
    user,
    app: {
      saml_sign_element: 'Both',
      signature_algorithm: 'SHA-512',
      parameters: { memberOf: { user_attribute_mappings: 'memberof' } },
    },
  },
  'generic-sp-initiated': { vendor: 'generic', start: 'sp', user },
  'generic-idp-initiated': {
    vendor: 'generic',
    start: 'idp',
    user,
    app: { sign: { response: true } },
  },
};

export const MESSAGE_NAMES: readonly string[] = Object.keys(MESSAGES);

/** The message of a golden file. */
export function goldenMessage(name: string): string {
  const { vendor, start, ...options } = MESSAGES[name] as Golden;
  const more = start === 'sp' ? { request: received() } : {};
  return scene(vendor, { ...options, seed: 'golden' }).issue(more).xml;
}

if (process.argv.includes('--print-golden-messages')) {
  process.stdout.write(JSON.stringify(MESSAGE_NAMES.map(goldenMessage)));
}
