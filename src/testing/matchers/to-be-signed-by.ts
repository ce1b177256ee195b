/** Floor 9: `toBeSignedBy`. */
import type { Check } from '../../run/judge/check.js';
import { compared, notVerified } from '../../run/judge/check.js';
import { readCertificate } from '../../keys/key-pem.js';
import type { SignatureReport } from '../../keys/verify.js';
import { verifySignatures } from '../../keys/verify.js';
import type { Demand } from './demand.js';
import type { SignedPart, Signer } from './login-matchers.js';

type Part = Exclude<SignedPart, 'both'>;

/** Where each part stands in a Response, with any prefix. */
const PLACE: Readonly<Record<Part, RegExp>> = {
  response: /^\/(?:[^/:]+:)?Response$/,
  assertion: /^\/(?:[^/:]+:)?Response\/(?:[^/:]+:)?Assertion(?:\[\d+\])?$/,
};

const PARTS: readonly Part[] = ['response', 'assertion'];

function certificateOf(signer: Signer): string {
  const certificate = typeof signer === 'string' ? signer : signer.certificate;
  return typeof certificate === 'string' ? certificate : certificate.pem;
}

function checkPart(part: Part, reports: readonly SignatureReport[], signer: string): Check {
  const found = reports.find(
    ({ covers, enveloped }) => enveloped && covers !== undefined && PLACE[part].test(covers.path),
  );
  const verified = found?.verified === true;
  const observed = found === undefined ? 'not signed' : (found.problem ?? `signed by ${signer}`);
  const values = { expected: `signed by ${signer}`, observed };
  return compared(['assertion', 'signed', part], verified, values);
}

/** The parts that must verify: those asked for, or else those that are signed. */
function wanted(
  part: SignedPart | undefined,
  reports: readonly SignatureReport[],
): readonly Part[] {
  if (part === 'both') return PARTS;
  if (part !== undefined) return [part];
  const signed = PARTS.filter((candidate) =>
    reports.some(({ covers }) => covers !== undefined && PLACE[candidate].test(covers.path)),
  );
  return signed.length === 0 ? PARTS : signed;
}

/** Signatures verify with the signer's certificate; what KeyInfo says does not count. */
export function toBeSignedBy(signer: Signer, part?: SignedPart): Demand {
  const what = part === 'both' ? 'response and assertion' : part;
  const parts = what === undefined ? '' : ` (${what})`;
  return {
    sentence: `be signed by the given certificate${parts}`,
    checks({ assertion }) {
      const certificate = certificateOf(signer);
      const { subject } = readCertificate(certificate).x509;
      const by = subject.split('\n').at(-1) ?? '';
      if (assertion === undefined) {
        return [notVerified(['assertion', 'signed'], `signed by ${by}`, 'no message was sent')];
      }
      const reports = verifySignatures(assertion.xml, [certificate]);
      return wanted(part, reports).map((one) => checkPart(one, reports, by));
    },
  };
}
