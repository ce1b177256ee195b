/** Floor 5: what functions of a test do at its app. */
import { InternalError, StandinError, TargetError } from '../../base/errors.js';
import type { AppOptions } from '../app-options.js';
import type { Hooks } from './open-target.js';

/** Calls a function of the test; what it throws becomes an error that names it. */
async function call(name: string, act: () => unknown): Promise<void> {
  try {
    await act();
  } catch (cause) {
    if (cause instanceof StandinError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new TargetError('target-undrivable', `\`${name}\` failed: ${why}`, {
      fix: `Correct the function \`${name}\` of the app's options.`,
      cause,
    });
  }
}

/** The hooks of the options; those without a function are not there. */
export function appHooks({ reset, deprovision, setClock, trust }: AppOptions): Hooks {
  return {
    ...(reset && { reset: () => call('reset', reset) }),
    ...(deprovision && { deprovision: (person) => call('deprovision', () => deprovision(person)) }),
    ...(setClock && { setClock: (now) => call('setClock', () => setClock(new Date(now))) }),
    ...(trust && {
      trust: ({ metadata, vendor }) => {
        if (metadata === undefined) {
          throw new InternalError('internal', `nobody made the metadata of ${vendor}`);
        }
        return call('trust', () => trust(metadata));
      },
    }),
  };
}
