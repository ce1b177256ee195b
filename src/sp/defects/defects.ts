/** Floor 5: the table of defects: one row a family, each in a file of its own. */
import { ADDRESSES } from './addresses.js';
import { ALGORITHMS } from './algorithms.js';
import { AUDIENCES } from './audiences.js';
import { BREAKDOWNS } from './breakdowns.js';
import { CONFIRMATIONS } from './confirmations.js';
import { DATES } from './dates.js';
import type { Defect } from './defect.js';
import { DESTINATIONS } from './destinations.js';
import { SEVERAL_ROOTS } from './several-roots.js';
import { SEVERAL_ASSERTIONS } from './several-assertions.js';
import { PREFIXES } from './prefixes.js';
import { ID_LOOKUPS } from './id-lookups.js';
import { DIGESTS } from './digests.js';
import { HMACS } from './hmac.js';
import { INSTANTS } from './instants.js';
import { KEYS } from './keys.js';
import { LANDING } from './landing.js';
import { MESSAGES } from './messages.js';
import { NAMES } from './names.js';
import { OMITTED } from './omissions.js';
import { PARTIES } from './parties.js';
import { PLACES } from './places.js';
import { PRESENCE } from './presence.js';
import { REFERENCES } from './references.js';
import { CODES } from './status-codes.js';
import { STATUS } from './status.js';
import { SUBJECTS } from './subjects.js';
import { TENANTS } from './tenants.js';
import { TEXT_NODES } from './text-nodes.js';
import { WRAPPING } from './wrapping.js';

/** Every mistake that the reference SP can be told to make. */
export const DEFECTS: readonly Defect[] = [
  ...PRESENCE,
  ...WRAPPING,
  ...TEXT_NODES,
  ...DIGESTS,
  ...REFERENCES,
  ...KEYS,
  ...ALGORITHMS,
  ...HMACS,
  ...MESSAGES,
  ...OMITTED,
  ...PARTIES,
  ...TENANTS,
  ...DATES,
  ...CONFIRMATIONS,
  ...STATUS,
  ...NAMES,
  ...ADDRESSES,
  ...LANDING,
  ...ID_LOOKUPS,
  ...PREFIXES,
  ...SEVERAL_ASSERTIONS,
  ...SEVERAL_ROOTS,
];
