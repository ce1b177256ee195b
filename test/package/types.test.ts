import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Project } from './project.js';
import { makeProject, versionOf } from './project.js';

let project: Project;
beforeAll(() => {
  const packages = ['typescript', '@types/node', 'vitest', '@jest/globals'].map(versionOf);
  project = makeProject({ type: 'module' }, [...packages, '@types/jest@30'], 'types');
});
afterAll(() => project.remove());

/** Compiles one file as strictly as it gets; gives what the compiler complains of. */
function compile(file: string, types: readonly string[]): string {
  const compilerOptions = {
    strict: true,
    skipLibCheck: false,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    module: 'NodeNext',
    target: 'ES2023',
    lib: ['ES2023', 'ESNext.Disposable', 'DOM', 'DOM.AsyncIterable'],
    types,
    noEmit: true,
  };
  project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: [file] }));
  return project.run('npx', 'tsc', '-p', '.').stdout;
}

const CASES: readonly (readonly [file: string, types: readonly string[]])[] = [
  ['library', ['node']],
  ['vitest', ['node']],
  ['jest-globals', ['node']],
  ['types-jest', ['node', 'jest']],
];

describe('types for a strict consumer without skipLibCheck', () => {
  it.each(CASES)('%s, from ESM', (file, types) => {
    expect(compile(`${file}.ts`, types)).toBe('');
  });

  it.each(CASES)('%s, from CommonJS', (file, types) => {
    project.write(`${file}.cts`, readFileSync(join(project.folder, `${file}.ts`), 'utf8'));
    expect(compile(`${file}.cts`, types)).toBe('');
  });

  it('mistakes are found, every one of them', () => {
    const text = readFileSync(join(project.folder, 'mistakes.ts'), 'utf8');
    const wrong = text.split('\n').flatMap((line, at) => (/ \/\/ \d:/.test(line) ? [at + 1] : []));
    const found = [...compile('mistakes.ts', ['node']).matchAll(/mistakes\.ts\((\d+),/g)];
    expect(wrong).toHaveLength(5);
    expect(found.map(([, line]) => Number(line))).toEqual(wrong);
  });
});
