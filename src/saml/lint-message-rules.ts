/** Floor 2: rules about the message as a whole: root, versions, ids, instants, addresses. */
import { attributeOf } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import type { LintRule } from './lint-rule.js';
import { ofAssertions, when } from './lint-rule.js';
import { NAMESPACES, STATUS_CODES } from './names.js';
import { isXmlId, parseInstant } from './xml-types.js';

const PROTOCOL: readonly string[] = ['Response', 'AuthnRequest', 'LogoutRequest', 'LogoutResponse'];
const INSTANTS = [
  'IssueInstant',
  'NotBefore',
  'NotOnOrAfter',
  'AuthnInstant',
  'SessionNotOnOrAfter',
  'validUntil',
];

/** The root, when it is a protocol message, and every Assertion: what needs ID, Version and IssueInstant. */
function isMessage({ namespace, local }: ResolvedElement): boolean {
  if (namespace === NAMESPACES.protocol) return PROTOCOL.includes(local);
  return namespace === NAMESPACES.assertion && local === 'Assertion';
}

const ROOT_RULES: readonly LintRule[] = [
  {
    rule: 'dtd',
    severity: 'error',
    clause: 'xml 2.8',
    check: ({ document }) =>
      when(
        document.children.some(({ kind }) => kind === 'raw'),
        'there is a DOCTYPE: SPs refuse it, because entities read files and eat memory',
      ),
  },
  {
    rule: 'root-unknown',
    severity: 'error',
    clause: 'saml-core 3.1',
    check: ({ kind, root }) =>
      when(
        kind === 'unknown',
        `the root {${root.namespace}}${root.local} is no SAML 2.0 message Standin knows`,
      ),
  },
  {
    rule: 'version',
    severity: 'error',
    clause: 'saml-core 2.3.3, 3.2.1',
    check: ({ elements }) =>
      elements.filter(isMessage).flatMap((element) => {
        const version = attributeOf(element, 'Version');
        return when(version !== '2.0', `${element.local} has Version ${version ?? '(none)'}`);
      }),
  },
];

const ID_RULES: readonly LintRule[] = [
  {
    rule: 'id-missing',
    severity: 'error',
    clause: 'saml-core 1.3.4',
    check: ({ elements }) =>
      elements
        .filter((element) => isMessage(element) && attributeOf(element, 'ID') === undefined)
        .map(({ local }) => `${local} has no ID`),
  },
  {
    rule: 'id-invalid',
    severity: 'error',
    clause: 'saml-core 1.3.4, xmlschema-2 3.3.8',
    check: ({ elements }) =>
      elements.flatMap((element) => {
        const id = attributeOf(element, 'ID');
        const wrong = id !== undefined && !isXmlId(id);
        return when(wrong, `the ID "${id ?? ''}" of ${element.local} is no xs:ID`);
      }),
  },
  {
    rule: 'id-duplicate',
    severity: 'error',
    clause: 'saml-core 1.3.4, xml 3.3.1',
    check: ({ elements }) => {
      const seen = new Set<string>();
      return elements.flatMap((element) => {
        const id = attributeOf(element, 'ID') ?? attributeOf(element, 'Id');
        if (id === undefined) return [];
        const again = seen.has(id);
        seen.add(id);
        return when(
          again,
          `the ID "${id}" of ${element.local} was used before: signature wrapping`,
        );
      });
    },
  },
  {
    rule: 'instant-missing',
    severity: 'error',
    clause: 'saml-core 2.3.3, 3.2.1',
    check: ({ elements }) =>
      elements
        .filter((element) => isMessage(element) && !attributeOf(element, 'IssueInstant'))
        .map(({ local }) => `${local} has no IssueInstant`),
  },
  {
    rule: 'instant-invalid',
    severity: 'error',
    clause: 'saml-core 1.3.3',
    check: ({ elements }) =>
      elements.flatMap((element) =>
        INSTANTS.flatMap((name) => {
          const text = attributeOf(element, name);
          const wrong = text !== undefined && parseInstant(text) === undefined;
          return when(wrong, `${name}="${text ?? ''}" of ${element.local} is no instant in UTC`);
        }),
      ),
  },
];

const RESPONSE_RULES: readonly LintRule[] = [
  {
    rule: 'status-missing',
    severity: 'error',
    clause: 'saml-core 3.2.2.1',
    check: ({ kind, facts }) =>
      when(kind === 'Response' && facts.status.length === 0, 'the Response has no StatusCode'),
  },
  {
    rule: 'status-failed',
    severity: 'warning',
    clause: 'saml-core 3.2.2.2',
    check: ({ facts: { status } }) =>
      when(
        status.length > 0 && status[0] !== STATUS_CODES.success,
        `the status is not Success but ${status.join(' > ')}`,
      ),
  },
  {
    rule: 'issuer-missing',
    severity: 'error',
    clause: 'saml-core 2.3.3, saml-profiles 4.1.4.2',
    check: ofAssertions(({ issuer }, name) => when(!issuer, `${name} has no Issuer`)),
  },
  {
    rule: 'issuer-mismatch',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2',
    check: ofAssertions(({ issuer }, name, { facts }) =>
      when(
        issuer !== undefined && facts.issuer !== undefined && issuer !== facts.issuer,
        `the Issuer of ${name} is "${issuer ?? ''}", that of the Response "${facts.issuer ?? ''}"`,
      ),
    ),
  },
  {
    rule: 'destination-missing',
    severity: 'error',
    clause: 'saml-bindings 3.5.5.2',
    check: ({ kind, facts }) =>
      when(
        kind === 'Response' && facts.signed && !facts.destination,
        'the Response is signed and has no Destination',
      ),
  },
  {
    rule: 'destination-recipient',
    severity: 'warning',
    clause: 'saml-core 3.2.2, saml-profiles 4.1.4.2',
    check: ofAssertions(({ subject }, name, { facts: { destination } }) =>
      (subject?.confirmations ?? []).flatMap(({ recipient }) =>
        when(
          destination !== undefined && recipient !== undefined && recipient !== destination,
          `the Destination is ${destination ?? ''}, the Recipient of ${name} ${recipient ?? ''}`,
        ),
      ),
    ),
  },
  {
    rule: 'in-response-to-mismatch',
    severity: 'error',
    clause: 'saml-profiles 4.1.4.2, 4.1.4.3',
    check: ofAssertions(({ subject }, name, { kind, facts }) =>
      (subject?.confirmations ?? []).flatMap(({ inResponseTo }) =>
        when(
          kind === 'Response' && inResponseTo !== facts.inResponseTo,
          `the Response answers ${facts.inResponseTo ?? 'no request'}, ${name} ${inResponseTo ?? 'no request'}`,
        ),
      ),
    ),
  },
];

/** The rules, in the order findings are listed. */
export const MESSAGE_RULES: readonly LintRule[] = [...ROOT_RULES, ...ID_RULES, ...RESPONSE_RULES];
