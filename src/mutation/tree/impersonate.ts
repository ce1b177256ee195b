/** Floor 3: `impersonate`: an Assertion speaks of another user. */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import type { XmlElement } from '../../xml/node.js';
import { localNameOf } from '../../xml/names.js';
import { editAll, ofElement } from '../edit.js';
import { editAt as editPath, withText } from '../edit-tree.js';
import type { AssertedIdentity, Operation, Scene } from '../operation.js';
import { nodesAt } from '../path.js';

function identityOf({ identities }: Scene, user: string): AssertedIdentity {
  const identity = Object.hasOwn(identities, user) ? identities[user] : undefined;
  if (identity !== undefined) return identity;
  throw new UserError('user-unknown', `The forgery has no user "${user}".`, {
    fix: didYouMean(user, Object.keys(identities)),
  });
}

/** The attribute with as many values as the other user has, each written as the first one was. */
function withValues(attribute: XmlElement, values: readonly string[]): XmlElement {
  const pattern = attribute.children.find((child) => child.kind === 'element');
  if (pattern?.kind !== 'element') return attribute;
  return { ...attribute, children: values.map((value) => withText(pattern, value)) };
}

function speakingOf(assertion: XmlElement, { nameId, attributes }: AssertedIdentity): XmlElement {
  const named = editPath(assertion, ['Subject', 'NameID'], (part) => withText(part, nameId));
  return editPath(named, ['AttributeStatement', 'Attribute'], (part) => {
    const name = part.attributes.find((each) => each.name === 'Name')?.value;
    const other = attributes.find((each) => each.name === name);
    return other === undefined ? part : withValues(part, other.values);
  });
}

export const impersonate: Operation<'impersonate', 'tree'> = {
  stage: 'tree',
  describe: ({ at, user = 'victim' }) => `lets ${at} speak of the ${user}`,
  apply(draft, { at, user = 'victim' }, scene) {
    const identity = identityOf(scene, user);
    const edit = ofElement((element) => {
      if (localNameOf(element.name) === 'Assertion') return speakingOf(element, identity);
      throw new UserError('mutation-impossible', `${at} is no Assertion.`, {
        fix: 'For example: - impersonate: { at: //Assertion[1] }.',
      });
    });
    return { ...draft, document: editAll(draft.document, nodesAt(draft.document, at), edit) };
  },
};
