/** Floor 5: what the configuration lets Standin do at the app. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { InternalError, UserError } from '../../base/errors.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import { perform, type Means } from '../action/perform.js';
import type { IdpTrust } from '../target.js';
import type { Hooks } from './open-target.js';

type Actions = Pick<TargetConfig, 'reset' | 'deprovision' | 'clock' | 'trust'>;

/** Writes the IdP's metadata where the app reads it. */
export async function writeTrust(file: string, metadata: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, metadata);
  } catch (cause) {
    throw new UserError('file-unwritable', `\`trust\`: ${file} cannot be written.`, {
      fix: 'Name a file in a folder that can be written to.',
      cause,
    });
  }
}

function metadataOf({ metadata, vendor }: IdpTrust): string {
  if (metadata !== undefined) return metadata;
  throw new InternalError('internal', `nobody made the metadata of ${vendor}`);
}

function trustHook(trust: NonNullable<Actions['trust']>, means: Means): Required<Hooks>['trust'] {
  return async (idp) => {
    const metadata = metadataOf(idp);
    if (trust.kind === 'file') return writeTrust(trust.file, metadata);
    return perform('trust', trust, { values: { metadata, idp: idp.vendor }, means });
  };
}

/**
 * Makes the hooks of a configured target; those without configuration are not there.
 *
 * @param actions - as they are configured
 * @param means - how requests and commands reach the app
 */
export function configuredHooks(
  { reset, deprovision, clock, trust }: Actions,
  means: Means,
): Hooks {
  return {
    ...(reset && { reset: () => perform('reset', reset, { values: {}, means }) }),
    ...(deprovision && {
      deprovision: (person) => perform('deprovision', deprovision, { values: person, means }),
    }),
    ...(clock && {
      setClock: (now) =>
        perform('clock', clock, { values: { now: new Date(now).toISOString() }, means }),
    }),
    ...(trust && { trust: trustHook(trust, means) }),
  };
}
