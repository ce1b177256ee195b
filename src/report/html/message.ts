/** Floor 8: one SAML message: what it says, what is signed, what is wrong with it, and the message itself. */
import { StandinError } from '../../base/errors.js';
import type { MessageEvidence, StepEvidence, StepResult } from '../../run/result.js';
import { messageFacts } from '../../saml/facts.js';
import { lintMessage } from '../../saml/lint.js';
import type { LintFinding } from '../../saml/lint-rule.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf } from '../../xml/query.js';
import { factsList } from './facts-list.js';
import type { Markup } from './markup.js';
import { folded, h, NOTHING, when } from './markup.js';
import { messageRows } from './message-facts.js';
import { shorten } from './shorten.js';
import type { SignatureCheck } from './signature-check.js';
import { checkSignatures } from './signature-check.js';
import { signedXml } from './signed-xml.js';

/** How much of a text that is no XML is shown. */
const LONGEST_RAW = 4_096;

/** The step that carried it. */
type Setting = Pick<StepResult, 'at'> & Pick<StepEvidence, 'certificates'>;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `signed: samlp:Response ✓`: what a person wants to know before opening it. */
function signedWords({ signatures, problem }: SignatureCheck): string {
  if (problem !== undefined) return 'signatures not checked';
  if (signatures.length === 0) return 'nothing signed in it';
  const words = signatures.map(({ covers, verified }) => {
    return `${covers === undefined ? 'nothing' : nameOf(covers.path)} ${verified ? '✓' : '✗'}`;
  });
  return `signed: ${words.join(', ')}`;
}

function signatureItem(
  {
    covers,
    path,
    enveloped,
    verified,
    algorithm,
    digest,
    problem,
  }: SignatureCheck['signatures'][number],
  trust: SignatureCheck['trust'],
): Markup {
  const holds =
    trust === 'idp'
      ? "holds with the IdP's certificate"
      : 'holds with the certificate in the message';
  const where = enveloped ? '' : ` The Signature stands elsewhere: ${path}.`;
  const verdict = verified ? holds : (problem ?? 'does not hold');
  return h`<li class="${verified ? 'passed' : 'failed'}"><code>${covers?.path ?? path}</code> ${algorithm}, ${digest}: ${verdict}${where}</li>\n`;
}

function signatureList({ signatures, trust, problem }: SignatureCheck): Markup {
  if (problem !== undefined)
    return h`<p class="failed">Signatures are not checked: ${problem}</p>\n`;
  if (signatures.length === 0) return NOTHING;
  const items = signatures.map((signature) => signatureItem(signature, trust));
  return h`<p class="label">Signed</p>\n<ul class="marked">\n${items}</ul>\n`;
}

const CLASSES: Readonly<Record<LintFinding['severity'], string>> = {
  error: 'failed',
  warning: 'doubt',
  note: 'note',
};

function lintList(findings: readonly LintFinding[]): Markup {
  if (findings.length === 0) return NOTHING;
  const items = findings.map(
    ({ severity, message, clause }) =>
      h`<li class="${CLASSES[severity]}">${severity}: ${message} <span class="clause">${clause}</span></li>\n`,
  );
  return h`<p class="label">Worth knowing</p>\n<ul class="marked">\n${items}</ul>\n`;
}

/** Of a Redirect binding the query is signed, not the message (saml-bindings 3.4.4.1). */
function querySignature({ binding }: MessageEvidence, url: string | undefined): Markup {
  const signed = binding === 'redirect' && /[?&]Signature=/.test(url ?? '');
  return signed ? h`<p>The query that carried it is signed.</p>\n` : NOTHING;
}

function body(message: MessageEvidence, check: SignatureCheck, setting: Setting): Markup {
  const document = parseXml(message.xml, { allowDtd: true });
  const root = rootOf(document);
  const facts = messageRows(root, messageFacts(root), setting.at);
  const now = Date.parse(setting.at);
  const lint = lintMessage(message.xml, Number.isNaN(now) ? {} : { now });
  return h`${factsList(facts)}${signatureList(check)}${lintList(lint)}${signedXml(document, check.signatures)}`;
}

/** What is no XML is shown as it is. */
function readBody(message: MessageEvidence, check: SignatureCheck, setting: Setting): Markup {
  try {
    return body(message, check, setting);
  } catch (error) {
    if (!(error instanceof StandinError)) throw error;
    const raw = shorten(message.xml, LONGEST_RAW);
    return h`<p class="failed">It cannot be read: ${error.message}</p>\n<pre>${raw}</pre>\n`;
  }
}

/**
 * A message as a box that opens.
 *
 * @param url - of the hop that carried it
 */
export function messageBox(
  message: MessageEvidence,
  setting: Setting,
  url: string | undefined,
): Markup {
  const { kind, binding, hop, xml } = message;
  const check = checkSignatures(xml, setting.certificates);
  const broken = check.problem !== undefined || check.signatures.some(({ verified }) => !verified);
  const title = h`<strong>${kind}</strong> <span class="dim">${binding}, request ${hop + 1};</span> <span class="${broken ? 'failed' : 'dim'}">${signedWords(check)}</span>`;
  const inside = readBody(message, check, setting);
  return folded(title, h`${when(url, (from) => querySignature(message, from))}${inside}`);
}
