/** Floor 2: what the readers of protocol messages share: required attributes, single children, absent facts. */
import { UserError } from '../base/errors.js';
import { attributeOf, childrenNamed, isNamed } from '../xml/query.js';
import type { ResolvedElement } from '../xml/query.js';
import { NAMESPACES } from './names.js';
import { parseMessage } from './parse-message.js';

type Optional<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/** Leaves absent facts out. */
export function present<T extends object>(facts: Optional<T>): T {
  const kept = Object.entries(facts).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as T;
}

/** An attribute that the message cannot do without. @throws UserError `message-malformed` */
export function required(root: ResolvedElement, name: string): string {
  const value = attributeOf(root, name);
  if (value !== undefined && value !== '') return value;
  throw new UserError('message-malformed', `the ${root.local} has no ${name}`, {
    fix: `Give the ${root.local} a ${name} (saml-core 3.2.1).`,
  });
}

/** The one child of this name; a second one would let two readers disagree. @throws UserError `message-malformed` */
export function only(
  parent: ResolvedElement,
  namespace: string,
  local: string,
): ResolvedElement | undefined {
  const [first, second] = childrenNamed(parent, namespace, local);
  if (second === undefined) return first;
  throw new UserError('message-malformed', `the ${parent.local} has more than one ${local}`, {
    fix: `Send one ${local}.`,
  });
}

/**
 * The root of a protocol message.
 *
 * @param xml - the decoded message, possibly hostile
 * @param kind - what it must be
 * @param service - where such a message belongs, for the error
 * @throws UserError `message-malformed`, `message-too-large`
 */
export function messageRoot(xml: string, kind: string, service: string): ResolvedElement {
  const { root } = parseMessage(xml);
  if (isNamed(root, NAMESPACES.protocol, kind)) return root;
  const what = `{${root.namespace.slice(0, 100)}}${root.local.slice(0, 100)}`;
  const article = /^[AEIOU]/.test(kind) ? 'an' : 'a';
  throw new UserError('message-malformed', `the message is ${what}, not ${article} ${kind}`, {
    fix: `Send a samlp:${kind} to the ${service}.`,
  });
}

/** Whether the root carries a ds:Signature of its own. */
export function hasSignature(root: ResolvedElement): boolean {
  return childrenNamed(root, NAMESPACES.signature, 'Signature').length > 0;
}
