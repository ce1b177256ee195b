/** Floor 5: reads a Response or an Assertion from elements (saml-core 2, 3). Reads what is there; judging comes later. */
import { NAMESPACES } from '../../saml/names.js';
import { parseInstant } from '../../saml/xml-types.js';
import { attributeOf, childrenNamed, textOf, type ResolvedElement } from '../../xml/query.js';
import type {
  AssertedAttribute,
  AssertionModel,
  AuthnStatement,
  Conditions,
  Confirmation,
  Issuer,
  NameId,
  ResponseModel,
} from './response-model.js';

/** How values are got out of elements. Defects read in other ways. */
export interface Reading {
  text(view: ResolvedElement): string;
  /** The NameID of an Assertion. */
  nameId(assertion: ResolvedElement): ResolvedElement | undefined;
  /** The Attributes of an Assertion. */
  attributes(assertion: ResolvedElement): readonly ResolvedElement[];
  /** Milliseconds since the epoch, NaN when it is no instant. */
  instant(text: string): number;
  /** The Assertions of a Response. */
  assertions(response: ResolvedElement): readonly ResolvedElement[];
}

const KNOWN_CONDITIONS: ReadonlySet<string> = new Set(['OneTimeUse', 'ProxyRestriction']);

function first(view: ResolvedElement | undefined, local: string): ResolvedElement | undefined {
  return view && childrenNamed(view, NAMESPACES.assertion, local)[0];
}

/** All text of an element, of children in their places only. */
export const EXACT: Reading = {
  text: textOf,
  nameId: (assertion) => first(first(assertion, 'Subject'), 'NameID'),
  attributes: (assertion) =>
    childrenNamed(assertion, NAMESPACES.assertion, 'AttributeStatement').flatMap((statement) =>
      childrenNamed(statement, NAMESPACES.assertion, 'Attribute'),
    ),
  instant: (text) => parseInstant(text) ?? Number.NaN,
  assertions: (response) => childrenNamed(response, NAMESPACES.assertion, 'Assertion'),
};

/** The object without the keys that are undefined. */
function present<T extends object>(facts: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T;
}

