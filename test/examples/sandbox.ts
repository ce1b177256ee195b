/** An example as its user has it: a folder of its own, with the packages of its package.json and no others. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Where a package of the example is: Standin is this project. */
function packageFolder(name: string): string {
  return name === 'standin' ? resolve('.') : resolve('node_modules', name);
}

/**
 * Copies an example and links its packages.
 *
 * @param name - the folder below `examples`
 */
export function sandbox(name: string): { readonly folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `standin-${name}-`));
  cpSync(resolve('examples', name), folder, { recursive: true });
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  for (const each of Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })) {
    const link = join(folder, 'node_modules', each);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(packageFolder(each), link);
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
