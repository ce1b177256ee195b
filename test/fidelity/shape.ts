/** Reduces a SAML message to its shape, in the format that `shape.py` defines. */
import { SaxesParser } from 'saxes';

/** Value classes, first match wins; each pattern must match the whole value. */
const CLASSES: readonly (readonly [label: string, pattern: RegExp])[] = [
  ['okta-id', /^id\d{25,27}$/],
  ['okta-session-index', /^id\d{13}\.\d{1,10}$/],
  ['underscore-guid', /^_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['guid', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['underscore-hex32', /^_[0-9a-f]{32}$/],
  ['pfx-guid', /^pfx[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/],
  ['instant-ms', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['instant-s', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/],
  ['okta-issuer', /^http:\/\/www\.okta\.com\/exk[0-9A-Za-z]{17}$/],
  ['sts-issuer', /^https:\/\/sts\.windows\.net\/[0-9a-f-]{36}\/$/],
  ['google-issuer', /^https:\/\/accounts\.google\.com\/o\/saml2\?idpid=C0[0-9a-z]{7}$/],
  ['email', /^[^@\s]+@[^@\s]+\.[^@\s]+$/],
];
const LITERAL =
  /^(urn:oasis:|http:\/\/www\.w3\.org\/|http:\/\/schemas\.|xs:|2\.0$|xs$|urn:federation)/;
const WINDOWS: ReadonlySet<string> = new Set(['NotBefore', 'NotOnOrAfter', 'SessionNotOnOrAfter']);

/**
 * The shape of a message, one line an element.
 *
 * @param message - XML, or base64 of it
 */
export function shapeOf(message: string): readonly string[] {
  const xml = message.trimStart().startsWith('<')
    ? message
    : Buffer.from(message.replace(/\s/g, ''), 'base64').toString('utf8');
  const prolog = /^<\?xml[^>]*\?>(\s*)/.exec(xml);
  const lines = [prolog === null ? 'no prolog' : prologLine(prolog[0], prolog[1] ?? '')];
  const state: State = { lines, depth: 0, text: '' };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    flush(state);
    open(state, tag.name, Object.entries(tag.attributes), tag.isSelfClosing);
  });
  parser.on('closetag', () => {
    flush(state);
    state.depth--;
  });
  const characters = (text: string): void => {
    if (state.depth > 0) state.text += text;
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.write(xml).close();
  return lines;
}

/** The lines in which two shapes differ, as `-` and `+` pairs; empty when they are the same. */
export function differingLines(
  expected: readonly string[],
  observed: readonly string[],
): readonly string[] {
  const differing: string[] = [];
  for (let index = 0; index < Math.max(expected.length, observed.length); index++) {
    const [want, got] = [expected[index], observed[index]];
    if (want === got) continue;
    differing.push(`${index + 1} - ${want ?? '(end)'}`, `${index + 1} + ${got ?? '(end)'}`);
  }
  return differing;
}

interface State {
  readonly lines: string[];
  depth: number;
  text: string;
  /** The first IssueInstant in document order; windows are told relative to it. */
  issued?: number;
}

function prologLine(prolog: string, space: string): string {
  const written = JSON.stringify(space).slice(1, -1);
  return `prolog ${prolog.trim()} followed by '${written}'`;
}

function open(
  state: State,
  name: string,
  attributes: readonly (readonly [string, string])[],
  empty: boolean,
): void {
  if (state.issued === undefined) {
    const instant = attributes.findLast(([key]) => key === 'IssueInstant');
    if (instant !== undefined) state.issued = Date.parse(instant[1]);
  }
  state.depth++;
  const words = attributes.map(([key, value]) => {
    const reference = key === 'URI' && value.startsWith('#');
    return `@${key}=${reference ? '#ref' : classify(key, value, state.issued)}`;
  });
  state.lines.push('  '.repeat(state.depth) + [name, ...words].join(' ') + (empty ? ' />' : ''));
}

function flush(state: State): void {
  const { lines, text } = state;
  state.text = '';
  if (text.trim() !== '') {
    lines.push(`${lines.pop() ?? ''} = ${classify('#text', text, state.issued)}`);
  } else if (text !== '') {
    lines.push('  '.repeat(state.depth + 1) + '(white space)');
  }
}

function classify(name: string, value: string, issued: number | undefined): string {
  if (WINDOWS.has(name) && issued !== undefined) {
    const tens = roundHalfEven((Date.parse(value) - issued) / 10_000);
    const sign = tens < 0 ? '-' : '+';
    return `${value.includes('.') ? 'instant-ms' : 'instant-s'}${sign}${Math.abs(tens * 10)}s`;
  }
  if (value === '') return '""';
  if (LITERAL.test(value)) return `"${value}"`;
  const found = CLASSES.find(([, pattern]) => pattern.test(value));
  if (found !== undefined) return found[0];
  return base64Class(value) ?? (/^https?:\/\//.test(value) ? 'url' : 'value');
}

function base64Class(value: string): string | undefined {
  const packed = value.replace(/\s/g, '');
  if (packed.length <= 40 || !/^[A-Za-z0-9+/=]+$/.test(packed)) return undefined;
  const lines = value.replace(/^\n+|\n+$/g, '').split('\n');
  if (lines.length === 1) return 'base64';
  return `base64 ${value.startsWith('\n') ? 'LF ' : ''}wrapped at ${lines[0]?.length ?? 0}`;
}

/** As Python rounds. */
function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}
