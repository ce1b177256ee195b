/** Floor 9: `standin attack --prove`: the corpus against the strict service provider and its mutants. */
import { openCanary } from '../../run/canary.js';
import { proveCorpus, type Proof } from '../../run/campaign/prove.js';
import { ATTACKABLE } from '../../sp/defects/mutants.js';
import type { Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { progressOn } from '../progress.js';
import { vendorOption } from '../vendor-option.js';
import { standinVersion } from '../version.js';
import { attackStoryOptions } from './campaign.js';
import { selectedAttacks } from './selection.js';

function told({ attacks, controls, mutants, tries, gaps }: Proof): string {
  const lines = gaps.map(({ about, why }) => `  ${about}: ${why}`);
  const summary = `${attacks} attacks and ${controls} controls, ${mutants} mutants, ${tries} tries at them`;
  const end = gaps.length === 0 ? `proven: ${summary}` : `${gaps.length} gaps; ${summary}`;
  return `${[...lines, end].join('\n')}\n`;
}

/** Proves the corpus, or the part of it that is named. */
export async function prove(names: readonly string[], options: Options, io: Io): Promise<number> {
  const attacks = selectedAttacks(names, options, io);
  const onEvent = progressOn(io);
  const canary = await openCanary();
  try {
    const proof = await proveCorpus({
      attacks,
      vendor: vendorOption(options) ?? 'okta',
      story: attackStoryOptions(options, { secrets: [], choices: [] }),
      version: standinVersion(),
      defects: names.length === 0 ? ATTACKABLE : [],
      canary,
      ...(onEvent === undefined ? {} : { onEvent }),
    });
    io.stdout.write(told(proof));
    return proof.gaps.length === 0 ? EXIT.passed : EXIT.failed;
  } finally {
    await canary.close();
  }
}
