/** Floor 9: waits until somebody ends the server. */

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Waits for SIGINT or SIGTERM, then closes; a second signal does not wait any longer.
 *
 * @param close - finishes what is under way
 */
export async function untilSignal(close: () => Promise<void>): Promise<void> {
  const waiting: { resolve?: () => void } = {};
  const asked = new Promise<void>((resolve) => (waiting.resolve = resolve));
  const onSignal = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (waiting.resolve === undefined) {
      process.exit(EXIT_CODES[signal]);
    } else {
      waiting.resolve();
      delete waiting.resolve;
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  try {
    await asked;
    await close();
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
