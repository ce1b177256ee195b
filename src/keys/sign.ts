/** Floor 2: enveloped XML signatures as SAML wants them (saml-core 5.4) and as the vendors write them. */
import { hash, X509Certificate } from 'node:crypto';
import { UserError } from '../base/errors.js';
import { canonicalise } from '../xml/canonicalise.js';
import { localNameOf, prefixOf } from '../xml/names.js';
import { element, type XmlElement } from '../xml/node.js';
import { digestRow, signatureRow } from './algorithms.js';
import type { SignatureForm, SignatureOptions } from './keys.js';
import { signOctetsSteps } from './octets.js';
import { wrap } from './pem.js';
import { runSync, type SigningSteps } from './sign-tasks.js';

const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = `${DSIG}enveloped-signature`;

/** How to sign, and where the element stands. */
export interface SignElementOptions extends SignatureOptions {
  /** The elements around it, outermost first, where namespaces it uses are declared there. */
  readonly ancestors?: readonly XmlElement[];
}

function namespaceOf(path: readonly XmlElement[]): string | undefined {
  const prefix = prefixOf(path.at(-1)?.name ?? '');
  const declaration = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  return path
    .findLast(({ attributes }) => attributes.some(({ name }) => name === declaration))
    ?.attributes.find(({ name }) => name === declaration)?.value;
}

/** Behind the Issuer; without one the schemas want the Signature first (saml-core 2.3.3, 3.2.1; saml-metadata 2.3). */
function positionIn(target: XmlElement, ancestors: readonly XmlElement[]): number {
  const issuer = target.children.findIndex(
    (child) =>
      child.kind === 'element' &&
      localNameOf(child.name) === 'Issuer' &&
      namespaceOf([...ancestors, target, child]) === ASSERTION,
  );
  return issuer + 1;
}

/** Qualified names of signature elements in the vendor's form. */
function namer(form: SignatureForm): (local: string) => string {
  const start = form.prefix === '' ? '' : `${form.prefix}:`;
  return (local) => start + local;
}

/** `ds:Transforms`: enveloped-signature, then exclusive C14N, and nothing else (saml-core 5.4.4). */
function transforms(form: SignatureForm): XmlElement {
  const ds = namer(form);
  const list = form.inclusivePrefixes.join(' ');
  const inclusive = element('ec:InclusiveNamespaces', [
    ['PrefixList', list],
    ['xmlns:ec', EXCLUSIVE],
  ]);
  return element(
    ds('Transforms'),
    [],
    [
      element(ds('Transform'), [['Algorithm', ENVELOPED]]),
      element(ds('Transform'), [['Algorithm', EXCLUSIVE]], list === '' ? [] : [inclusive]),
    ],
  );
}

/** `ds:SignedInfo` with the one Reference SAML allows (saml-core 5.4.2). */
function signedInfo(id: string, digestValue: string, options: SignatureOptions): XmlElement {
  const ds = namer(options.form);
  const method = signatureRow(options.algorithm, options.key.privateKey);
  const digest = digestRow(options.digest);
  const reference = element(
    ds('Reference'),
    [['URI', `#${id}`]],
    [
      transforms(options.form),
      element(ds('DigestMethod'), [['Algorithm', digest.uri]]),
      element(ds('DigestValue'), [], [digestValue]),
    ],
  );
  return element(
    ds('SignedInfo'),
    [],
    [
      element(ds('CanonicalizationMethod'), [['Algorithm', EXCLUSIVE]]),
      element(ds('SignatureMethod'), [['Algorithm', method.uri]]),
      reference,
    ],
  );
}

/**
 * The subject of a certificate as one line, the last part first (RFC 4514 2.1, xmldsig-core 4.5.4.1).
 *
 * OpenSSL has the parts in lines, each escaped already.
 */
function subjectName(pem: string): string {
  return new X509Certificate(pem).subject.split('\n').toReversed().join(',');
}

