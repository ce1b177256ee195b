/** Floor 5: a row of the routing table, and how it is found. */
import type { ServerState } from '../state/server-state.js';
import type { Answer } from './answer.js';
import type { HttpRequest } from './request.js';

/** The parts of the path that a pattern names. */
export type PathParts = Readonly<Record<string, string>>;

/** Answers a request. */
export type Handler = (
  state: ServerState,
  request: HttpRequest,
  parts: PathParts,
) => Answer | Promise<Answer>;

/**
 * One row: `['GET', '/app/:name/:key/sso/saml', handler]`. A `HEAD` is answered as `GET`; `/*` at the end is everything
 * below.
 */
export type Route = readonly [method: string, pattern: string, handler: Handler];

interface CompiledRoute {
  readonly method: string;
  readonly expression: RegExp;
  readonly handler: Handler;
}

function compile([method, pattern, handler]: Route): CompiledRoute {
  const source = pattern
    .replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')
    .replace(/\/\\\*$/, '/.*');
  return { method, expression: new RegExp(`^${source}$`), handler };
}

function decoded(parts: Readonly<Record<string, string>>): PathParts | undefined {
  try {
    const entries = Object.entries(parts).map(([name, value]) => [name, decodeURIComponent(value)]);
    return Object.fromEntries(entries) as PathParts;
  } catch {
    // %zz: no path of ours.
    return undefined;
  }
}

/** A found handler with its parts, or why there is none. */
export type Found =
  { readonly handler: Handler; readonly parts: PathParts } | { readonly allow: readonly string[] };

/** Makes the lookup of a table; the first row that fits wins. */
export function router(routes: readonly Route[]): (method: string, path: string) => Found {
  const compiled = routes.map(compile);
  return (method, path) => {
    const asked = method === 'HEAD' ? 'GET' : method;
    const allow: string[] = [];
    for (const route of compiled) {
      const match = route.expression.exec(path);
      if (match === null) continue;
      const parts = decoded(match.groups ?? {});
      if (parts === undefined) continue;
      if (route.method === asked) return { handler: route.handler, parts };
      allow.push(route.method);
    }
    return { allow };
  };
}
