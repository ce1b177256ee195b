/** Floor 9: `standin attack --list`. */
import { EXIT } from '../exit-codes.js';
import type { Options } from '../command.js';
import type { Io } from '../io.js';
import { selectedAttacks } from './selection.js';

/** One line an attack, tabs between: id, severity, what a correct SP does, title. */
export function listAttacks(names: readonly string[], options: Options, io: Io): number {
  let group = '';
  for (const attack of selectedAttacks(names, options, io)) {
    if (attack.group !== group) io.stdout.write(`${group === '' ? '' : '\n'}${attack.group}\n`);
    ({ group } = attack);
    const { id, severity, expect, title } = attack;
    io.stdout.write(`  ${id.padEnd(40)} ${severity.padEnd(8)} ${expect.padEnd(10)} ${title}\n`);
  }
  return EXIT.passed;
}
