/** Floor 5: what is done when Standin itself is ended. */

/** What to do. */
export interface Leaving {
  /** On SIGINT, SIGTERM or SIGHUP; Standin ends by the same signal afterwards. */
  readonly leave: () => Promise<void>;
  /** When the process exits in any other way: nothing here can wait. */
  readonly exit: () => void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Watches for the end of this process.
 *
 * @returns a function that ends the watch
 */
export function onSignals({ leave, exit }: Leaving): () => void {
  const onSignal = (signal: NodeJS.Signals): void => {
    forget();
    const raise = (): void => {
      // Whoever else listens decides; with nobody else the signal does what it always does.
      if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    };
    leave().then(raise, raise);
  };
  const forget = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
    process.off('exit', exit);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  process.on('exit', exit);
  return forget;
}
