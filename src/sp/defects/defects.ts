/** Floor 5: the table of defects: one row a family, each in a file of its own. */
import type { Defect } from './defect.js';
import { DIGESTS } from './digests.js';
import { KEYS } from './keys.js';
import { PRESENCE } from './presence.js';
import { TEXT_NODES } from './text-nodes.js';
import { WRAPPING } from './wrapping.js';

/** Every mistake that the reference SP can be told to make. */
export const DEFECTS: readonly Defect[] = [
  ...PRESENCE,
  ...WRAPPING,
  ...TEXT_NODES,
  ...DIGESTS,
  ...KEYS,
];
