/** Floor 3: what an operation is: one row of the table, a pure function over one stage of a message's making. */
import type { Context } from '../base/context.js';
import type {
  DigestAlgorithm,
  SignatureAlgorithm,
  SignatureForm,
  SigningKey,
} from '../keys/keys.js';
import type { OperationName, OperationSettings } from '../scenario/mutation.js';
import type { Verbatim } from '../scenario/mutation/request-operations.js';
import type { EncodingName } from '../scenario/mutation/text-operations.js';
import type { XmlDocument, XmlNode } from '../xml/node.js';

/** The message while it is a tree. */
export interface TreeDraft {
  readonly document: XmlDocument;
  /** Nodes put aside. */
  readonly kept: Readonly<Record<string, XmlNode>>;
  /** Texts put aside: `{kept.NAME}`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** A field of a form or a parameter of a query; `verbatim` parts are spelled as they go over the wire. */
export type RequestField = readonly [name: string, value: string, verbatim?: Verbatim];

/** One HTTP request, as exact as it will be sent. */
export interface ForgedRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Added to the URL, in order. */
  readonly query: readonly RequestField[];
  /** The body in order; the end of the query when the method is GET. */
  readonly fields: readonly RequestField[];
  readonly body: 'form' | 'json' | 'multipart';
  /** Instead of the one that goes with `body`. */
  readonly contentType?: string;
  /** The encoding of the body; UTF-8 unless said otherwise. */
  readonly charset?: EncodingName;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a message is at each stage of its making; it only ever goes on to the next. */
export interface Stages {
  readonly tree: TreeDraft;
  /** Written. */
  readonly text: string;
  readonly bytes: Uint8Array;
  /** The value of the form field, base64 unless an operation says otherwise. */
  readonly field: string;
  readonly request: ForgedRequest;
}

export type StageName = keyof Stages;

/** What the vendor would say of a user. */
export interface AssertedIdentity {
  readonly nameId: string;
  readonly attributes: readonly { readonly name: string; readonly values: readonly string[] }[];
}

/** Who takes part in a forgery, and what they have: everything an operation may ask besides the message. */
export interface Scene {
  readonly context: Context;
  /** What `{name}` stands for, besides what every scene has: `id`, `now`, `kept`. */
  readonly values: Readonly<Record<string, string>>;
  /** By the name of a user: `victim`, `attacker`. */
  readonly identities: Readonly<Record<string, AssertedIdentity>>;
  /** @throws UserError `value-invalid` for a name that no key has */
  key(name: string): SigningKey;
  /** What is encrypted to the SP is encrypted to this, base64 DER or PEM; absent: to the key `sp-encryption`. */
  readonly encryptionCertificate?: string;
  /** How the vendor signs. */
  readonly signing: {
    readonly response: boolean;
    readonly assertion: boolean;
    readonly algorithm: SignatureAlgorithm;
    readonly digest: DigestAlgorithm;
    readonly form: SignatureForm;
  };
  /** Where the form is posted, and the RelayState that goes with it. */
  readonly acsUrl: string;
  readonly relayState?: string;
}

/** One row of the table. */
export interface Operation<Name extends OperationName, Stage extends StageName> {
  readonly stage: Stage;
  /** What it does with these settings, for people: `puts a comment behind "admin"`. */
  describe(settings: OperationSettings[Name]): string;
  /**
   * Does it. Placeholders in the settings are filled in already.
   *
   * @throws UserError `mutation-impossible` when the message has no such place
   */
  apply(draft: Stages[Stage], settings: OperationSettings[Name], scene: Scene): Stages[Stage];
}

/** A row whose stage is not known here. */
export type AnyOperation<Name extends OperationName = OperationName> = {
  readonly [Stage in StageName]: Operation<Name, Stage>;
}[StageName];
