/** Floor 9: `standin mint`: one signed Response. */
import type { Issued } from '../../idp/outcome.js';
import type { Command, Options } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';
import { UserError } from '../../base/errors.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import type { mintForgery, MintedForgery } from '../mint-forgery.js';
import { listOption, textOption } from '../options.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

/** The request as it goes over the wire; without a forgery, as the vendor's page would make it. */
function requestText({ request, xml, acsUrl, relayState }: Issued): string {
  if (request === undefined) {
    const state = relayState === undefined ? {} : { RelayState: relayState };
    const body = new URLSearchParams({ SAMLResponse: base64(xml), ...state });
    return `POST ${acsUrl}\ncontent-type: application/x-www-form-urlencoded\n\n${body.toString()}`;
  }
  const { method, url, headers, body = new Uint8Array() } = request;
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  return `${method} ${url}\n${lines.join('')}\n${Buffer.from(body).toString('latin1')}`;
}

/** A page posts nothing but fields: an attack on the bytes around them cannot be one. */
function formText({ page, request, xml, relayState }: Issued): string {
  const state = relayState === undefined ? {} : { RelayState: relayState };
  const plain = new URLSearchParams({ SAMLResponse: base64(xml), ...state }).toString();
  const { method, body = new Uint8Array() } = request ?? {};
  if (request === undefined || (method === 'POST' && Buffer.from(body).toString() === plain)) {
    return page.html;
  }
  throw new UserError(
    'not-supported',
    'No page can post this message: its bytes are changed on the way.',
    {
      fix: 'Use --format http.',
    },
  );
}

const FORMATS: Readonly<Record<string, (issued: Issued) => string>> = {
  xml: ({ xml }) => xml,
  base64: ({ xml }) => base64(xml),
  form: formText,
  http: requestText,
  json: ({ xml, acsUrl, relayState, facts }) =>
    JSON.stringify({ acsUrl, relayState, SAMLResponse: base64(xml), facts, xml }, null, 2),
};

/** A line break at the end, without a second one. */
function line(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** Nothing of attacks is loaded for a genuine message. */
async function forgeryFor(
  ...given: Parameters<typeof mintForgery>
): Promise<Partial<MintedForgery>> {
  if (textOption(given[0], 'mutate') === undefined) return {};
  const { mintForgery: forge } = await import('../mint-forgery.js');
  return forge(...given) ?? {};
}

async function prepare(options: Options, io: Io) {
  const { cwd } = io;
  const [
    { randomBytes },
    { connect, namedTarget, spOptions },
    { mintUser, scenarioOption },
    { withAttributes },
  ] = await Promise.all([
    import('node:crypto'),
    import('../connection.js'),
    import('../mint-user.js'),
    import('../literal-attributes.js'),
  ]);
  const target = await namedTarget(options, io);
  const sp = spOptions(options, target);
  if (sp === undefined) {
    throw new UserError('option-invalid', '--acs is missing.', {
      fix: 'Add --acs URL, or "acs" to the target of --target.',
    });
  }
  const scenario = scenarioOption(options, cwd);
  const connection = connect(options, sp, {
    cwd,
    target,
    seed: randomBytes(8).toString('hex'),
    instant: scenario?.clock ?? Date.now(),
    ...(scenario === undefined ? {} : { settings: scenario.idp }),
  });
  const application = withAttributes(connection.application, listOption(options, 'attr'));
  const minted = mintUser(options, scenario, connection);
  const { vendor } = connection;
  const about = { application, vendor: vendor.name, user: minted.user };
  const forged = await forgeryFor(options, io, about);
  return { ...connection, application, ...minted, ...forged };
}

async function mint(options: Options, io: Io): Promise<number> {
  const [{ login }, { pretendedRequest }, prepared] = await Promise.all([
    import('../../login.js'),
    import('../../run/pretended-request.js'),
    prepare(options, io),
  ]);
  const { application, context } = prepared;
  const id = textOption(options, 'inResponseTo');
  const relayState = textOption(options, 'relayState');
  const asked =
    id === undefined ? undefined : pretendedRequest(id, application, context.clock.now());
  const state = relayState === undefined ? {} : { relayState };
  const request = asked === undefined ? state : { request: { ...asked, ...state } };
  const outcome = login({ ...prepared, ...request }, context);
  if (outcome.kind === 'refused') {
    io.stderr.write(
      `standin: ${prepared.vendor.title} refuses: ${outcome.reason} (${outcome.code})\n`,
    );
    return EXIT.failed;
  }
  const format = FORMATS[textOption(options, 'format') ?? 'xml'];
  io.stdout.write(line(format?.(outcome) ?? outcome.xml));
  return EXIT.passed;
}

/** `standin mint --idp V --acs URL --email E` */
export const mintCommand: Command = {
  name: 'mint',
  summary: 'print one signed Response',
  arguments: [],
  options: [
    { flags: '--idp <vendor>', summary: 'whose Response', choices: VENDOR_NAMES },
    { flags: '--acs <url>', summary: 'assertion consumer service of the SP' },
    { flags: '--target <name>', summary: 'for this target of standin.config.yaml' },
    CONFIG_OPTION,
    { flags: '--audience <text>', summary: "the SP's entity ID (default: the ACS URL)" },
    { flags: '--email <address>', summary: 'for a made-up user with this e-mail' },
    {
      flags: '--attr <name=value>',
      summary: 'send this attribute too; may be given several times',
      repeatable: true,
    },
    { flags: '--scenario <file>', summary: 'for a user of this story, as before its first step' },
    { flags: '--user <handle>', summary: 'which user of the story' },
    { flags: '--in-response-to <id>', summary: 'ID of the AuthnRequest (default: IdP-initiated)' },
    { flags: '--relay-state <text>', summary: 'RelayState, for --format form and json' },
    {
      flags: '--mutate <id>',
      summary: 'forge it as this attack does, or as an attack file says',
    },
    {
      flags: '--victim <address>',
      summary: 'whom the forged message impersonates (default: admin@corp.example)',
    },
    { flags: '--keys <dir>', summary: 'sign with the keys in this folder (default: fixed ones)' },
    {
      flags: '--now <instant>',
      summary: 'when it is issued (default: now, or the clock of the story)',
    },
    { flags: '--seed <text>', summary: 'fixes every identifier (default: drawn)' },
    {
      flags: '--format <format>',
      summary: 'how to print it; form is the page that posts it, http the request to the byte',
      choices: Object.keys(FORMATS),
      fallback: 'xml',
    },
  ],
  examples: [
    [
      'standin mint --idp okta --acs https://app.example/acs --audience my-app --email ada@acme.example',
      'the Response Okta would post for Ada',
    ],
    [
      'standin mint --idp okta --acs https://app.example/acs --email me@corp.example --mutate xsw3-assertion-before',
      'the same, forged: a second assertion speaks of the administrator',
    ],
  ],
  run: (_args, options, io) => mint(options, io),
};
