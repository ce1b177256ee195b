/** Floor 5: SPs that do without a signature. */
import type { Defect } from './defect.js';

export const PRESENCE: readonly Defect[] = [
  {
    id: 'signature-optional',
    title: 'Verifies a signature where there is one, and accepts a message without.',
    seenIn: ['passport-saml-encrypted 0.1.13', 'CVE-2026-89042', 'CVE-2026-28323'],
    rows: { 'signature-present': null },
  },
  {
    id: 'signature-unverified',
    title: 'Asks whether there is a signature, and never whether it verifies.',
    seenIn: ['OneUptime CVE-2026-34840'],
    rows: { 'signature-verifies': null, 'signed-content': null },
  },
];
