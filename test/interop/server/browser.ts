/** A browser without a window: cookies, redirects, refreshes, and forms with a SAML message that send themselves. */
import { parse } from 'parse5';
import { elementsOf } from '../../server/hostile/judge-page.js';

export interface Shown {
  readonly url: string;
  readonly status: number;
  readonly html: string;
  /** Every address on the way, the first one first; forms with their fields. */
  readonly way: readonly Visit[];
}

interface Visit {
  readonly url: string;
  readonly fields?: Readonly<Record<string, string>>;
}

export interface Browser {
  open(url: string): Promise<Shown>;
  /** Fills a form of the page in and sends it. */
  submit(page: Shown, fields: Readonly<Record<string, string>>): Promise<Shown>;
}

interface Form {
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

function formOf({ html, url }: Pick<Shown, 'html' | 'url'>): Form | undefined {
  const elements = [...elementsOf(parse(html))];
  const valueOf = (element: (typeof elements)[number], name: string): string | undefined =>
    element.attrs.find((each) => each.name === name)?.value;
  const form = elements.find(
    (element) => element.tagName === 'form' && valueOf(element, 'method')?.toLowerCase() === 'post',
  );
  if (form === undefined) return undefined;
  const inputs = [...elementsOf(form)].filter(({ tagName }) => tagName === 'input');
  const hidden = inputs.filter((input) => valueOf(input, 'type') === 'hidden');
  const fields = hidden.map((input) => [valueOf(input, 'name'), valueOf(input, 'value') ?? '']);
  return {
    action: new URL(valueOf(form, 'action') ?? '', url).href,
    fields: Object.fromEntries(fields) as Form['fields'],
  };
}

/** Where the page leads by itself. */
function onward(page: Shown, headers: Headers): Visit | undefined {
  const target = headers.get('location') ?? /^0; url=(.*)$/.exec(headers.get('refresh') ?? '')?.[1];
  if (target !== undefined) return { url: new URL(target, page.url).href };
  const form = formOf(page);
  const carries =
    form !== undefined && ('SAMLResponse' in form.fields || 'SAMLRequest' in form.fields);
  return carries ? { url: form.action, fields: form.fields } : undefined;
}

/** Opens one. Cookies know no ports (RFC 6265 8.5). */
export function openBrowser(): Browser {
  const jar = new Map<string, string>();
  const visit = async ({ url, fields }: Visit): Promise<Response> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answered = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(fields === undefined ? {} : { method: 'POST', body: new URLSearchParams(fields) }),
    });
    for (const set of answered.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    return answered;
  };
  const follow = async (first: Visit): Promise<Shown> => {
    const way: Visit[] = [];
    let next: Visit | undefined = first;
    for (;;) {
      way.push(next);
      const answered: Response = await visit(next);
      const html = await answered.text();
      const page = { url: next.url, status: answered.status, html, way };
      next = onward(page, answered.headers);
      if (next === undefined) return page;
      if (way.length > 20) throw new Error(`no end: ${way.map(({ url }) => url).join(' ')}`);
    }
  };
  return {
    open: (url) => follow({ url }),
    submit(page, fields) {
      const form = formOf(page);
      if (form === undefined) throw new Error(`no form at ${page.url}: ${page.html}`);
      return follow({ url: form.action, fields: { ...form.fields, ...fields } });
    },
  };
}
