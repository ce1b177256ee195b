/** Floor 3: `replace-text`: another text in the place of one that stands there. */
import type { Operation } from '../operation.js';
import { missing } from './missing.js';
import { shown } from './shown.js';

export const replaceText: Operation<'replace-text', 'text'> = {
  stage: 'text',
  describe: ({ find, with: replacement, all = false }) =>
    `replaces ${all ? 'every' : 'the first'} ${shown(find)} by ${shown(replacement)}`,
  apply(draft, { find, with: replacement, all = false }) {
    if (!draft.includes(find)) throw missing(find);
    // A function, because $ in a text would be read as a pattern.
    const put = (): string => replacement;
    return all ? draft.replaceAll(find, put) : draft.replace(find, put);
  },
};
