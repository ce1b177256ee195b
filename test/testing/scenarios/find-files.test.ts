import { basename, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFiles } from '../../../src/testing/scenarios/find-files.js';
import { readPattern } from '../../../src/testing/scenarios/path-pattern.js';
import { storyFolder } from '../../run/stories.js';

const folder = storyFolder(
  Object.fromEntries(
    [
      'a.yaml',
      'b.yml',
      'stories/one.yaml',
      'stories/deep/er/two.yaml',
      'stories/profiles/mine.yaml',
      'stories/(odd) [x]+.yaml',
      'node_modules/x/three.yaml',
      '.hidden/four.yaml',
      'stories/readme.md',
    ].map((file) => [file, '']),
  ),
);
afterAll(() => folder.remove());

function found(...paths: string[]): string[] {
  return findFiles(paths, folder.path)
    .map((path) => relative(folder.path, path))
    .sort();
}

describe('patterns', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['*.yaml', ['a.yaml']],
    ['*.{yaml,yml}', ['a.yaml', 'b.yml']],
    ['?.y*ml', ['a.yaml', 'b.yml']],
    ['stories/*.yaml', ['stories/(odd) [x]+.yaml', 'stories/one.yaml']],
    ['stories/(odd) [x]+.*', ['stories/(odd) [x]+.yaml']],
    [
      '**/*.yaml',
      ['a.yaml', 'stories/(odd) [x]+.yaml', 'stories/deep/er/two.yaml', 'stories/one.yaml'],
    ],
    ['./stories/**/two.yaml', ['stories/deep/er/two.yaml']],
    [
      'stories/**',
      [
        'stories/(odd) [x]+.yaml',
        'stories/deep/er/two.yaml',
        'stories/one.yaml',
        'stories/readme.md',
      ],
    ],
  ];
  it.each(cases)('%s', (pattern, files) => {
    expect(found(pattern)).toEqual(files);
  });

  it('a dot is a dot', () => {
    expect(readPattern('/x/*.yaml').expression.test('/x/aXyaml')).toBe(false);
    expect(readPattern('/x/*.yaml')).toMatchObject({ folder: '/x' });
    expect(readPattern('/*.yaml')).toMatchObject({ folder: '/' });
  });

  it('one that matches nothing is a mistake', () => {
    expect(() => found('nowhere/*.yaml')).toThrow(
      expect.objectContaining({ code: 'scenario-not-found' }),
    );
  });
});

describe('paths', () => {
  it('files and folders stay what they are', () => {
    expect(findFiles(['stories', '/abs/one.yaml'], folder.path)).toEqual([
      'stories',
      '/abs/one.yaml',
    ]);
  });

  it('the stories that come with Standin have a name', () => {
    const [lifecycle = ''] = findFiles(['standin:lifecycle'], folder.path);
    expect(basename(lifecycle)).toBe('lifecycle');
    expect(
      findFiles(['standin:lifecycle/first-*.yaml'], folder.path).map((path) => basename(path)),
    ).toContain('first-login.yaml');
  });
});
