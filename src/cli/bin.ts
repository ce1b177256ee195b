/** Floor 9: the process's side of the command line: what `bin/standin.js` starts. */
import { main } from './main.js';

// `standin run | head` ends the reader first; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  isTTY: { stdout: process.stdout.isTTY, stderr: process.stderr.isTTY },
  cwd: process.cwd(),
});
