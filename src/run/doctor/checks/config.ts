/** Floor 7: is everything described that verdicts rest on? */
import type { Check } from '../check.js';
import { fine, warning } from '../check.js';

export const configCheck: Check = {
  name: 'config',
  title: 'the configuration says how to look',
  needs: [],
  examine({ config, file }) {
    if (config === undefined) return fine('nothing to read');
    const missing = (['session', 'accounts'] as const).filter((key) => config[key] === undefined);
    if (missing.length === 0) return fine(file ?? 'valid');
    return warning(
      `${missing.join(' and ')} of the app cannot be seen`,
      `Say below "${missing.join('" and "')}" where to look: what stories promise about it is not verified otherwise.`,
    );
  },
};
