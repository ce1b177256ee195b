/** Floor 5: where a vendor's IdP lies on this server: its own paths at our origin. */
import type { ReceivedAuthnRequest } from '../../saml/authn-request.js';
import type { Application, Tenant } from '../../idp/tenant.js';
import type { PathParts } from '../http/route.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';

/** What an endpoint is for. */
export type EndpointKind = 'sso' | 'slo' | 'metadata' | 'launch';

/** The addresses of one application, whole. */
export interface Places {
  readonly sso: string;
  readonly metadata: string;
  readonly launch: string;
  /** Absent: the vendor has no single logout. */
  readonly slo?: string;
}

/** One path of a vendor. */
interface Endpoint {
  readonly kind: EndpointKind;
  readonly methods: readonly ('GET' | 'POST')[];
  /** `/app/:name/:key/sso/saml`. */
  readonly pattern: string;
}

/** What a vendor can tell an application by. */
export interface Asked {
  readonly parts: PathParts;
  /** The query, decoded. */
  readonly query: URLSearchParams;
  /** Issuer of the request, where there is one. */
  readonly issuer?: string;
}

/** A vendor's row. */
export interface VendorEndpoints {
  readonly endpoints: readonly Endpoint[];
  /** How long a session that nobody uses is kept, and how long one that is remembered: milliseconds. */
  readonly session: { readonly idle: number; readonly remembered: number };
  /** What happens to somebody with a session whom the directory has closed since (fidelity 3.4). */
  readonly closedSession: 'ends' | 'refusal';
  /**
   * Whether a LogoutRequest ends the sessions that it names and no other; absent: where it names none, the one of the
   * browser that brings it.
   */
  readonly logoutNames?: 'session';
  /** Whether IsPassive without a session is refused; the others show the page for signing in. */
  readonly refusesPassive: boolean;
  places(origin: string, tenant: Tenant, application: Application): Places;
  /** Whether the path is of this tenant. */
  isOf(tenant: TenantState, asked: Asked): boolean;
  /** The application, by what the vendor goes by. */
  find(tenant: TenantState, asked: Asked): ServedApp | undefined;
}

/** The same path and query at another origin. */
export function moved(url: string, origin: string): string {
  const { pathname, search } = new URL(url);
  return `${origin}${pathname}${search}`;
}

/** The application whose SP says that name of itself. */
export function byIssuer({ apps }: TenantState, issuer: string | undefined): ServedApp | undefined {
  if (issuer === undefined) return undefined;
  return [...apps.values()].find(
    ({ application, sp }) => application.audience === issuer || sp.facts.entityId === issuer,
  );
}

/** The only application there is. */
export function onlyApp({ apps }: TenantState): ServedApp | undefined {
  const [first, second] = apps.values();
  return second === undefined ? first : undefined;
}

/** The Issuer, where a request came. */
export function issuerOf(received: ReceivedAuthnRequest | undefined): string | undefined {
  return received?.request.issuer;
}
