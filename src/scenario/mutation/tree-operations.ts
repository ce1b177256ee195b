/** Floor 1: what operations on the tree are told. Paths are those of `src/mutation/path.ts`. */

/** Where a node goes: beside what `to` leads to, or inside it. */
export type Placement = 'before' | 'after' | 'first' | 'last' | 'instead';

/** Exactly one of these says what is put in. */
export interface Content {
  /** Markup; one or more nodes. Prefixes that the place declares need no declaration. */
  readonly xml?: string;
  readonly text?: string;
  readonly comment?: string;
  readonly cdata?: string;
  /** `target data`. */
  readonly instruction?: string;
  /** Written as it is; it cannot be signed. */
  readonly raw?: string;
  /** A node that `keep` has put aside. */
  readonly kept?: string;
}

/** Operations on the tree. */
export interface TreeOperations {
  /** Sets the text of elements or of other nodes, or the value of attributes (`…/@ID`; one that is missing is added last). */
  readonly set: { readonly at: string; readonly to: string };
  /** The same text or value in other letters: all of them `as` says, or every `find` written as `with`. */
  readonly respell: {
    readonly at: string;
    readonly as?: 'upper' | 'lower' | 'wide';
    readonly find?: string;
    readonly with?: string;
  };
  /** Takes elements, attributes (those that are there) or other nodes out. */
  readonly remove: { readonly at: string };
  /** Puts something in. `where` is `last` unless said otherwise. */
  readonly insert: Content & { readonly at: string; readonly where?: Placement };
  /** `times`: bulk that can be signed. */
  readonly copy: {
    readonly from: string;
    readonly to: string;
    readonly where?: Placement;
    readonly times?: number;
  };
  readonly move: { readonly from: string; readonly to: string; readonly where?: Placement };
  /** Puts an element around; it goes into the innermost element of `xml`. */
  readonly wrap: { readonly at: string; readonly in: string };
  /** Puts a copy aside, for `insert` with `kept`; `detach` also takes it out. */
  readonly keep: { readonly at: string; readonly as: string; readonly detach?: boolean };
  /** Puts a text aside, for `{kept.NAME}`: of an element, an attribute or another node. */
  readonly 'keep-text': { readonly at: string; readonly as: string };
  /** Another name, prefix included. */
  readonly rename: { readonly at: string; readonly to: string };
  /** Changes prefixes below an element, declarations included: `{ saml: q7 }`; empty: the default namespace. */
  readonly prefixes: { readonly at: string; readonly to: Readonly<Record<string, string>> };
  /** Adds white space between elements, as a pretty printer does. */
  readonly indent: { readonly at: string };
  /**
   * Turns part of a text (the first place where it stands) into something else that a reader may overlook:
   * `comment` puts a comment behind it, `comment-before` before it; `cdata`, `instruction` and `element` wrap it.
   */
  readonly split: {
    readonly at: string;
    readonly part: string;
    readonly as: 'comment' | 'cdata' | 'instruction' | 'element' | 'comment-before';
  };
  /** Moves instants in elements or attributes. */
  readonly shift: { readonly at: string; readonly by: string };
  /** Gives an Assertion the NameID and the attribute values of another user, as the vendor would write them. */
  readonly impersonate: { readonly at: string; readonly user?: string };
}
