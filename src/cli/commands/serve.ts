/** Floor 9: `standin serve`: the mock IdPs on this machine. */
import { VENDOR_NAMES } from '../../scenario/scenario.js';
import type { Command } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';

/** `standin serve [SCENARIO…]` */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'mock identity providers on localhost, to log in as anybody',
  arguments: [
    [
      '[scenario...]',
      'scenario files or folders of them: their people and tenants (default: a small company)',
    ],
  ],
  options: [
    { flags: '--port <number>', summary: 'port; 0: any free one', fallback: '7000' },
    { flags: '--host <address>', summary: 'address to listen at', fallback: '127.0.0.1' },
    {
      flags: '--public-url <url>',
      summary: 'the address that browsers and apps use, where it is another one',
    },
    {
      flags: '--idp <vendor>',
      summary: 'only this IdP; may be given several times (default: okta, entra)',
      choices: VENDOR_NAMES,
      repeatable: true,
    },
    {
      flags: '--sp-metadata <file|url>',
      summary: 'your app, by its SAML metadata; may be given several times',
      repeatable: true,
    },
    CONFIG_OPTION,
    { flags: '--strict', summary: 'refuse apps that were not named, as the vendors do' },
    {
      flags: '--auto-login [user]',
      summary: 'log in without a page: whom login_hint names, or this user',
    },
    {
      flags: '--admin-token <text>',
      summary: 'demanded by the admin API (or STANDIN_ADMIN_TOKEN)',
    },
    {
      flags: '--keys <dir>',
      summary: 'keys, made at the first start and kept',
      fallback: '.standin/keys',
    },
    {
      flags: '--https',
      summary: 'serve https with a certificate of its own, kept beside the keys',
    },
    {
      flags: '--profile <name>',
      summary: 'what the embedded service provider promises (default: proof)',
    },
    { flags: '--no-sp', summary: 'no embedded service provider' },
    { flags: '--watch', summary: 'read scenario files again when they change' },
    { flags: '--clock <instant>', summary: 'the clock stands still there; now: it runs' },
    { flags: '--seed <text>', summary: 'fixes every identifier of messages (default: drawn)' },
    { flags: '--json', summary: 'print one line of JSON when it listens' },
  ],
  examples: [
    ['standin serve', 'an Okta and an Entra with people in every state, and an app to try them'],
    ['standin serve story.yaml --watch', 'the people of a scenario file'],
    ['standin serve --sp-metadata http://localhost:3000/saml/metadata', 'your app, known at once'],
  ],
  async run([scenarios = []], options, io) {
    const { serve } = await import('../serve/serve.js');
    return serve([scenarios].flat(), options, io);
  },
};
