/** Floor 9: an inspection as a person reads it. */
import picocolors from 'picocolors';
import type { AssertionFacts } from '../saml/facts.js';
import type { LintSeverity } from '../saml/lint-rule.js';
import { printable } from '../report/printable.js';
import { parseXml } from '../xml/parse.js';
import type { Inspection } from './inspection.js';
import { printXml } from './print-xml.js';

type Paint = ReturnType<typeof picocolors.createColors>;
type Row = readonly [name: string, value: string | undefined];

const CARRIED: Readonly<Record<string, string>> = {
  post: 'as the HTTP-POST binding carries it',
  redirect: 'as the HTTP-Redirect binding carries it',
};

const COLOURS: Readonly<Record<LintSeverity, 'red' | 'yellow' | 'cyan'>> = {
  error: 'red',
  warning: 'yellow',
  note: 'cyan',
};

function span(from: string | undefined, to: string | undefined): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  return `${from ?? 'always'} until ${to ?? 'for ever'}`;
}

function assertionRows(assertion: AssertionFacts): readonly Row[] {
  const { subject, audiences, attributes } = assertion;
  const confirmation = subject?.confirmations[0];
  return [
    ['Assertion', assertion.id],
    ['NameID', subject?.nameId],
    ['Format', subject?.nameIdFormat],
    ['Audience', audiences.length === 0 ? undefined : audiences.join(', ')],
    ['Valid', span(assertion.notBefore, assertion.notOnOrAfter)],
    ['Recipient', confirmation?.recipient],
    ['Confirm until', confirmation?.notOnOrAfter],
    ['Authenticated', assertion.authnInstant],
    ['SessionIndex', assertion.sessionIndex],
    ...attributes.map(({ name, values }): Row => [`@ ${name}`, values.join(', ')]),
  ];
}

function factRows({ facts, relayState }: Inspection): readonly Row[] {
  return [
    ['ID', facts.id],
    ['Issuer', facts.issuer],
    ['Issued', facts.issueInstant],
    ['Destination', facts.destination],
    ['InResponseTo', facts.inResponseTo],
    ['Status', facts.status.length === 0 ? undefined : facts.status.join(' > ')],
    ['StatusMessage', facts.statusMessage],
    ['RelayState', relayState],
    ...facts.assertions.flatMap(assertionRows),
  ];
}

/** Names in a column of this width; longer ones push their value. */
const NAME_WIDTH = 14;

function rowLines(rows: readonly Row[], paint: Paint): readonly string[] {
  return rows.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`  ${paint.dim(printable(name).padEnd(NAME_WIDTH))} ${printable(value)}`],
  );
}

function signatureLines(inspection: Inspection, paint: Paint): readonly string[] {
  const { signatures, trust, querySignature } = inspection;
  const how =
    trust === 'given'
      ? 'verified with the given certificate'
      : "self-consistent: verified with the message's own certificate, not trusted";
  const lines = signatures.map(({ verified, covers, path, algorithm, digest, problem }) => {
    const mark = verified ? paint.green('✓') : paint.red('✗');
    const said = verified ? how : printable(problem ?? 'it does not verify');
    return `  ${mark} ${printable(`${covers?.path ?? path}  ${algorithm}, ${digest}`)}\n      ${said}`;
  });
  const query = querySignature === undefined ? [] : [`  the query is signed: ${querySignature}`];
  return lines.length + query.length === 0 ? ['  nothing is signed'] : [...lines, ...query];
}

function findingLines({ findings }: Inspection, paint: Paint): readonly string[] {
  if (findings.length === 0) return [`  ${paint.green('nothing')}`];
  return findings.map(({ rule, severity, clause, message }) => {
    const label = paint[COLOURS[severity]](severity.padEnd(7));
    return `  ${label} ${printable(message)} ${paint.dim(`[${rule}, ${clause}]`)}`;
  });
}

/** What it is, what it says, what is signed, what is wrong, and the message itself. */
export function printInspection(inspection: Inspection, color: boolean): string {
  const paint = picocolors.createColors(color);
  const { kind, binding, xml } = inspection;
  const what = kind === 'unknown' ? 'XML, but no SAML message' : `SAML ${kind}`;
  const lines = [
    paint.bold(what) + (binding === undefined ? '' : `, ${CARRIED[binding] ?? binding}`),
    ...rowLines(factRows(inspection), paint),
    '',
    paint.bold('Signed'),
    ...signatureLines(inspection, paint),
    '',
    paint.bold('Findings'),
    ...findingLines(inspection, paint),
    '',
    printable(printXml(parseXml(xml, { allowDtd: true }))),
  ];
  return `${lines.join('\n')}\n`;
}
