import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands/commands.js';
import { standin } from './command-line.js';

describe('--help', () => {
  it('lists every command', async () => {
    const { code, stdout, stderr } = await standin(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot('golden/help.txt');
  });

  it('is what standin alone says', async () => {
    expect(await standin([])).toEqual(await standin(['--help']));
  });

  it.each(COMMANDS.map(({ name }) => name))('%s --help', async (name) => {
    const { code, stdout } = await standin([...name.split(' '), '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nExamples?:\n {2}\$ standin /);
    await expect(stdout).toMatchFileSnapshot(`golden/help-${name.replace(' ', '-')}.txt`);
  });

  it('keys --help leads to keys create', async () => {
    const { code, stdout } = await standin(['keys', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('create [options] <dir>');
  });

  it('--version gives the version and Node’s', async () => {
    const { code, stdout } = await standin(['--version']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^standin \d+\.\d+\.\d+ \(node v\d+\.\d+\.\d+\)\n$/);
  });
});

describe('a wrong command line', () => {
  it.each([
    [['run', '--seeed', '1'], "unknown option '--seeed'", 'Did you mean --seed?'],
    [['rum'], "unknown command 'rum'", 'Did you mean run?'],
    [
      ['run', '--idp', 'otka'],
      "argument 'otka' is invalid",
      'okta, entra, google-workspace, onelogin, generic',
    ],
    [['mint', '--acs', 'https://a.example/'], '--idp is missing', '--idp okta'],
    [['run', '--reporter', 'junti=x'], 'There is no reporter "junti"', 'Did you mean "junit"?'],
    [['run', '--reporter', 'junit='], 'names no file', '--reporter junit=FILE'],
    [['run', '--json', '--reporter', 'pretty'], 'cannot share stdout', 'a file'],
    [['run', '--grep', '('], '"(" is not a regular expression', 'backslash'],
    [['run', '--now', 'yesterday'], '"yesterday" is not an instant', '2026-03-02T09:00:00Z'],
    [['run', '--grep', 'no-such-story'], 'No story matches', '--list'],
    [['run', 'scenarois'], 'There is no file or folder "scenarois"', 'Did you mean "scenarios"?'],
    [['run', 'bin'], 'There is no scenario in "bin"', '.yaml'],
    [
      ['mint', '--idp', 'okta', '--acs', 'nowhere', '--email', 'a@b.c'],
      'not an http or https URL',
      'https://',
    ],
    [['mint', '--idp', 'okta', '--acs', 'https://a.example/'], 'for whom', '--email'],
    [
      ['mint', '--idp', 'okta', '--acs', 'https://a.example/', '--email', 'a@b.c', '--attr', 'x'],
      'not NAME=VALUE',
      '--attr',
    ],
    [
      ['mint', '--idp', 'okta', '--acs', 'https://a.example/', '--email', 'a'],
      'not an e-mail address',
      'name@domain',
    ],
    [['schema', 'scenaro'], 'no schema "scenaro"', 'Did you mean "scenario"?'],
    [['inspect', 'no-such-file'], 'There is no file "no-such-file"', 'path'],
    [['keys'], 'create', ''],
  ])('%j exits 2, says what is wrong and what to do', async (args, what, fix) => {
    const { code, stdout, stderr } = await standin(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(what);
    expect(stderr).toContain(fix);
  });
});
