/** Floor 7: where the data that comes with Standin lies: stories, profiles, keys, schemas. */
import { fileURLToPath } from 'node:url';

/** The package's folder, the same from `src/run` and from `dist/run`; ends with a separator. */
export const PACKAGE_ROOT: string = fileURLToPath(new URL('../../', import.meta.url));

/** The stories that come with Standin. */
export const BUILT_IN_STORIES: string = `${PACKAGE_ROOT}scenarios/lifecycle`;

/** The attacks that come with Standin, one folder a group. */
export const CORPUS: string = `${PACKAGE_ROOT}scenarios/attacks`;
