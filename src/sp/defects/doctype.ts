/** Floor 5: the DOCTYPE of a message as parsers have it that act upon it. */

/** An entity that the message declares. */
export interface DeclaredEntity {
  readonly name: string;
  readonly value: string;
}

const ENTITY = /<!ENTITY\s+([\w.-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g;
/** Literals in it may hold brackets. */
const DOCTYPE = /<!DOCTYPE(?:"[^"]*"|'[^']*'|[^[>"'])*(?:\[((?:"[^"]*"|'[^']*'|[^\]"'])*)\]\s*)?>/;

/** The internal subset; empty when there is none. */
export function subsetOf(xml: string): string {
  return DOCTYPE.exec(xml)?.[1] ?? '';
}

export function withoutDoctype(xml: string): string {
  return xml.replace(DOCTYPE, '');
}

/** The internal entities. */
export function entitiesOf(xml: string): readonly DeclaredEntity[] {
  return [...subsetOf(xml).matchAll(ENTITY)].map(([, name = '', one, other]) => ({
    name,
    value: one ?? other ?? '',
  }));
}

/** Once, not recursively: nobody is to be brought down by it. */
export function expanded(xml: string): string {
  return entitiesOf(xml).reduce(
    (text, { name, value }) => text.replaceAll(`&${name};`, value),
    xml,
  );
}
