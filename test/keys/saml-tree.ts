/** A Response as the vendors shape it, small, for signing. Attribute values are hostile text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keyFileNames, type FixedKeyName } from '../../src/keys/key-file-names.js';
import { signingKeyFromPem } from '../../src/keys/key-pem.js';
import type { SignatureForm, SigningKey } from '../../src/keys/keys.js';
import { signElement, type SignElementOptions } from '../../src/keys/sign.js';
import { element, type XmlElement } from '../../src/xml/node.js';

const P = 'urn:oasis:names:tc:SAML:2.0:protocol';
const A = 'urn:oasis:names:tc:SAML:2.0:assertion';
const XS = 'http://www.w3.org/2001/XMLSchema';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const AT = '2026-03-02T09:00:00.000Z';
const ACS = 'https://sp.example/acs?a=1&b=2';
/** Text that every library must carry through. */
const HOSTILE = 'Zoë & <b>"O\'Neil"</b> ]]> \t\n 🦄';
/** The same with a carriage return, which samlify loses: it verifies xmldom's re-serialised text. */
export const MORE_HOSTILE: string = `${HOSTILE}\r\r\n`;

/** A fixed pair of `certs/`. */
export function fixedKey(name: FixedKeyName): SigningKey {
  return signingKeyFromPem(fixedPem(name), { weak: true });
}

export function fixedPem(name: FixedKeyName): {
  readonly privateKey: string;
  readonly certificate: string;
  readonly certificateFile: string;
} {
  const files = keyFileNames(name);
  const folder = join(import.meta.dirname, '../../certs');
  const certificateFile = join(folder, files.certificate);
  return {
    privateKey: readFileSync(join(folder, files.privateKey), 'utf8'),
    certificate: readFileSync(certificateFile, 'utf8'),
    certificateFile,
  };
}

export const FORMS: Readonly<
  Record<'okta' | 'entra' | 'google-workspace' | 'generic', SignatureForm>
> = {
  okta: { prefix: 'ds', certificateColumns: 76, inclusivePrefixes: ['xs'] },
  entra: { prefix: '', certificateColumns: 0, inclusivePrefixes: [] },
  'google-workspace': {
    prefix: 'ds',
    certificateColumns: 76,
    valueColumns: 76,
    subjectName: true,
    inclusivePrefixes: [],
  },
  generic: { prefix: 'ds', certificateColumns: 64, inclusivePrefixes: [] },
};
export type FormName = keyof typeof FORMS;

function oktaAssertion(text: string): XmlElement {
  const xmlns = ['xmlns:saml2', A] as const;
  const value = element(
    'saml2:AttributeValue',
    [
      ['xmlns:xs', XS],
      ['xmlns:xsi', XSI],
      ['xsi:type', 'xs:string'],
    ],
    [text],
  );
  return element(
    'saml2:Assertion',
    [['ID', 'id1002'], ['IssueInstant', AT], ['Version', '2.0'], xmlns, ['xmlns:xs', XS]],
    [
      element('saml2:Issuer', [xmlns], ['http://www.okta.com/exk1']),
      subject('saml2:', xmlns),
      conditions('saml2:', xmlns),
      authnStatement('saml2:', xmlns),
      element(
        'saml2:AttributeStatement',
        [xmlns],
        [element('saml2:Attribute', [['Name', 'firstName']], [value])],
      ),
    ],
  );
}

type Namespace = readonly [name: string, value: string | undefined];

function subject(p: string, xmlns: Namespace): XmlElement {
  const data = element(`${p}SubjectConfirmationData`, [
    ['NotOnOrAfter', '2026-03-02T09:05:00.000Z'],
    ['Recipient', ACS],
  ]);
  const method = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
  return element(
    `${p}Subject`,
    [xmlns],
    [
      element(`${p}NameID`, [], ['ada@acme.example']),
      element(`${p}SubjectConfirmation`, [['Method', method]], [data]),
    ],
  );
}

function conditions(p: string, xmlns: Namespace): XmlElement {
  const audience = element(`${p}Audience`, [], ['urn:sp']);
  return element(
    `${p}Conditions`,
    [['NotBefore', AT], ['NotOnOrAfter', '2026-03-02T09:05:00.000Z'], xmlns],
    [element(`${p}AudienceRestriction`, [], [audience])],
  );
}

function authnStatement(p: string, xmlns: Namespace): XmlElement {
  const ref = element(
    `${p}AuthnContextClassRef`,
    [],
    ['urn:oasis:names:tc:SAML:2.0:ac:classes:Password'],
  );
  return element(
    `${p}AuthnStatement`,
    [['AuthnInstant', AT], ['SessionIndex', 'id9'], xmlns],
    [element(`${p}AuthnContext`, [], [ref])],
  );
}

function entraAssertion(text: string): XmlElement {
  const none: Namespace = ['xmlns', undefined];
  const value = element('AttributeValue', [], [text]);
  return element(
    'Assertion',
    [
      ['ID', '_a2'],
      ['IssueInstant', AT],
      ['Version', '2.0'],
      ['xmlns', A],
    ],
    [
      element('Issuer', [], ['https://sts.windows.net/t/']),
      subject('', none),
      conditions('', none),
      element('AttributeStatement', [], [element('Attribute', [['Name', 'g']], [value])]),
      authnStatement('', none),
    ],
  );
}

/** The head of a Response and its children, as the vendor writes them. */
function response(form: FormName, assertion: XmlElement): XmlElement {
  const p = form === 'entra' ? 'samlp:' : 'saml2p:';
  const issuer =
    form === 'entra'
      ? element('Issuer', [['xmlns', A]], ['https://sts.windows.net/t/'])
      : element('saml2:Issuer', [['xmlns:saml2', A]], ['http://www.okta.com/exk1']);
  const status = element(`${p}StatusCode`, [
    ['Value', 'urn:oasis:names:tc:SAML:2.0:status:Success'],
  ]);
  return element(
    `${p}Response`,
    [
      ['Destination', ACS],
      ['ID', form === 'entra' ? '_r1' : 'id1001'],
      ['IssueInstant', AT],
      ['Version', '2.0'],
      [form === 'entra' ? 'xmlns:samlp' : 'xmlns:saml2p', P],
      ['xmlns:xs', form === 'okta' ? XS : undefined],
    ],
    [issuer, element(`${p}Status`, [], [status]), assertion],
  );
}

/** What to sign of a Response. */
export interface Signed {
  readonly response: boolean;
  readonly assertion: boolean;
}

/** A Response in a vendor's form, signed as asked for. */
export function signedResponse(
  form: FormName,
  options: Omit<SignElementOptions, 'form'>,
  signed: Signed = { response: true, assertion: true },
  text: string = HOSTILE,
): XmlElement {
  const settings = { ...options, form: FORMS[form] };
  const bare = form === 'entra' ? entraAssertion(text) : oktaAssertion(text);
  const assertion = signed.assertion ? signElement(bare, settings) : bare;
  const whole = response(form, assertion);
  return signed.response ? signElement(whole, settings) : whole;
}
