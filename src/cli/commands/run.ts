/** Floor 9: `standin run`: plays stories and judges what the SP does. */
import { UserError } from '../../base/errors.js';
import { REPORTER_NAMES } from '../../report/reporter-names.js';
import type { Plan } from '../../run/plan.js';
import type { Command, Options } from '../command.js';
import { CONFIG_OPTION } from '../config-option.js';
import { EXIT, RUN_EXITS } from '../exit-codes.js';
import type { Io } from '../io.js';
import { flagOption, textOption } from '../options.js';
import { progressOn } from '../progress.js';
import { VENDOR_NAMES } from '../../scenario/scenario.js';

/** Shows what would be played, and what would not. */
function list({ items, leftOut }: Plan, io: Io): number {
  for (const { id, scenario } of items) {
    const tags = scenario.tags.map((tag) => ` #${tag}`).join('');
    io.stdout.write(`${id}  ${scenario.title}${tags}\n`);
  }
  if (leftOut.length > 0) io.stdout.write('\nleft out:\n');
  for (const { id, why } of leftOut) io.stdout.write(`${id}  ${why}\n`);
  return EXIT.passed;
}

/** A run in which nothing is played would be green for the wrong reason. */
function refuseNothing({ items, leftOut }: Plan, options: Options): void {
  if (items.length > 0) return;
  const target = textOption(options, 'target') ?? '';
  const message = `None of ${leftOut.length} stories applies to the target "${target}".`;
  throw new UserError('scenario-not-found', message, {
    fix: `standin run --target ${target} --list says why.`,
  });
}

async function run(paths: readonly string[], options: Options, io: Io): Promise<number> {
  const { choicesOf, report } = await import('../reporter-choice.js');
  const choices = choicesOf(options, io);
  const [{ planRun }, { fitPlan }, { planOptions, runOptions }, { runTargets }] = await Promise.all(
    [
      import('../../run/plan.js'),
      import('../../run/applicability/fit-plan.js'),
      import('../run-options.js'),
      import('../run-targets.js'),
    ],
  );
  const targets = await runTargets(options, io);
  const asked = planOptions(paths, options, io);
  const plan = await fitPlan(planRun({ ...targets, ...asked }), progressOn(io));
  if (flagOption(options, 'list')) return list(plan, io);
  refuseNothing(plan, options);
  const [{ runPlan }, { withTargets }] = await Promise.all([
    import('../../run/run.js'),
    import('../../run/with-targets.js'),
  ]);
  const how = runOptions(paths, options, { io, choices, targets });
  const apps = plan.items.flatMap(({ target }) => (target === undefined ? [] : [target]));
  const result = await withTargets(apps, () => runPlan(plan, how));
  await report(result, choices, io);
  return RUN_EXITS[result.verdict];
}

/** `standin run [PATH…]` */
export const runCommand: Command = {
  name: 'run',
  summary: 'play scenario files and judge what the service provider does',
  arguments: [
    [
      '[path...]',
      'scenario files or folders of them (default: the stories that come with Standin)',
    ],
  ],
  options: [
    {
      flags: '--idp <vendor>',
      summary: 'play as this IdP; stories made for others are left out',
      choices: VENDOR_NAMES,
    },
    {
      flags: '--target <name>',
      summary:
        'play at this target of standin.config.yaml (default: the embedded service provider)',
    },
    CONFIG_OPTION,
    { flags: '--grep <regexp>', summary: 'only stories whose id, title or tags match' },
    {
      flags: '--reporter <name[=file]>',
      summary: `${REPORTER_NAMES.join(', ')} (default: pretty); may be given several times`,
      repeatable: true,
    },
    { flags: '--json', summary: 'the same as --reporter json' },
    { flags: '--seed <text>', summary: 'fixes every identifier (default: drawn, and shown)' },
    { flags: '--now <instant>', summary: 'start of stories without a clock of their own' },
    { flags: '--strict', summary: 'fail when a promise cannot be verified' },
    { flags: '--show-secrets', summary: 'leave cookies, tokens and RelayState in the evidence' },
    { flags: '--list', summary: 'show what would be played, send nothing' },
  ],
  examples: [
    ['standin run', 'the built-in stories on the embedded service provider'],
    ['standin run --target my-app --reporter html=report.html', 'your own app, with evidence'],
    ['standin run story.yaml --idp entra --reporter junit=standin.xml', 'one story, for CI'],
  ],
  run: ([paths = []], options, io) => run([paths].flat(), options, io),
};
