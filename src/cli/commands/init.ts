/** Floor 9: `standin init`: a configuration and a first story to begin with. */
import type { Command, Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { flagOption } from '../options.js';

const CONFIG = 'standin.config.yaml';

const NEXT = `
Next:
  1. Look at standin.config.yaml: where the app is, and how to see who is logged in.
  2. Let the app trust Standin's identity provider; this is its metadata:
       standin metadata --target my-app > idp-metadata.xml
  3. Try it, one line for each part:
       standin doctor --target my-app
  4. Play the first story, then those that come with Standin:
       standin run scenarios/first-login.yaml
       standin run --target my-app
`;

const MARKS = {
  wrote: 'wrote   ',
  replaced: 'replaced',
  kept: 'kept    ',
} as const;

async function init(options: Options, io: Io): Promise<number> {
  const [
    path,
    { existsSync },
    { configText, USUAL_APP },
    { STORY_TEXT },
    { askFacts },
    { placeFile },
  ] = await Promise.all([
    import('node:path'),
    import('node:fs'),
    import('../init/config-text.js'),
    import('../init/story-text.js'),
    import('../init/ask-facts.js'),
    import('../init/place-file.js'),
  ]);
  const force = flagOption(options, 'force');
  const fresh = force || !existsSync(path.resolve(io.cwd, CONFIG));
  const watched = io.isTTY.stdout && io.isTTY.stderr && !flagOption(options, 'yes');
  const facts = fresh && watched ? await askFacts(USUAL_APP, io) : USUAL_APP;
  const files = [
    [CONFIG, configText(facts)],
    ['scenarios/first-login.yaml', STORY_TEXT],
  ] as const;
  for (const [name, text] of files) {
    const placed = placeFile(path.resolve(io.cwd, name), text, force);
    const why = placed === 'kept' ? ' (it is there already; --force replaces it)' : '';
    io.stdout.write(`${MARKS[placed]} ${name}${why}\n`);
  }
  io.stdout.write(NEXT);
  return EXIT.passed;
}

/** `standin init` */
export const initCommand: Command = {
  name: 'init',
  summary: 'write a standin.config.yaml that explains itself, and a first story',
  arguments: [],
  options: [
    { flags: '--yes', summary: 'ask nothing: take the usual addresses' },
    { flags: '--force', summary: 'replace files that are there' },
  ],
  examples: [['standin init --yes', 'in the folder of the app; files that are there are kept']],
  run: (_args, options, io) => init(options, io),
};
