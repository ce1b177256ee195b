/** The auto-submit pages: the vendor's form, and values that arrive to the byte (fidelity 1.1, 1.2). */
import fc from 'fast-check';
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { VENDORS } from '../../src/idp/vendors.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { autoSubmit } from '../../src/sp/browser/auto-submit.js';
import { SP } from './scene.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function elementsIn(node: Node): readonly Element[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return 'tagName' in node ? [node, ...inner] : inner;
}

function all(html: string, tag: string): readonly Readonly<Record<string, string>>[] {
  return elementsIn(parse(html))
    .filter(({ tagName }) => tagName === tag)
    .map(({ attrs }) => Object.fromEntries(attrs.map(({ name, value }) => [name, value])));
}

const MESSAGE = { xml: '<r>é</r>', acsUrl: SP.acsUrl };
const hidden = (name: string, value: string): object => ({ type: 'hidden', name, value });
const RESPONSE = hidden('SAMLResponse', Buffer.from(MESSAGE.xml).toString('base64'));

describe('the form', () => {
  it.each<[VendorName, form: object, title: string]>([
    ['okta', { id: 'appForm', action: SP.acsUrl, method: 'POST' }, 'Signing in...'],
    ['entra', { name: 'hiddenform', action: SP.acsUrl, method: 'POST' }, 'Working...'],
    [
      'google-workspace',
      { action: SP.acsUrl, method: 'POST', name: 'saml-post-binding' },
      'Redirecting',
    ],
    ['onelogin', { action: SP.acsUrl, method: 'post' }, 'Signing in'],
    ['generic', { action: SP.acsUrl, method: 'post' }, 'Standin test IdP'],
  ])("of %s is the vendor's", (name, form, title) => {
    const { html, status } = VENDORS[name].deliver({ ...MESSAGE, relayState: 'x' });
    expect(status).toBe(200);
    expect(all(html, 'form')).toEqual([form]);
    expect(html).toContain(`<title>${title}</title>`);
    // parse5 reads as a browser with scripting: what is in noscript is text.
    expect(all(html, 'input')).toEqual([RESPONSE, hidden('RelayState', 'x')]);
    expect(html).toMatch(/<noscript[^]*<input type="submit"[^]*<\/noscript/);
  });
});

describe.each(Object.keys(VENDORS) as VendorName[])('the page of %s', (name) => {
  const vendor = VENDORS[name];

  it('leaves RelayState out when there is none, and keeps an empty one', () => {
    expect(all(vendor.deliver(MESSAGE).html, 'input')).toEqual([RESPONSE]);
    expect(all(vendor.deliver({ ...MESSAGE, relayState: '' }).html, 'input')).toEqual([
      RESPONSE,
      hidden('RelayState', ''),
    ]);
  });

  it('keeps RelayState to the byte, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.stringMatching(/^[<>"'&;#\r\n\t =a-z/]*$/),
          fc.constantFrom('&amp;', '&#13;', '\r\n', '\n', '"><script>alert(1)</script>', '${x}'),
        ),
        (relayState) => {
          const { html } = vendor.deliver({ ...MESSAGE, relayState });
          expect(all(html, 'input')).toEqual([RESPONSE, hidden('RelayState', relayState)]);
          expect(all(html, 'script')).toHaveLength(1);
        },
      ),
    );
  });

  it('is submitted by a browser', () => {
    const { html } = vendor.deliver({ ...MESSAGE, relayState: '/inbox' });
    expect(autoSubmit(html, new URL('https://idp.example/sso'))).toMatchObject({
      url: new URL(SP.acsUrl),
    });
  });
});
