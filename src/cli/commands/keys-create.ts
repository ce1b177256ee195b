/** Floor 9: `standin keys create`: key pairs of one's own. */
import type { Command, Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { textOption } from '../options.js';
import type { CertificateShape, KeyKind } from '../../keys/keys.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';

const KINDS: readonly KeyKind[] = ['rsa-2048', 'rsa-3072', 'rsa-4096', 'ec-p256'];
const SHAPES: readonly CertificateShape[] = VENDOR_NAMES;

async function create(folder: string, options: Options, io: Io): Promise<number> {
  const [path, { randomBytes }, { createKeyFiles }, { seededRandom }, { writeKeyFiles }] =
    await Promise.all([
      import('node:path'),
      import('node:crypto'),
      import('../../keys/key-files.js'),
      import('../../base/random.js'),
      import('../write-key-files.js'),
    ]);
  const kind = KINDS.find((each) => each === textOption(options, 'kind')) ?? 'rsa-2048';
  const asked = SHAPES.find((each) => each === textOption(options, 'shape'));
  const name = textOption(options, 'name');
  const shapes = asked === undefined && name === undefined ? SHAPES : [asked ?? 'generic'];
  const files = shapes.flatMap((shape) =>
    createKeyFiles({
      names: [name ?? `${shape}-1`],
      kind,
      shape,
      tenant: textOption(options, 'cn') ?? 'standin',
      instant: Date.now(),
      random: seededRandom(randomBytes(16).toString('hex')),
    }),
  );
  writeKeyFiles(path.resolve(io.cwd, folder), files);
  for (const file of files) io.stdout.write(`${folder.replace(/\/$/, '')}/${file.name}\n`);
  return EXIT.passed;
}

/** `standin keys create DIR` */
export const keysCreateCommand: Command = {
  name: 'keys create',
  summary: 'make test-only signing keys; never overwrites a file',
  arguments: [['<dir>', 'folder for the key pairs, made when it is not there (mode 0700)']],
  options: [
    { flags: '--kind <kind>', summary: 'kind of keys', choices: KINDS, fallback: 'rsa-2048' },
    {
      flags: '--shape <vendor>',
      summary: 'whose certificates to look like (default: one pair of each)',
      choices: SHAPES,
    },
    { flags: '--name <name>', summary: 'name of the pair (default: okta-1, entra-1, …)' },
    { flags: '--cn <name>', summary: "the tenant's name in the certificate (default: standin)" },
  ],
  examples: [
    ['standin keys create my-keys', 'a pair of each vendor, for mint and metadata --keys my-keys'],
  ],
  run: ([folder = ''], options, io) => create(String(folder), options, io),
};
