/** Floor 5: SPs whose checks are right, and who go wrong around them. */
import type { Defect } from './defect.js';

export const HABITS: readonly Defect[] = [
  {
    id: 'takes-redirects',
    title:
      'Takes Responses by redirect, verifies the first message in the URL, and reads the last.',
    seenIn: [
      'simplesamlphp/saml2 <4.17.0',
      'OpenSAML C++ <3.3.1',
      'CVE-2025-27773',
      'CVE-2025-31335',
    ],
    rows: {},
    habits: ['takes-redirects'],
  },
  {
    id: 'keeps-old-keys',
    title: 'Trusts every certificate that the IdP ever had.',
    seenIn: ['stores of certificates without a delete'],
    rows: {},
    habits: ['keeps-old-keys'],
  },
  {
    id: 'trusts-own-keys',
    title: 'Keeps all certificates in one store, its own among those of its partners.',
    seenIn: ['one keystore for everything'],
    rows: {},
    habits: ['trusts-own-keys'],
  },
  {
    id: 'ignores-key-use',
    title: 'Verifies with every certificate of the metadata, whatever it is for.',
    seenIn: ['readers of metadata that ignore "use"'],
    rows: {},
    habits: ['ignores-key-use'],
  },
  {
    id: 'marks-late',
    title: 'Notes that an Assertion was used a moment after it has asked whether it was.',
    seenIn: ['snipe-it <8.5.0', 'CVE-2026-116201'],
    rows: {},
    habits: ['marks-late'],
  },
  {
    id: 'unescaped-names',
    title: 'Writes names into pages as they are.',
    seenIn: ['CVE-2026-87949'],
    rows: {},
    habits: ['unescaped'],
  },
  {
    id: 'session-id-kept',
    title: 'Goes on with the session that the browser brings, under the same number.',
    seenIn: ['OWASP session fixation', 'policy'],
    rows: {},
    habits: ['keeps-session-id'],
  },
  {
    id: 'query-is-form',
    title: 'Takes what stands in the query for the form, whatever the method.',
    seenIn: ['$_REQUEST', 'request.params'],
    rows: {},
    habits: ['reads-query'],
  },
  {
    id: 'marks-refused',
    title: 'Notes that an Assertion was used before anybody has verified it.',
    seenIn: ['replay caches in front of the verifier'],
    rows: {},
    habits: ['marks-refused'],
  },
  {
    id: 'requests-not-struck-off',
    title: 'Lets a request be answered as often as somebody likes.',
    seenIn: ['request stores without a delete'],
    rows: {},
    habits: ['keeps-requests'],
  },
];
