/** Floor 5: checks of the structure: a Response, unique ids, exactly one Assertion, signatures in place. */
import { NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { isNamed, type ResolvedElement } from '../../xml/query.js';
import { failed, known, passed, type Check } from './check.js';
import { descendants } from './descendants.js';
import { EXACT, readResponse, type Reading } from './read-response.js';
import { orderProblem, schemaProblem } from './schema-rules.js';

function isSignature(view: ResolvedElement): boolean {
  return isNamed(view, NAMESPACES.signature, 'Signature');
}

/** What the message says, before anybody has judged it. @param reading - how values are got out of elements */
export function readBy(reading: Reading): Check {
  return {
    id: 'read',
    clause: 'saml-core 3.3.3, 2.3.3',
    reason: 'schema-invalid',
    produces: true,
    test: (evidence) => passed({ response: readResponse(known(evidence, 'root'), reading) }),
  };
}

export const read: Check = readBy(EXACT);

/** Everything that is read is there, once, and has the right type. */
export const schema: Check = {
  id: 'schema',
  clause: 'saml-core 3.3.3, 2.3.3',
  reason: 'schema-invalid',
  test(evidence) {
    const problem = schemaProblem(known(evidence, 'root'));
    return problem === undefined ? passed() : failed(problem);
  },
};

/** No value is the identifier of two elements, whatever the attribute is called. */
export const uniqueIds: Check = {
  id: 'unique-ids',
  clause: 'saml-core 1.3.4, xmldsig-core 4.4.3.2',
  reason: 'schema-invalid',
  test(evidence) {
    const seen = new Set<string>();
    for (const view of descendants(known(evidence, 'root'))) {
      for (const { name, value } of view.element.attributes) {
        if (!/^(?:.*:)?id$/i.test(name)) continue;
        if (seen.has(value)) return failed(`two elements have the identifier ${value}`);
        seen.add(value);
      }
    }
    return passed();
  },
};

/**
 * A failed Response carries no Assertion and is often not signed, so this comes before the rows
 * that would complain about that. Refusing needs no signature.
 */
export const status: Check = {
  id: 'status',
  clause: 'saml-core 3.2.2.2',
  reason: 'status-failed',
  test(evidence) {
    const codes = known(evidence, 'response').status;
    if (codes[0] === STATUS_CODES.success) return passed();
    const names = codes.map((code) => code.slice(code.lastIndexOf(':') + 1));
    return failed(`the identity provider answered ${names.join(', ')}`);
  },
};

/** One Assertion in the whole document, as a child of the Response. */
export const oneAssertion: Check = {
  id: 'one-assertion',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'schema-invalid',
  test(evidence) {
    const all = [...descendants(known(evidence, 'root'))];
    if (all.some((view) => isNamed(view, NAMESPACES.assertion, 'EncryptedAssertion'))) {
      return failed('there is an encrypted Assertion where none is expected');
    }
    const count = all.filter((view) => isNamed(view, NAMESPACES.assertion, 'Assertion')).length;
    if (count !== 1) return failed(`the message has ${count} assertions`);
    return known(evidence, 'response').assertions.length === 1
      ? passed()
      : failed('the Assertion is not a child of the Response');
  },
};

/** Signatures stand only where SAML puts them: one a Response, one an Assertion. */
export const signaturePlaces: Check = {
  id: 'signature-places',
  clause: 'saml-core 5.4.1',
  reason: 'schema-invalid',
  test(evidence) {
    const root = known(evidence, 'root');
    const assertion = root.children.find((v) => isNamed(v, NAMESPACES.assertion, 'Assertion'));
    const inPlace = [root, ...(assertion ? [assertion] : [])].map(
      (parent) => parent.children.filter(isSignature).length,
    );
    if (inPlace.some((count) => count > 1)) return failed('an element has two signatures');
    const all = [...descendants(root)].filter(isSignature).length;
    const expected = inPlace.reduce((sum, count) => sum + count, 0);
    return all === expected ? passed() : failed('a signature stands where none belongs');
  },
};

/** Children stand in the order of the schema, and no others. */
export const order: Check = {
  id: 'schema-order',
  clause: 'saml-core 3.2.2, 2.3.3',
  reason: 'schema-invalid',
  test(evidence) {
    const problem = orderProblem(known(evidence, 'root'));
    return problem === undefined ? passed() : failed(problem);
  },
};

/** The Assertion that the rest of the table is about. */
export const assertion: Check = {
  id: 'assertion',
  clause: 'saml-profiles 4.1.4.2',
  reason: 'schema-invalid',
  produces: true,
  test(evidence) {
    const [said] = known(evidence, 'response').assertions;
    return said === undefined
      ? failed('the message has no Assertion')
      : passed({ assertion: said });
  },
};

/** The IdP that the message says it comes from; the first one has to answer for messages of nobody. */
export const idp: Check = {
  id: 'idp',
  clause: 'saml-profiles 4.1.4.3',
  reason: 'issuer-unknown',
  produces: true,
  test(evidence, { idps }) {
    const { issuer } = known(evidence, 'assertion');
    const named = idps.find((one) => one.issuer === issuer) ?? idps[0];
    return passed(named === undefined ? {} : { idp: named });
  },
};
