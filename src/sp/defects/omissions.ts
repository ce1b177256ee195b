/** Floor 5: SPs that leave out one check altogether. */
import type { Defect } from './defect.js';

type Omission = readonly [id: string, row: string, title: string, ...seenIn: readonly string[]];

const OMISSIONS: readonly Omission[] = [
  ['ignores-audience', 'audience', 'Never looks at the Audience.', 'samlify 2.13.1'],
  ['ignores-destination', 'destination', 'Never looks at the Destination.', 'node-saml issue 437'],
  ['ignores-recipient', 'recipient', 'Never looks at the Recipient.', 'node-saml issue 405'],
  ['ignores-issuer', 'issuer', 'Never looks at the Issuer.', 'saml2-js 4.0.4'],
  ['ignores-issuer-format', 'issuer-format', 'Never looks at the Format of the Issuer.', 'policy'],
  ['ignores-not-before', 'not-before', 'Never looks at NotBefore.', 'hand-written consumers'],
  [
    'ignores-not-on-or-after',
    'not-on-or-after',
    'Never looks at NotOnOrAfter.',
    'hand-written consumers',
  ],
  [
    'ignores-confirmation-window',
    'confirmation-window',
    'Never looks at when the SubjectConfirmationData ends.',
    '@node-saml/node-saml 5.1.0',
    'samlify 2.13.1',
  ],
  [
    'any-confirmation-method',
    'confirmation-method',
    'Takes any confirmation method for bearer.',
    '@node-saml/node-saml 5.1.0',
    'CVE-2026-92855',
  ],
  [
    'ignores-session-end',
    'session-end',
    'Never looks at SessionNotOnOrAfter.',
    '@node-saml/node-saml 5.1.0',
  ],
  [
    'unknown-conditions-pass',
    'conditions-known',
    'Leaves out conditions that it does not know.',
    '@node-saml/node-saml 5.1.0',
  ],
  ['no-replay-cache', 'replay', 'Never remembers which Assertions were used.', 'samly >=0.3.0'],
  ['in-response-to-ignored', 'in-response-to', 'Never looks at InResponseTo.', 'node-saml default'],
  ['ignores-request-idp', 'request-idp', 'Lets one IdP answer for another.', 'policy'],
  ['ignores-domain-of-idp', 'idp-domain', 'Lets an IdP speak for any domain.', 'Sentry', 'Prowler'],
  [
    'ignores-disabled-idp',
    'idp-enabled',
    'Takes messages of an IdP that is switched off.',
    'keycloak CVE-2026-2603',
  ],
  ['status-ignored', 'status', 'Never looks at the status.', '@node-saml/node-saml 5.1.0'],
  ['version-ignored', 'version', 'Never looks at the Version.', 'samlify 2.13.1'],
  [
    'doctype-ignored',
    'no-dtd',
    'Takes a DOCTYPE and leaves it out.',
    'samlify 2.13.1',
    'saml2-js 4.0.4',
  ],
  ['schema-ignored', 'schema', 'Takes the first of what is there twice.', 'hand-written consumers'],
  ['order-ignored', 'schema-order', 'Takes elements in any order.', 'most libraries'],
  ['comments-in-signature', 'signature-comments', 'Takes comments in a signature.', 'xml-crypto'],
  [
    'instructions-ignored',
    'no-instructions',
    'Takes instructions in what is signed.',
    'xml-crypto',
  ],
  ['objects-in-signature', 'signature-children', 'Takes an Object in a signature.', 'xml-crypto'],
  [
    'ignores-requested-context',
    'authn-context',
    'Takes a weaker login than it asked for.',
    'most SPs',
  ],
  [
    'ignores-force-authn',
    'fresh-login',
    'Takes an old login where it asked for a new one.',
    'most SPs',
  ],
  ['ignores-future', 'issued-in-future', 'Takes what was said tomorrow.', 'most libraries'],
  [
    'ignores-name-qualifiers',
    'name-qualifiers',
    'Leaves out the qualifiers of a NameID.',
    'most libraries',
  ],
  ['email-may-be-taken', 'unique-email', "Gives an account the e-mail of another's.", 'policy'],
  ['no-size-limit', 'size', 'Reads messages of any size.', 'most libraries'],
];

export const OMITTED: readonly Defect[] = OMISSIONS.map(([id, row, title, ...seenIn]) => ({
  id,
  title,
  seenIn,
  rows: { [row]: null },
}));
