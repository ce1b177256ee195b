/** Test tool: a server as the command line starts it, in this process. */
import { startServing, type Serving } from '../../../src/cli/serve/start-serving.js';
import { readSettings } from '../../../src/cli/serve/serve-settings.js';
import type { Options } from '../../../src/cli/command.js';
import type { Io } from '../../../src/cli/io.js';
import { scratchFolder } from '../command-line.js';

/** What it is started with: options by their names in camel case. */
export interface ServingOptions {
  readonly scenarios?: readonly string[];
  readonly options?: Options;
  /** Files of the folder that it is started in. */
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Io['env'];
}

export interface TestServing extends AsyncDisposable {
  readonly serving: Serving;
  /** What it said on stderr. */
  readonly said: () => string;
}

async function* nothing(): AsyncGenerator<string> {
  yield await Promise.resolve('');
}

/** Keys are made once for all servers of a test file. */
const shared = scratchFolder();

/** Starts a server on free ports; it is gone with its folder when the test ends. */
export async function openServing(given: ServingOptions = {}): Promise<TestServing> {
  const folder = scratchFolder();
  for (const [name, text] of Object.entries(given.files ?? {})) folder.write(name, text);
  const texts = { stderr: '' };
  const io: Io = {
    stdout: { write: () => true },
    stderr: { write: (text) => (texts.stderr += text) },
    stdin: nothing(),
    env: given.env ?? {},
    isTTY: { stdout: false, stderr: false },
    cwd: folder.path,
  };
  const options = { port: '0', keys: `${shared.path}/keys`, ...given.options };
  try {
    const settings = readSettings(given.scenarios ?? [], options, io);
    const serving = await startServing(settings, options, io);
    return {
      serving,
      said: () => texts.stderr,
      async [Symbol.asyncDispose]() {
        await serving.close();
        folder.remove();
      },
    };
  } catch (error) {
    folder.remove();
    throw error;
  }
}

/** Removes the keys. */
export function removeKeys(): void {
  shared.remove();
}
