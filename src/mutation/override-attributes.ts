/** Floor 3: replaces, adds and removes the attributes of an assertion, each written as the vendor writes its own. */
import type { XmlElement } from '../xml/node.js';
import { element, text } from '../xml/node.js';
import { localName } from './edit-tree.js';

/** New values by name; `null` takes the attribute out. */
export type AttributeOverrides = Readonly<Record<string, string | readonly string[] | null>>;

/** The values as a list. */
export function listOf(values: string | readonly string[]): readonly string[] {
  return typeof values === 'string' ? [values] : values;
}

function childElements(parent: XmlElement | undefined): readonly XmlElement[] {
  return (parent?.children ?? []).filter((child) => child.kind === 'element');
}

function nameOf(attribute: XmlElement): string | undefined {
  return attribute.attributes.find(({ name }) => name === 'Name')?.value;
}

/** How this vendor writes an attribute and a value: taken from one that is there, or the plainest form. */
interface Pattern {
  readonly attribute: XmlElement;
  readonly value: XmlElement;
}

function patternOf(attribute: XmlElement, fallback: Pattern): Pattern {
  return { attribute, value: childElements(attribute)[0] ?? fallback.value };
}

function plainPattern(assertion: XmlElement): Pattern {
  const prefix = assertion.name.slice(0, assertion.name.indexOf(':') + 1);
  return {
    attribute: element(`${prefix}Attribute`, [['Name', '']]),
    value: element(`${prefix}AttributeValue`),
  };
}

function written(name: string, values: readonly string[], pattern: Pattern): XmlElement {
  const { attribute, value } = pattern;
  return {
    ...attribute,
    attributes: attribute.attributes.map((each) =>
      each.name === 'Name' ? { name: 'Name', value: name } : each,
    ),
    children: values.map((each) => ({ ...value, children: [text(each)] })),
  };
}

function statementWith(
  before: readonly XmlElement[],
  overrides: AttributeOverrides,
  plain: Pattern,
): readonly XmlElement[] {
  const [first] = before;
  const pattern = first === undefined ? plain : patternOf(first, plain);
  const kept = before.flatMap((attribute) => {
    const name = nameOf(attribute) ?? '';
    const values = Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    if (values === undefined) return [attribute];
    if (values === null) return [];
    return [written(name, listOf(values), patternOf(attribute, pattern))];
  });
  const known = new Set(before.map(nameOf));
  const added = Object.entries(overrides).flatMap(([name, values]) =>
    known.has(name) || values === null ? [] : [written(name, listOf(values), pattern)],
  );
  return [...kept, ...added];
}

/**
 * The assertion with other attributes. A statement that would be empty is left out (saml-core 2.7.3).
 *
 * @param assertion - unsigned, from any vendor
 */
export function overrideAttributes(
  assertion: XmlElement,
  overrides: AttributeOverrides,
): XmlElement {
  const plain = plainPattern(assertion);
  const prefix = assertion.name.slice(0, assertion.name.indexOf(':') + 1);
  const old = childElements(assertion).find((child) => localName(child) === 'AttributeStatement');
  const children = statementWith(childElements(old), overrides, plain);
  if (old === undefined) {
    if (children.length === 0) return assertion;
    const statement = { ...element(`${prefix}AttributeStatement`), children };
    return { ...assertion, children: [...assertion.children, statement] };
  }
  const statements = children.length === 0 ? [] : [{ ...old, children }];
  return {
    ...assertion,
    children: assertion.children.flatMap((child) => (child === old ? statements : [child])),
  };
}
