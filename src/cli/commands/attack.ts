/** Floor 9: `standin attack`: throws forged messages at an SP and says what happened. */
import { REPORTER_NAMES } from '../../report/reporter-names.js';
import type { Command, Options } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';
import type { Io } from '../io.js';
import { flagOption, textOption } from '../options.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';

async function attack(names: readonly string[], options: Options, io: Io): Promise<number> {
  if (flagOption(options, 'list')) {
    return (await import('../attack/list.js')).listAttacks(names, options, io);
  }
  if (textOption(options, 'explain') !== undefined) {
    return (await import('../attack/explain.js')).explainAttack(options, io);
  }
  if (flagOption(options, 'prove')) {
    return (await import('../attack/prove.js')).prove(names, options, io);
  }
  if (textOption(options, 'fuzz') !== undefined) {
    return (await import('../attack/fuzz.js')).fuzz(options, io);
  }
  return (await import('../attack/campaign.js')).playCampaign(names, options, io);
}

/** `standin attack [ID|GROUP…]` */
export const attackCommand: Command = {
  name: 'attack',
  summary: 'throw forged and malformed assertions at a service provider and judge what it does',
  arguments: [
    ['[name...]', 'ids of attacks, groups, or attack files (default: all that come with Standin)'],
  ],
  options: [
    {
      flags: '--sp <name>',
      summary: 'embedded, or a target of standin.config.yaml',
      fallback: 'embedded',
    },
    CONFIG_OPTION,
    {
      flags: '--allow-host <host>',
      summary:
        'attack this host, which is not this machine; exact name, may be given several times',
      repeatable: true,
    },
    {
      flags: '--idp <vendor>',
      summary: "forge messages of this IdP (default: okta, or the target's first)",
      choices: VENDOR_NAMES,
    },
    {
      flags: '--severity <list>',
      summary: 'only these, separated by commas: critical, high, medium, low, info',
    },
    {
      flags: '--defect <id>',
      summary: 'give the embedded service provider a defect; may be given several times',
      repeatable: true,
    },
    {
      flags: '--reporter <name[=file]>',
      summary: `${REPORTER_NAMES.join(', ')} (default: pretty); may be given several times`,
      repeatable: true,
    },
    { flags: '--json', summary: 'the same as --reporter json' },
    { flags: '--seed <text>', summary: 'fixes every identifier (default: drawn, and shown)' },
    { flags: '--strict', summary: 'fail when something cannot be verified' },
    { flags: '--show-secrets', summary: 'leave cookies, tokens and RelayState in the evidence' },
    { flags: '--list', summary: 'show the attacks, send nothing' },
    {
      flags: '--explain <id>',
      summary: 'what an attack changes, why it matters, and the message before and after',
    },
    {
      flags: '--prove',
      summary: 'hold the corpus against the strict service provider and its mutants',
    },
    {
      flags: '--fuzz <n>',
      summary: 'compose so many forgeries by chance, keep and shrink what gets in',
    },
  ],
  examples: [
    ['standin attack', 'everything, at the embedded service provider: it resists'],
    [
      'standin attack wrapping --sp my-app --reporter sarif=attacks.sarif',
      'one group at your own app, for code scanning',
    ],
    ['standin attack xsw3-assertion-before --defect first-assertion', 'see an attack succeed'],
    ['standin attack --explain xsw3-assertion-before', 'how it works'],
  ],
  run: ([names = []], options, io) => attack([names].flat(), options, io),
};
