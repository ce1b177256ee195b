import { expect, it } from 'vitest';
import {
  ALL_VENDORS,
  appOf,
  authnRequest,
  send,
  serverForFile,
  withQuery,
} from './hostile-server.js';
import { expectClearPage, MARK, reflected } from './judge-page.js';
import { chooseUser, messageForm } from './log-in.js';

const server = serverForFile();

/** Values that a RelayState comes back as, to the byte: an opaque text is nobody's to change (saml-bindings 3.4.3). */
const VALUES: Readonly<Record<string, string>> = {
  markup: MARK,
  'quotes and entities': `"' &quot; &#39; &amp; &lt;`,
  'CR and LF': 'a\r\nSet-Cookie: x=1\r\n\r\n<h1>b\nc\rd',
  'white space': ' \t  ',
  'every kind of letter': 'ä 漢 🂡 \u0000 \u2028 \u202E',
  'a URL elsewhere': 'https://evil.example/?next=//evil.example',
  'percent signs': '%00%0d%0a%%zz%u0041 + +',
  script: '</script><script>mark()</script>',
  long: 'x'.repeat(20_000),
};

const CASES = ALL_VENDORS.flatMap((vendor) =>
  Object.entries(VALUES).map(([name, value]) => ({ vendor, name, value })),
);

/** A text area's and a hidden field's CR and LF go through the parser as they are when they are references. */
function relayStateOf(html: string): string | undefined {
  return messageForm(html)?.fields.find(([name]) => name === 'RelayState')?.[1];
}

it.each(CASES)('$vendor: $name comes back to the byte, and as no markup', async (one) => {
  const { vendor, value } = one;
  const app = appOf(server(), vendor);
  for (const binding of ['redirect', 'post'] as const) {
    const asked = await send(app.places.sso, binding, authnRequest(), { RelayState: value });
    expect([...asked.headers.keys()]).not.toContain('x');
    const sent = await chooseUser(server(), asked);
    expect(sent.status).toBe(200);
    const html = await sent.text();
    // HTML has no way to write U+0000.
    expect(relayStateOf(html)).toBe(value.replaceAll('\u0000', '\uFFFD'));
    expect(messageForm(html)?.action).toBe('https://app.example/acs');
    expect(reflected(html)).toEqual([]);
  }
});

it.each(ALL_VENDORS)('%s: a RelayState of the launch link is no more than one', async (vendor) => {
  const { launch } = appOf(server(), vendor).places;
  const url = withQuery(launch, `RelayState=${encodeURIComponent(MARK)}`);
  const html = await (await chooseUser(server(), await fetch(url, { redirect: 'manual' }))).text();
  expect(relayStateOf(html)).toBe(MARK);
  expect(messageForm(html)?.action).toBe('https://app.example/acs');
});

it.each(ALL_VENDORS)('%s: a URL that is too long gets a page that says so', async (vendor) => {
  const { sso } = appOf(server(), vendor).places;
  const long = await send(sso, 'redirect', authnRequest(), { RelayState: 'x'.repeat(70_000) });
  expect(long.status).toBe(431);
  expectClearPage(await long.text());
  const posted = await send(sso, 'post', authnRequest(), { RelayState: 'x'.repeat(1_100_000) });
  expect(posted.status).toBe(413);
  expectClearPage(await posted.text());
});
