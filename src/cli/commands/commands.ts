/** Floor 9: the table of commands, one file each. */
import type { Command } from '../command.js';
import { attackCommand } from './attack.js';
import { doctorCommand } from './doctor.js';
import { initCommand } from './init.js';
import { inspectCommand } from './inspect.js';
import { keysCreateCommand } from './keys-create.js';
import { metadataCommand } from './metadata.js';
import { mintCommand } from './mint.js';
import { runCommand } from './run.js';
import { schemaCommand } from './schema.js';
import { serveCommand } from './serve.js';

/** Every command, in the order `--help` lists them. */
export const COMMANDS: readonly Command[] = [
  runCommand,
  attackCommand,
  serveCommand,
  initCommand,
  doctorCommand,
  mintCommand,
  metadataCommand,
  inspectCommand,
  keysCreateCommand,
  schemaCommand,
];
