/** Floor 5: the table of defects: one row a family, each in a file of its own. */
import { ADDRESSES } from './addresses.js';
import { ALGORITHMS } from './algorithms.js';
import { AUDIENCES } from './audiences.js';
import { BREAKDOWNS } from './breakdowns.js';
import { CONFIRMATIONS } from './confirmations.js';
import { DATES } from './dates.js';
import { DECRYPTION } from './decryption.js';
import type { Defect } from './defect.js';
import { TYPED_VALUES } from './typed-values.js';
import { DEREFERENCING } from './dereferencing.js';
import { CANONICAL_FORMS } from './canonical-forms.js';
import { INSTRUCTIONS } from './instructions.js';
import { LENIENT_PARSERS } from './lenient-parsers.js';
import { TWO_READINGS } from './two-readings.js';
import { FETCHING } from './fetching.js';
import { RELAY_STATES } from './relay-states.js';
import { QUERIES } from './queries.js';
import { PROVISIONING } from './provisioning.js';
import { ISSUERS } from './issuers.js';
import { HABITS } from './habits.js';
import { ENCRYPTED_ATTRIBUTES } from './encrypted-attributes.js';
import { DESTINATIONS } from './destinations.js';
import { ENCODINGS } from './encodings.js';
import { EXHAUSTION } from './exhaustion.js';
import { SEVERAL_ROOTS } from './several-roots.js';
import { SEVERAL_ASSERTIONS } from './several-assertions.js';
import { PREFIXES } from './prefixes.js';
import { ID_LOOKUPS } from './id-lookups.js';
import { DIGESTS } from './digests.js';
import { HMACS } from './hmac.js';
import { INSTANTS } from './instants.js';
import { KEY_INFO } from './key-info.js';
import { KEYS } from './keys.js';
import { LANDING } from './landing.js';
import { LOGOUTS } from './logouts.js';
import { MESSAGES } from './messages.js';
import { METHODS } from './methods.js';
import { NAMES } from './names.js';
import { OMITTED } from './omissions.js';
import { PARTIES } from './parties.js';
import { PLACES } from './places.js';
import { PRESENCE } from './presence.js';
import { REFERENCES } from './references.js';
import { CODES } from './status-codes.js';
import { SIGNED_INFO } from './signed-info.js';
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
  ...SIGNED_INFO,
  ...REFERENCES,
  ...KEYS,
  ...KEY_INFO,
  ...ALGORITHMS,
  ...HMACS,
  ...METHODS,
  ...MESSAGES,
  ...DECRYPTION,
  ...ENCODINGS,
  ...EXHAUSTION,
  ...OMITTED,
  ...PARTIES,
  ...TENANTS,
  ...DATES,
  ...CONFIRMATIONS,
  ...STATUS,
  ...NAMES,
  ...ADDRESSES,
  ...LANDING,
  ...RELAY_STATES,
  ...QUERIES,
  ...PROVISIONING,
  ...ISSUERS,
  ...HABITS,
  ...ENCRYPTED_ATTRIBUTES,
  ...ID_LOOKUPS,
  ...PREFIXES,
  ...SEVERAL_ASSERTIONS,
  ...SEVERAL_ROOTS,
  ...INSTANTS,
  ...AUDIENCES,
  ...DESTINATIONS,
  ...SUBJECTS,
  ...CODES,
  ...PLACES,
  ...BREAKDOWNS,
  ...FETCHING,
  ...TWO_READINGS,
  ...LENIENT_PARSERS,
  ...INSTRUCTIONS,
  ...CANONICAL_FORMS,
  ...DEREFERENCING,
  ...TYPED_VALUES,
  ...LOGOUTS,
];
