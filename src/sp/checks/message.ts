/** Floor 5: checks of the message as it came: one field, small enough, base64, no DTD, well-formed. */
import { StandinError } from '../../base/errors.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf, type ResolvedElement } from '../../xml/query.js';
import { failed, known, passed, type Check } from './check.js';
import { descendants } from './descendants.js';

/** The longest message that is read, in characters of base64. */
const LONGEST_MESSAGE = 1024 * 1024;
/** Far deeper than any SAML message, far shallower than any stack. */
const DEEPEST_MESSAGE = 100;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** There is a SAMLResponse; how many is the question of the next row. */
export const field: Check = {
  id: 'field',
  clause: 'saml-bindings 3.5.4',
  reason: 'message-malformed',
  produces: true,
  test({ form }) {
    const [encoded] = form['SAMLResponse'] ?? [];
    return encoded === undefined ? failed('the form has no SAMLResponse') : passed({ encoded });
  },
};

/** Fields that carry another message, or lead to one. */
const OTHER_MESSAGES = ['SAMLRequest', 'SAMLart'];

/** One SAMLResponse and nothing besides: of two messages, or two fields, another reader takes the other one. */
export const oneMessage: Check = {
  id: 'one-message',
  clause: 'saml-bindings 3.5.4',
  reason: 'message-malformed',
  test({ form }) {
    const doubled = ['SAMLResponse', 'RelayState'].find((name) => (form[name] ?? []).length > 1);
    if (doubled !== undefined) return failed(`the form has more than one ${doubled}`);
    const other = OTHER_MESSAGES.find((name) => form[name] !== undefined);
    return other === undefined ? passed() : failed(`the form has a ${other}, too`);
  },
};

export const size: Check = {
  id: 'size',
  clause: 'saml-sec-consider 6.1.1',
  reason: 'message-too-large',
  test(evidence) {
    const { length: characters } = known(evidence, 'encoded');
    return characters > LONGEST_MESSAGE
      ? failed(`the message has ${characters} characters, the limit is ${LONGEST_MESSAGE}`)
      : passed();
  },
};

/** Base64 and UTF-8, both without repairs. */
export const decode: Check = {
  id: 'decode',
  clause: 'saml-bindings 3.5.4, RFC 2045 6.8',
  reason: 'message-malformed',
  produces: true,
  test(evidence) {
    const encoded = known(evidence, 'encoded').replace(/[\t\n\r ]+/g, '');
    if (encoded === '' || !BASE64.test(encoded)) return failed('SAMLResponse is not base64');
    try {
      const decoder = new TextDecoder('utf-8', { fatal: true });
      return passed({ xml: decoder.decode(Buffer.from(encoded, 'base64')) });
    } catch {
      return failed('the message is not UTF-8');
    }
  },
};

/** The root, or why there is none. */
function parse(xml: string, allowDtd: boolean): ResolvedElement | StandinError {
  try {
    return rootOf(parseXml(xml, { allowDtd, maxDepth: DEEPEST_MESSAGE }));
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
}

export const noDtd: Check = {
  id: 'no-dtd',
  clause: 'saml-core 1.3.1, saml-sec-consider 6.1.2',
  reason: 'dtd-refused',
  test(evidence) {
    const xml = known(evidence, 'xml');
    // Only where the word stands at all is it worth finding out whether it is a DOCTYPE.
    if (!xml.includes('<!DOCTYPE')) return passed();
    const root = parse(xml, false);
    return root instanceof StandinError && root.code === 'xml-dtd-refused'
      ? failed('the message has a DOCTYPE')
      : passed();
  },
};

export const wellFormed: Check = {
  id: 'well-formed',
  clause: 'xml 2.1, xml-names 7',
  reason: 'message-malformed',
  produces: true,
  test(evidence) {
    const root = parse(known(evidence, 'xml'), true);
    return root instanceof StandinError ? failed(root.message) : passed({ root });
  },
};

/** A person with a thousand groups has fewer. */
const MOST_NODES = 10_000;

/** So many elements and attributes that every walk through them takes its time, in a message that is not too long. */
export const nodeCount: Check = {
  id: 'node-count',
  clause: 'saml-sec-consider 6.1.1',
  reason: 'message-too-large',
  test(evidence) {
    let count = 0;
    for (const { element } of descendants(known(evidence, 'root'))) {
      count += 1 + element.attributes.length;
    }
    return count > MOST_NODES
      ? failed(`the message has ${count} elements and attributes, the limit is ${MOST_NODES}`)
      : passed();
  },
};
