/** Operations on the tree of a message, one after the other, without the rest of a forgery. */
import { TREE_OPERATIONS } from '../../../src/mutation/tree/tree-operations.js';
import type { AssertedIdentity, TreeDraft } from '../../../src/mutation/operation.js';
import type { TreeOperations } from '../../../src/scenario/mutation/tree-operations.js';
import type { XmlDocument } from '../../../src/xml/node.js';
import { parseXml } from '../../../src/xml/parse.js';
import { writeXml } from '../../../src/xml/write.js';
import { messageOf, SCENE, VENDORS } from '../text/playing.js';

/** One operation, as `[name, settings]`. */
export type Call = {
  readonly [Name in keyof TreeOperations]: readonly [name: Name, settings: TreeOperations[Name]];
}[keyof TreeOperations];

type Apply = (draft: TreeDraft, settings: object, scene: object) => TreeDraft;

/** The draft after the operations. */
export function drafted(
  document: XmlDocument,
  calls: readonly Call[],
  identities: Readonly<Record<string, AssertedIdentity>> = {},
): TreeDraft {
  return calls.reduce<TreeDraft>(
    (draft, [name, settings]) => {
      const row = TREE_OPERATIONS[name];
      return (row.apply.bind(row) as Apply)(draft, settings, { ...SCENE, identities });
    },
    { document, kept: {}, texts: {} },
  );
}

/** The text after the operations. */
export function edited(xml: string, ...calls: readonly Call[]): string {
  return writeXml(drafted(parseXml(xml), calls).document);
}

/** A message of each vendor, as our writer writes it. */
export const MESSAGES: readonly (readonly [vendor: string, xml: string])[] = VENDORS.map(
  (vendor) => [vendor, writeXml(parseXml(messageOf(vendor)))],
);

/** The markup of the first element of that name, with everything in it. */
export function markup(xml: string, local: string): string {
  const found = new RegExp(`<((?:\\w+:)?${local})(?: [^>]*)?(?:/>|>.*?</\\1>)`, 's').exec(xml);
  if (found === null) throw new Error(`no ${local}`);
  return found[0];
}
