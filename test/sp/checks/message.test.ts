import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../src/sp/checks/checks.js';
import { consume } from '../../../src/sp/checks/consume.js';
import { FACTS, verdict } from './consuming.js';
import { base64, genuine } from './genuine.js';

describe('the form and the bytes', () => {
  const field = (...values: string[]): string => {
    const result = consume({ SAMLResponse: values }, FACTS, CHECKS);
    return result.kind === 'accepted' ? 'accepted' : `${result.check}: ${result.reason}`;
  };
  const good = base64(genuine());

  it.each([
    ['no field', [], 'field: message-malformed'],
    ['the field twice', [good, good], 'one-message: message-malformed'],
    ['nothing in it', [''], 'decode: message-malformed'],
    ['not base64', ['<xml/>'], 'decode: message-malformed'],
    ['base64 with something after it', [`${good}=`], 'decode: message-malformed'],
    [
      'not UTF-8',
      [Buffer.from([0x3c, 0xff, 0x2f, 0x3e]).toString('base64')],
      'decode: message-malformed',
    ],
    ['not XML', [base64('hello')], 'well-formed: message-malformed'],
    ['two roots', [base64('<a/><b/>')], 'well-formed: message-malformed'],
    ['an undeclared prefix', [base64('<p:a/>')], 'well-formed: message-malformed'],
    [
      'deeper than anybody writes',
      [base64('<a>'.repeat(200) + '</a>'.repeat(200))],
      'well-formed: message-malformed',
    ],
    ['too large', ['A'.repeat(1024 * 1024 + 4)], 'size: message-too-large'],
    ['another document', [base64('<a/>')], 'schema: schema-invalid'],
    ['wrapped base64', [good.replace(/(.{76})/g, '$1\r\n')], 'accepted'],
    ['a byte order mark', [base64(`\uFEFF${genuine()}`)], 'accepted'],
  ])('%s', (_title, values, expected) => {
    expect(field(...values)).toBe(expected);
  });

  it('RelayState twice', () => {
    const result = consume({ SAMLResponse: [good], RelayState: ['/a', '/a'] }, FACTS, CHECKS);
    expect(result).toMatchObject({ check: 'one-message', reason: 'message-malformed' });
  });

  it('a DOCTYPE, whatever it declares', () => {
    const xml = `<!DOCTYPE x>${genuine()}`;
    expect(verdict(xml)).toBe('no-dtd: dtd-refused');
    expect(verdict(`<!-- <!DOCTYPE x> -->${genuine()}`)).toBe('accepted');
  });

  it('is refused before anything later is looked at', () => {
    const wrongEverywhere = genuine({ version: '1.1', issuer: 'x', destination: 'y' }, []);
    expect(verdict(`<!DOCTYPE x>${wrongEverywhere}`)).toBe('no-dtd: dtd-refused');
    expect(verdict(wrongEverywhere)).toBe('signature-present: signature-missing');
    expect(
      verdict(
        wrongEverywhere.replace('Status>', 'Stat>').replace('/samlp:Status>', '/samlp:Stat>'),
      ),
    ).toBe('schema: schema-invalid');
  });
});
