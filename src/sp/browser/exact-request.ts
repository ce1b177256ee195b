/** Floor 5: a request that is given to the byte, as the browser's next one. */
import { lowerCasedNames } from '../outside/header-names.js';
import type { ExactRequest } from '../target.js';
import type { EncodedBody, Navigation } from './navigation.js';
import { resolveUrl } from './resolve-url.js';

/** The longest form whose fields are kept as evidence, in bytes. */
const LONGEST_FORM = 1024 * 1024;
const USUAL_TYPE = 'application/x-www-form-urlencoded';

/** A navigation, and the headers that only its first request has. */
export interface ExactNavigation {
  readonly navigation: Navigation;
  readonly headers: Readonly<Record<string, string>>;
}

/** The fields of a form, where the body is one that can be read. */
async function fieldsOf({ type, content }: EncodedBody): Promise<Record<string, string>> {
  if (Buffer.byteLength(content) > LONGEST_FORM) return {};
  try {
    const body = Buffer.from(content);
    const form = await new Response(body, { headers: { 'content-type': type } }).formData();
    const texts = [...form].filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return Object.fromEntries(texts);
  } catch {
    // JSON, or a form that is broken on purpose: then there is nothing to keep.
    return {};
  }
}

/**
 * Reads a request.
 *
 * @throws TargetError `target-undrivable` when a URL is no address
 */
export async function exactNavigation(request: ExactRequest): Promise<ExactNavigation> {
  const { method, body = '', initiator } = request;
  const { 'content-type': type = USUAL_TYPE, ...headers } = lowerCasedNames(request.headers ?? {});
  const start = {
    url: resolveUrl(request.url),
    initiator: initiator === undefined ? ('stranger' as const) : resolveUrl(initiator),
  };
  if (method === 'GET') return { navigation: { ...start, method, form: {} }, headers };
  const content = { type, content: body };
  const form = await fieldsOf(content);
  return { navigation: { ...start, method, form, body: content }, headers };
}
