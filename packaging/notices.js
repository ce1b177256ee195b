/** The licences of everything that a bundle contains, as its packages bring them. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const LICENCE = /^(?:licen[cs]e|copying)(?:\.\w+)?$/i;

/** The folder of the package that a module belongs to; `undefined` for our own. */
function packageOf(module) {
  const [, folder] =
    /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(module) ?? [];
  return folder;
}

function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => LICENCE.test(entry));
  const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
  return `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})${text}\n`;
}

/** A rolldown plugin: writes THIRD-PARTY-NOTICES.txt beside the bundle. */
export function notices() {
  return {
    name: 'notices',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((chunk) => chunk.moduleIds ?? []);
      const folders = new Set(modules.map(packageOf).filter((folder) => folder !== undefined));
      const packages = [...folders].filter((folder) => existsSync(join(folder, 'package.json')));
      const texts = packages.sort().map(noticeOf);
      const source = `The bundle contains these packages.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`;
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES.txt', source });
    },
  };
}