/** `ds:KeyInfo` with the certificate, wrapped as the vendor wraps it, and its subject where the vendor names it. */
function keyInfo({ key, form }: SignatureOptions): XmlElement {
  const ds = namer(form);
  const { base64, pem } = key.certificate;
  const certificate = wrap(base64, form.certificateColumns);
  const subject = form.subjectName === true ? subjectName(pem) : undefined;
  const data = element(
    ds('X509Data'),
    [],
    [
      subject === undefined ? undefined : element(ds('X509SubjectName'), [], [subject]),
      element(ds('X509Certificate'), [], [certificate]),
    ],
  );
  return element(ds('KeyInfo'), [], [data]);
}

function signature(form: SignatureForm, children: readonly XmlElement[]): XmlElement {
  const declaration = form.prefix === '' ? 'xmlns' : `xmlns:${form.prefix}`;
  return element(namer(form)('Signature'), [[declaration, DSIG]], children);
}

function idOf(target: XmlElement): string {
  const id = target.attributes.find(({ name }) => name === 'ID')?.value;
  if (id !== undefined && id !== '') return id;
  throw new UserError('signature-position-missing', `<${target.name}> has no ID to refer to.`, {
    fix: 'Give the element an ID attribute: a SAML signature says by it what it covers.',
  });
}

/**
 * Signs an element in steps: enveloped signature, exclusive C14N, one Reference by ID, X509Certificate as KeyInfo.
 *
 * The same element, options and RSA key give the same bytes; ECDSA signatures differ every time.
 *
 * @param target - the element to sign; it needs an `ID` attribute
 * @param options - key, algorithms, the vendor's form and, where namespaces come from outside, the ancestors
 * @returns the element with its `ds:Signature` behind the `saml:Issuer` child, or first where there is none
 * @throws UserError `signature-position-missing` without an ID, `key-unsupported` when the key is not of the
 *   algorithm's type, `algorithm-unknown`
 * @example
 * const signed = yield* signElementSteps(assertion, { key, algorithm: 'rsa-sha256', digest: 'sha256', form });
 */
export function* signElementSteps(
  target: XmlElement,
  options: SignElementOptions,
): SigningSteps<XmlElement> {
  const { form, key, algorithm, ancestors = [] } = options;
  const id = idOf(target);
  const covered = canonicalise(target, {
    method: 'exclusive',
    inclusivePrefixes: form.inclusivePrefixes,
    ancestors,
  });
  const digestValue = hash(digestRow(options.digest).hash, covered, 'base64');
  const info = signedInfo(id, digestValue, options);
  // Every prefix of SignedInfo is declared on the Signature or below it: outer elements add nothing.
  const signed = canonicalise(info, { method: 'exclusive', ancestors: [signature(form, [])] });
  const octets = yield* signOctetsSteps(signed, key, algorithm);
  const written = wrap(octets, form.valueColumns ?? 0);
  const value = element(namer(form)('SignatureValue'), [], [written]);
  const at = positionIn(target, ancestors);
  const whole = signature(form, [info, value, keyInfo(options)]);
  const children = [...target.children.slice(0, at), whole, ...target.children.slice(at)];
  return { ...target, children };
}

/**
 * Signs an element here and now; `signElementSteps` says how.
 *
 * @param target - the element to sign; it needs an `ID` attribute
 * @param options - key, algorithms, the vendor's form and, where namespaces come from outside, the ancestors
 * @returns the element with its `ds:Signature` behind the `saml:Issuer` child, or first where there is none
 * @throws UserError `signature-position-missing` without an ID, `key-unsupported` when the key is not of the
 *   algorithm's type, `algorithm-unknown`
 * @example
 * const form = { prefix: 'ds', certificateColumns: 76, inclusivePrefixes: ['xs'] } as const;
 * signElement(assertion, { key, algorithm: 'rsa-sha256', digest: 'sha256', form });
 */
export function signElement(target: XmlElement, options: SignElementOptions): XmlElement {
  return runSync(signElementSteps(target, options));
}
