/** Floor 9: `standin metadata`: the IdP's metadata; its certificate is the one `mint` signs with. */
import type { Command, Options } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { urlOption } from '../options.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';

/** The SP that is described when none is named. */
const ANY_SP = { acsUrl: 'https://sp.example/acs', entityId: 'https://sp.example' };

/** The URL with another origin, and the base's path before its own. */
function rebased(url: string, base: string | undefined): string {
  if (base === undefined) return url;
  const { pathname, search } = new URL(url);
  return `${base.replace(/\/$/, '')}${pathname}${search}`;
}

async function metadata(options: Options, io: Io): Promise<number> {
  const { connect, namedTarget, spOptions } = await import('../connection.js');
  const target = await namedTarget(options, io);
  const sp = spOptions(options, target);
  const base = urlOption(options, 'baseUrl');
  const about = { cwd: io.cwd, seed: 'metadata', instant: Date.now(), target };
  const connection = connect(options, sp ?? ANY_SP, about);
  const { vendor, tenant, key } = connection;
  const ssoUrl = rebased(connection.application.ssoUrl, base);
  const application = { ...connection.application, ssoUrl };
  const text = vendor.metadata(tenant, application, [key.certificate]);
  io.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return EXIT.passed;
}

/** `standin metadata --idp V` */
export const metadataCommand: Command = {
  name: 'metadata',
  summary: "print the IdP's metadata, with the certificate that mint signs with",
  arguments: [],
  options: [
    { flags: '--idp <vendor>', summary: 'whose metadata', choices: VENDOR_NAMES },
    {
      flags: '--target <name>',
      summary: 'as this target of standin.config.yaml is to know the IdP',
    },
    CONFIG_OPTION,
    {
      flags: '--acs <url>',
      summary: 'assertion consumer service of the SP; give the same as to mint',
    },
    { flags: '--audience <text>', summary: "the SP's entity ID (default: the ACS URL)" },
    {
      flags: '--base-url <url>',
      summary: 'where the IdP is served (default: as the vendor serves it)',
    },
    { flags: '--keys <dir>', summary: 'keys in this folder (default: fixed ones)' },
  ],
  examples: [
    [
      'standin metadata --idp okta --acs https://app.example/acs --audience my-app > idp.xml',
      'what an SP asks for to trust the IdP',
    ],
  ],
  run: (_args, options, io) => metadata(options, io),
};
