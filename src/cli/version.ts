/** Floor 9: which Standin this is. */
import { readFileSync } from 'node:fs';

/** The version of the package. */
export function standinVersion(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
  return version;
}
