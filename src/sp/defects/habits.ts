/** Floor 5: SPs whose checks are right, and who go wrong around them. */
import type { Defect } from './defect.js';

export const HABITS: readonly Defect[] = [
  {
    id: 'marks-late',
    title: 'Notes that an Assertion was used a moment after it has asked whether it was.',
    seenIn: ['snipe-it <8.5.0', 'CVE-2026-116201'],
    rows: {},
    habits: ['marks-late'],
  },
  {
    id: 'unescaped-names',
    title: 'Writes names into pages as they are.',
    seenIn: ['CVE-2026-87949'],
    rows: {},
    habits: ['unescaped'],
  },
  {
    id: 'requests-not-struck-off',
    title: 'Lets a request be answered as often as somebody likes.',
    seenIn: ['request stores without a delete'],
    rows: {},
    habits: ['keeps-requests'],
  },
];
