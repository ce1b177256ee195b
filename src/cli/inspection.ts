/** Floor 9: what there is to say about a message: what it is, what it says, what is signed, what is wrong. */
import { UserError } from '../base/errors.js';
import { readCertificate } from '../keys/key-pem.js';
import { TEST_ONLY_MARK } from '../keys/pem.js';
import { verifyQuery } from '../keys/query-signature.js';
import type { SignatureReport } from '../keys/verify.js';
import { verifySignatures } from '../keys/verify.js';
import type { MessageFacts } from '../saml/facts.js';
import { readFacts } from '../saml/facts.js';
import type { IdentifiedMessage } from '../saml/identify-message.js';
import { identifyMessage } from '../saml/identify-message.js';
import { lintMessage } from '../saml/lint.js';
import type { LintFinding } from '../saml/lint-rule.js';
import { NAMESPACES } from '../saml/names.js';
import { readRedirectRequest } from '../saml/read-request.js';
import { parseXml } from '../xml/parse.js';
import type { ResolvedElement } from '../xml/query.js';
import { rootOf, textOf } from '../xml/query.js';

/** What certificates a verification rests on: given by the user, or only the message's own word. */
type Trust = 'given' | 'self-consistent';

/** Everything about one message. */
export interface Inspection extends IdentifiedMessage {
  readonly facts: MessageFacts;
  /** In document order; the canonical form is left out. */
  readonly signatures: readonly Omit<SignatureReport, 'canonical'>[];
  readonly trust: Trust;
  /** The detached signature of a Redirect query. */
  readonly querySignature?: 'verified' | 'does not verify' | 'not checked';
  readonly findings: readonly LintFinding[];
}

/** The canonical form is for code that believes it, not for people who read. */
function withoutCanonical(report: SignatureReport): Inspection['signatures'][number] {
  const { canonical, ...rest } = report;
  return canonical === undefined ? report : rest;
}

/** How to inspect. */
export interface InspectOptions {
  /** PEM or base64 DER; with one, only signatures by one of them count. */
  readonly certificates: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

function* within(element: ResolvedElement): Generator<ResolvedElement> {
  yield element;
  for (const child of element.children) yield* within(child);
}

/** The certificates that the message brings along, without those nobody can read. */
function ownCertificates(xml: string): readonly string[] {
  const texts = [...within(rootOf(parseXml(xml, { allowDtd: true })))]
    .filter(
      ({ namespace, local }) => namespace === NAMESPACES.signature && local === 'X509Certificate',
    )
    .map((element) => textOf(element).replace(/\s+/g, ''));
  return [...new Set(texts)].filter((text) => {
    try {
      return readCertificate(text).base64 !== '';
    } catch {
      return false;
    }
  });
}

/** A finding of ours beside the rules of the lint. */
function finding(rule: string, severity: LintFinding['severity'], message: string): LintFinding {
  return { rule, severity, clause: 'saml-core 5', message };
}

function signatureFindings(signatures: readonly SignatureReport[]): readonly LintFinding[] {
  return signatures
    .filter(({ verified }) => !verified)
    .map(({ path, problem }) =>
      finding('signature-invalid', 'error', `${path}: ${problem ?? 'it does not verify'}`),
    );
}

/** Says it when a key that everybody has made the signature. */
function testKeyFindings(certificates: readonly string[]): readonly LintFinding[] {
  const marked = certificates.some((text) =>
    readCertificate(text).x509.raw.includes(TEST_ONLY_MARK),
  );
  if (!marked) return [];
  const message =
    'the certificate is one of Standin, for tests only: whoever trusts it trusts everybody';
  return [finding('test-only-key', 'note', message)];
}

/** The detached signature of a query (saml-bindings 3.4.4.1). */
function queryVerdict(
  text: string,
  { certificates }: InspectOptions,
): Inspection['querySignature'] {
  if (!/[?&]Signature=/.test(text) || !text.includes('SAMLRequest=')) return undefined;
  const { query } = readRedirectRequest(text.trim().slice(text.indexOf('?') + 1));
  if (query === undefined) return undefined;
  if (certificates.length === 0) return 'not checked';
  return verifyQuery(query, certificates).verified ? 'verified' : 'does not verify';
}

/** Signatures in a document with a DOCTYPE are not even looked at: nobody should. */
function verify(
  xml: string,
  certificates: readonly string[],
): { readonly reports: readonly SignatureReport[]; readonly refused: readonly LintFinding[] } {
  try {
    return { reports: verifySignatures(xml, certificates), refused: [] };
  } catch (error) {
    if (!(error instanceof UserError) || error.code === 'key-invalid') throw error;
    const message = `signatures are not checked: ${error.message}`;
    return { reports: [], refused: [finding('signatures-unchecked', 'error', message)] };
  }
}

/**
 * Inspects a message.
 *
 * @param text - in any of the forms that `identifyMessage` takes
 * @throws UserError `message-malformed`, `message-too-large`, `key-invalid`
 */
export function inspectMessage(text: string, options: InspectOptions): Inspection {
  const message = identifyMessage(text);
  const { xml } = message;
  const own = ownCertificates(xml);
  const trust = options.certificates.length > 0 ? 'given' : 'self-consistent';
  const { reports, refused } = verify(xml, trust === 'given' ? options.certificates : own);
  const querySignature = queryVerdict(text, options);
  const queryFinding =
    querySignature === 'does not verify'
      ? [finding('signature-invalid', 'error', 'the signature of the query does not verify')]
      : [];
  return {
    ...message,
    facts: readFacts(xml),
    signatures: reports.map(withoutCanonical),
    trust,
    ...(querySignature === undefined ? {} : { querySignature }),
    findings: [
      ...lintMessage(xml, { now: options.now }),
      ...refused,
      ...signatureFindings(reports),
      ...queryFinding,
      ...testKeyFindings(own),
    ],
  };
}

/** Whether something is wrong; notes are only worth knowing. */
export function isFaulty({ findings }: Inspection): boolean {
  return findings.some(({ severity }) => severity !== 'note');
}
