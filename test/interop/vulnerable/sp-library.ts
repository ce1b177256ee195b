/** An SP library as an app uses it: begins a login, and says whose message this is. */
import type { Request, Response } from 'express';

/** What the message was held to be about. */
export interface Person {
  readonly nameId: string;
  readonly email: string | undefined;
}

export interface SpLibrary {
  /** Sends the browser to the IdP. */
  begin(request: Request, response: Response): Promise<void>;
  /** The library's own validation, nothing else; rejects when it refuses. */
  consume(request: Request, response: Response): Promise<Person>;
}

/** Which element the library is told to want signed, when it can be told. */
export type WantSigned = 'assertion' | 'response' | 'both';

export interface AppSettings {
  readonly idp: {
    readonly entityId: string;
    readonly ssoUrl: string;
    /** PEM. */
    readonly certificate: string;
  };
  readonly sp: { readonly entityId: string; readonly acs: string };
  readonly signed: WantSigned;
}

/** Builds a library's SP for one IdP. */
export type OpenLibrary = (settings: AppSettings) => SpLibrary;

/** Okta's name, and Entra's. */
const EMAIL = ['email', 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress'];

/** Takes the person out of what a library calls a profile, claims or attributes. */
export function personOf(nameId: unknown, attributes: Readonly<Record<string, unknown>>): Person {
  if (typeof nameId !== 'string') throw new TypeError('the library found no NameID');
  const value = EMAIL.map((name) => attributes[name]).find((found) => found !== undefined);
  const email: unknown = Array.isArray(value) ? value[0] : value;
  return { nameId, email: typeof email === 'string' ? email : undefined };
}

/** The form's message, as Express read it. */
export function messageIn(request: Request): string {
  const { SAMLResponse } = request.body as { readonly SAMLResponse: string };
  return SAMLResponse;
}

/** The certificate without its frame, for libraries that want it so. */
export function unframed(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----|\s/g, '');
}
