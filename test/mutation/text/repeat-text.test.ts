import { DOMParser } from '@xmldom/xmldom';
import { expect, it } from 'vitest';
import { repeatText } from '../../../src/mutation/text/repeat-text.js';
import { messageOf, SCENE, VENDORS } from './playing.js';

const XML = '<r><e></e></r>';

it.each(VENDORS)('nests elements in a message of %s', (vendor) => {
  const xml = messageOf(vendor);
  const after = /<\w+:Response[^>]*>/.exec(xml)?.[0] ?? '';
  const settings = { after, text: '<x$n>', times: 50, close: '</x$n>' };
  const changed = repeatText.apply(xml, settings, SCENE);
  const document = new DOMParser().parseFromString(changed, 'text/xml');
  const innermost = document.getElementsByTagName('x50')[0];
  expect(innermost?.parentNode?.nodeName).toBe('x49');
  expect(document.getElementsByTagName('x1')[0]?.parentNode?.nodeName).toMatch(/:Response$/);
  const plain = repeatText.apply(xml, { after, text: 'x', times: 3 }, SCENE);
  expect(plain).toBe(xml.replace(after, `${after}xxx`));
});

it('numbers attributes', () => {
  const settings = { after: '<e', text: ' a$n="$n"', times: 3 };
  expect(repeatText.apply(XML, settings, SCENE)).toBe('<r><e a1="1" a2="2" a3="3"></e></r>');
});

it('writes bulk at once', () => {
  const changed = repeatText.apply(XML, { after: '<e>', text: ' ', times: 50_000_000 }, SCENE);
  expect(changed).toHaveLength(XML.length + 50_000_000);
});

it('has an end', () => {
  const settings = { after: '<e>', text: 'long text', times: 100_000_000 };
  expect(() => repeatText.apply(XML, settings, SCENE)).toThrow(
    expect.objectContaining({ code: 'value-invalid' }) as Error,
  );
  expect(() => repeatText.apply(XML, { after: '<f>', text: 'x', times: 1 }, SCENE)).toThrow(
    expect.objectContaining({ code: 'mutation-impossible' }) as Error,
  );
});

it('is told to people', () => {
  expect(repeatText.describe({ after: '<e>', text: '<x>', times: 9 })).toBe(
    'writes "<x>" 9 times behind "<e>"',
  );
});
