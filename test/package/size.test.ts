import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.js';
import { makeProject } from './project.js';

/** What a user who brings no optional peer may get at most. */
const MOST_PACKAGES = 120;
const MOST_MEGABYTES = 35;

let project: Project;
beforeAll(() => {
  project = makeProject({ type: 'module' });
});
afterAll(() => project.remove());

/** Folders of `node_modules` that are packages, nested ones too. */
function packagesBelow(modules: string): string[] {
  return readdirSync(modules, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    const path = join(modules, entry.name);
    if (entry.name.startsWith('@')) return packagesBelow(path);
    const nested = readdirSync(path).includes('node_modules');
    return nested ? [path, ...packagesBelow(join(path, 'node_modules'))] : [path];
  });
}

/** Bytes of all files, by the first two folders. */
function weigh(folder: string, into: Map<string, number>, place = ''): Map<string, number> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    const here = place.split('/').length > 2 ? place : `${place}/${entry.name}`;
    if (entry.isDirectory()) weigh(path, into, here);
    else into.set(place, (into.get(place) ?? 0) + statSync(path).size);
  }
  return into;
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(2)} MB`;

describe('what is installed without optional peers', () => {
  it('stays within its limits', () => {
    const modules = join(project.folder, 'node_modules');
    const packages = packagesBelow(modules);
    const weights = [...weigh(modules, new Map())].sort((one, other) => other[1] - one[1]);
    const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
    const places = weights.slice(0, 8).map(([place, bytes]) => `  ${megabytes(bytes)}  ${place}`);
    const lines = [`${packages.length} packages, ${megabytes(total)}`, ...places];
    process.stdout.write(`${lines.join('\n')}\n`);
    expect(packages.length).toBeLessThanOrEqual(MOST_PACKAGES);
    expect(total).toBeLessThanOrEqual(MOST_MEGABYTES * 1_000_000);
    expect(packages.length, 'nothing but Standin itself').toBe(1);
  });
});
