/** Floor 9: `standin serve` from its options to its end. */
import { StandinError, UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { Options } from '../command.js';
import { EXIT } from '../exit-codes.js';
import type { Io } from '../io.js';
import { printError } from '../print-error.js';
import { startedJson, startedText } from './screen.js';
import { readSettings, type ServeSettings } from './serve-settings.js';
import { startServing, type Serving } from './start-serving.js';
import { untilSignal } from './until-signal.js';

/** Says it loudly, once. */
function warn({ host }: ServeSettings, io: Io): void {
  if (isLoopback(host.includes(':') ? `[${host}]` : host)) return;
  io.stderr.write(
    `standin: warning: other machines can reach this server, and anybody there can log in as anybody.\n`,
  );
}

/** A file that is wrong changes nothing; what is wrong with it is told. */
async function reload(serving: Serving, io: Io): Promise<void> {
  try {
    await serving.reload();
    const count = serving.state.tenants.size;
    const tenants = count === 1 ? '1 tenant' : `${count} tenants`;
    io.stderr.write(`standin: read again: ${tenants}, everybody is signed out\n`);
  } catch (error) {
    if (!(error instanceof StandinError)) throw error;
    await printError(error, io);
    io.stderr.write('standin: the server goes on with what it had\n');
  }
}

async function watching(
  { scenarios, watch }: ServeSettings,
  serving: Serving,
  io: Io,
): Promise<() => void> {
  if (!watch) return () => undefined;
  const { watchFiles } = await import('./watch-files.js');
  return watchFiles(scenarios, io.cwd, () => reload(serving, io));
}

function checkWatch({ watch, scenarios }: ServeSettings): void {
  if (!watch || scenarios.length > 0) return;
  throw new UserError('option-invalid', '--watch: there is no scenario file to watch.', {
    fix: 'Name scenario files, or leave --watch out.',
  });
}

/** Serves until a signal comes. */
export async function serve(
  scenarios: readonly string[],
  options: Options,
  io: Io,
): Promise<number> {
  const settings = readSettings(scenarios, options, io);
  checkWatch(settings);
  const serving = await startServing(settings, options, io);
  warn(settings, io);
  const endWatch = await watching(settings, serving, io);
  // Whoever reads the line may end the server at once.
  const ended = untilSignal(async () => {
    endWatch();
    await serving.close();
  });
  io.stdout.write(settings.json ? startedJson(serving) : startedText(serving, settings, io.cwd));
  await ended;
  return EXIT.passed;
}