/** One reader for one way of reading. */
class Reader {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  #instant(view: ResolvedElement | undefined, name: string): number | undefined {
    const text = view && attributeOf(view, name);
    return text === undefined ? undefined : this.#reading.instant(text.trim());
  }

  #issuer(view: ResolvedElement): Issuer | undefined {
    const issuer = first(view, 'Issuer');
    if (issuer === undefined) return undefined;
    const value = this.#reading.text(issuer);
    return present<Issuer>({ value, format: attributeOf(issuer, 'Format') });
  }

  #confirmation(view: ResolvedElement): Confirmation {
    const data = first(view, 'SubjectConfirmationData');
    return present<Confirmation>({
      method: attributeOf(view, 'Method') ?? '',
      recipient: data && attributeOf(data, 'Recipient'),
      notBefore: this.#instant(data, 'NotBefore'),
      notOnOrAfter: this.#instant(data, 'NotOnOrAfter'),
      inResponseTo: data && attributeOf(data, 'InResponseTo'),
    });
  }

  #conditions(view: ResolvedElement): Conditions {
    const restrictions = childrenNamed(view, NAMESPACES.assertion, 'AudienceRestriction');
    const others = view.children.filter((child) => !restrictions.includes(child));
    return present<Conditions>({
      notBefore: this.#instant(view, 'NotBefore'),
      notOnOrAfter: this.#instant(view, 'NotOnOrAfter'),
      audiences: restrictions.map((restriction) =>
        childrenNamed(restriction, NAMESPACES.assertion, 'Audience').map((audience) =>
          this.#reading.text(audience).trim(),
        ),
      ),
      unknown: others
        .filter((o) => o.namespace !== NAMESPACES.assertion || !KNOWN_CONDITIONS.has(o.local))
        .map((other) => other.local),
    });
  }

  #authnStatement(view: ResolvedElement): AuthnStatement {
    const context = first(first(view, 'AuthnContext'), 'AuthnContextClassRef');
    return present<AuthnStatement>({
      instant: this.#instant(view, 'AuthnInstant') ?? Number.NaN,
      sessionIndex: attributeOf(view, 'SessionIndex'),
      sessionNotOnOrAfter: this.#instant(view, 'SessionNotOnOrAfter'),
      context: context && this.#reading.text(context).trim(),
    });
  }

  #attribute(view: ResolvedElement): AssertedAttribute {
    return present<AssertedAttribute>({
      name: attributeOf(view, 'Name') ?? '',
      friendlyName: attributeOf(view, 'FriendlyName'),
      values: childrenNamed(view, NAMESPACES.assertion, 'AttributeValue').map((value) =>
        this.#reading.text(value),
      ),
    });
  }

  #nameId(assertion: ResolvedElement): NameId | undefined {
    const view = this.#reading.nameId(assertion);
    if (view === undefined) return undefined;
    return present<NameId>({
      value: this.#reading.text(view),
      format: attributeOf(view, 'Format'),
      nameQualifier: attributeOf(view, 'NameQualifier'),
      spNameQualifier: attributeOf(view, 'SPNameQualifier'),
    });
  }

  assertion(view: ResolvedElement): AssertionModel {
    const subject = first(view, 'Subject');
    const issuer = this.#issuer(view);
    const conditions = first(view, 'Conditions');
    return present<AssertionModel>({
      id: attributeOf(view, 'ID') ?? '',
      version: attributeOf(view, 'Version') ?? '',
      issueInstant: this.#instant(view, 'IssueInstant') ?? Number.NaN,
      issuer: issuer?.value ?? '',
      issuerFormat: issuer?.format,
      nameId: this.#nameId(view),
      encryptedId: first(subject, 'EncryptedID') && true,
      confirmations: subject
        ? childrenNamed(subject, NAMESPACES.assertion, 'SubjectConfirmation').map((confirmation) =>
            this.#confirmation(confirmation),
          )
        : [],
      conditions: conditions && this.#conditions(conditions),
      authnStatements: childrenNamed(view, NAMESPACES.assertion, 'AuthnStatement').map(
        (statement) => this.#authnStatement(statement),
      ),
      attributes: this.#reading.attributes(view).map((attribute) => this.#attribute(attribute)),
    });
  }

  response(view: ResolvedElement): ResponseModel {
    const issuer = this.#issuer(view);
    const [status] = childrenNamed(view, NAMESPACES.protocol, 'Status');
    const code = status && childrenNamed(status, NAMESPACES.protocol, 'StatusCode')[0];
    const second = code && childrenNamed(code, NAMESPACES.protocol, 'StatusCode')[0];
    return present<ResponseModel>({
      id: attributeOf(view, 'ID') ?? '',
      version: attributeOf(view, 'Version') ?? '',
      issueInstant: this.#instant(view, 'IssueInstant') ?? Number.NaN,
      issuer: issuer?.value,
      issuerFormat: issuer?.format,
      destination: attributeOf(view, 'Destination'),
      inResponseTo: attributeOf(view, 'InResponseTo'),
      status: [code, second].flatMap((one) => (one ? [attributeOf(one, 'Value') ?? ''] : [])),
      assertions: this.#reading.assertions(view).map((assertion) => this.assertion(assertion)),
    });
  }
}

/** Reads an Assertion (saml-core 2.3.3); what is missing is empty, what is doubled counts once. */
export function readAssertion(view: ResolvedElement, reading: Reading = EXACT): AssertionModel {
  return new Reader(reading).assertion(view);
}

/** Reads a Response (saml-core 3.3.3), or whatever root there is, as if it were one. */
export function readResponse(view: ResolvedElement, reading: Reading = EXACT): ResponseModel {
  return new Reader(reading).response(view);
}
