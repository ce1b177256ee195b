/** Floor 5: what the schemas of SAML 2.0 want of the elements that the SP reads (saml-core 2, 3). */
import { NAMESPACES } from '../../saml/names.js';
import { isXmlId, parseInstant } from '../../saml/xml-types.js';
import { attributeOf, childrenNamed, isNamed, type ResolvedElement } from '../../xml/query.js';

type Rule = (view: ResolvedElement) => string | undefined;

/** The first complaint. */
function all(...rules: readonly Rule[]): Rule {
  return (view) => {
    for (const rule of rules) {
      const problem = rule(view);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

function has(name: string): Rule {
  return (view) =>
    (attributeOf(view, name) ?? '') === '' ? `${view.local} has no ${name}` : undefined;
}

function instant(name: string): Rule {
  return (view) => {
    const text = attributeOf(view, name);
    return text === undefined || parseInstant(text.trim()) !== undefined
      ? undefined
      : `${name} of ${view.local} is no instant`;
  };
}

const id: Rule = (view) =>
  isXmlId(attributeOf(view, 'ID') ?? '') ? undefined : `the ID of ${view.local} is no name`;

type Vocabulary = (typeof NAMESPACES)['assertion' | 'protocol'];

/** How often a child may stand there, and what it must be like. */
function child(
  namespace: Vocabulary,
  local: string,
  often: 'at most once' | 'once' | 'any number',
  rule: Rule = () => undefined,
): Rule {
  return (view) => {
    const found = childrenNamed(view, namespace, local);
    if (often !== 'any number' && found.length > 1) {
      return `${view.local} has more than one ${local}`;
    }
    if (often === 'once' && found.length === 0) return `${view.local} has no ${local}`;
    for (const one of found) {
      const problem = rule(one);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
}

const { assertion: SAML, protocol: SAMLP } = NAMESPACES;

const plainText: Rule = ({ local, children }) =>
  children.length > 0 ? `${local} holds elements` : undefined;

const identified = all(has('ID'), id, has('Version'), has('IssueInstant'), instant('IssueInstant'));

const confirmation = all(
  has('Method'),
  child(
    SAML,
    'SubjectConfirmationData',
    'at most once',
    all(instant('NotBefore'), instant('NotOnOrAfter')),
  ),
);

const oneIdentifier: Rule = (view) =>
  view.children.filter(
    (c) => c.namespace === SAML && /^(?:NameID|EncryptedID|BaseID)$/.test(c.local),
  ).length > 1
    ? 'Subject has more than one identifier'
    : undefined;

const subject = all(
  child(SAML, 'NameID', 'at most once', plainText),
  oneIdentifier,
  child(SAML, 'SubjectConfirmation', 'any number', confirmation),
);

const authnStatement = all(
  has('AuthnInstant'),
  instant('AuthnInstant'),
  instant('SessionNotOnOrAfter'),
  child(
    SAML,
    'AuthnContext',
    'once',
    child(SAML, 'AuthnContextClassRef', 'at most once', plainText),
  ),
);

const conditions = all(
  instant('NotBefore'),
  instant('NotOnOrAfter'),
  child(SAML, 'OneTimeUse', 'at most once'),
  child(SAML, 'ProxyRestriction', 'at most once'),
  child(
    SAML,
    'AudienceRestriction',
    'any number',
    child(SAML, 'Audience', 'any number', plainText),
  ),
);

const assertion = all(
  identified,
  child(SAML, 'Issuer', 'once', plainText),
  child(SAML, 'Subject', 'at most once', subject),
  child(SAML, 'Conditions', 'at most once', conditions),
  child(SAML, 'AuthnStatement', 'any number', authnStatement),
  child(
    SAML,
    'AttributeStatement',
    'any number',
    child(SAML, 'Attribute', 'any number', has('Name')),
  ),
);

const statusCode = all(has('Value'), child(SAMLP, 'StatusCode', 'at most once', has('Value')));

const response = all(
  identified,
  child(SAML, 'Issuer', 'at most once', plainText),
  child(SAMLP, 'Status', 'once', child(SAMLP, 'StatusCode', 'once', statusCode)),
  child(SAML, 'Assertion', 'any number', assertion),
);

/** What is wrong with the root as a SAML 2.0 Response, or `undefined`. */
export function schemaProblem(root: ResolvedElement): string | undefined {
  return isNamed(root, SAMLP, 'Response')
    ? response(root)
    : `the root is ${root.local}, not a SAML 2.0 Response`;
}

const ORDERS: readonly (readonly [Vocabulary, string, readonly string[]])[] = [
  [SAMLP, 'Response', ['Issuer', 'Signature', 'Extensions', 'Status', 'Assertion']],
  [SAML, 'Assertion', ['Issuer', 'Signature', 'Subject', 'Conditions', 'Advice', 'Statement']],
];

/** The place of a child in its parent's sequence; -1 for what does not belong there. */
function place(child: ResolvedElement, order: readonly string[]): number {
  const statement = child.local.endsWith('Statement') ? 'Statement' : child.local;
  return order.indexOf(child.local === 'EncryptedAssertion' ? 'Assertion' : statement);
}

/** What stands out of order, or does not belong there at all, in the Response or its Assertions. */
export function orderProblem(root: ResolvedElement): string | undefined {
  const parents = [root, ...childrenNamed(root, SAML, 'Assertion')];
  for (const parent of parents) {
    const row = ORDERS.find(([namespace, local]) => isNamed(parent, namespace, local));
    let last = 0;
    for (const one of row === undefined ? [] : parent.children) {
      const here = place(one, row?.[2] ?? []);
      if (here < last) return `${one.local} does not belong there in ${parent.local}`;
      last = here;
    }
  }
  return undefined;
}
