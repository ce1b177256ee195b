/** Floor 1: what operations on the HTTP request are told. */
import type { EncodingName } from './text-operations.js';

/** What of a field is spelled as it goes over the wire already, percent-encoding and all. */
export type Verbatim = 'name' | 'value' | 'both';

/** Operations on the request that carries the message. */
export interface RequestOperations {
  /**
   * Adds a field: before all others, behind them (`after`, the default), or in the query of the URL. Its value is `to`,
   * or that of another field (`copy: SAMLResponse`).
   */
  readonly field: {
    readonly name: string;
    readonly to?: string;
    readonly copy?: string;
    readonly where?: 'before' | 'after' | 'query';
    readonly verbatim?: Verbatim;
  };
  /** Takes every field of this name out. */
  readonly 'remove-field': { readonly name: string };
  /** Another name for every field of this name: `%53AMLResponse` with `verbatim: true`. */
  readonly 'rename-field': {
    readonly name: string;
    readonly to: string;
    readonly verbatim?: boolean;
  };
  /** Another RelayState, or one where there is none; `times` repeats it. */
  readonly 'relay-state': { readonly to: string; readonly times?: number };
  /**
   * Sends it by GET (the fields go into the query), in another kind of body, in other bytes than UTF-8, or to another
   * address of the app; `to` is resolved against the ACS URL.
   */
  readonly send: {
    readonly by?: 'post' | 'get';
    readonly body?: 'form' | 'json' | 'multipart';
    readonly contentType?: string;
    readonly charset?: EncodingName;
    readonly to?: string;
  };
  /** Sets a header of the request, `Host` and `X-Forwarded-Host` included. */
  readonly header: { readonly name: string; readonly to: string };
  /**
   * Signs SAMLResponse and RelayState as the HTTP-Redirect binding does: adds SigAlg and Signature. With `instead`
   * another message is signed, which goes first; the one that there is stays behind the signature.
   */
  readonly 'sign-query': {
    readonly key?: string;
    readonly algorithm?: string;
    readonly instead?: { readonly name: 'SAMLRequest' | 'SAMLResponse'; readonly xml: string };
  };
}
