/** Floor 9: the SP that is attacked: embedded, or a target; nothing leaves this machine that the user did not name. */
import { UserError } from '../../base/errors.js';
import { isLoopback } from '../../base/loopback.js';
import type { Range } from '../../run/campaign/attack-item.js';
import { toldOrigins } from '../../sp/outside/configured-network.js';
import type { TargetConfig } from '../../scenario/target-config.js';
import type { Options } from '../command.js';
import { configFile } from '../config-file.js';
import type { Io } from '../io.js';
import { listOption, textOption } from '../options.js';
import { vendorOption } from '../vendor-option.js';

/** The SP, and what must not stand in a report of it. */
export interface AttackedSp {
  readonly range: Range;
  readonly secrets: readonly string[];
}

/** Refuses a target that is elsewhere. */
function checkHosts(config: TargetConfig, allowed: readonly string[]): void {
  for (const origin of toldOrigins(config)) {
    const { hostname } = new URL(origin);
    if (isLoopback(hostname) || allowed.includes(hostname)) continue;
    throw new UserError(
      'host-refused',
      `${config.name} is at ${hostname}, which is not this machine.`,
      {
        fix: `Attack only what is yours: add --allow-host ${hostname} to say that it is.`,
      },
    );
  }
}

/**
 * The SP of `--sp`.
 *
 * @throws UserError `host-refused`, `target-unknown`, `config-not-found`, `option-invalid`
 */
export async function attackedSp(options: Options, io: Io): Promise<AttackedSp> {
  const name = textOption(options, 'sp') ?? 'embedded';
  const defects = listOption(options, 'defect');
  if (name === 'embedded') {
    return { range: { vendor: vendorOption(options) ?? 'okta', defects }, secrets: [] };
  }
  if (defects.length > 0) {
    throw new UserError(
      'option-invalid',
      'Only the embedded service provider can be given defects.',
      {
        fix: 'Leave --defect or --sp out.',
      },
    );
  }
  const { offerTarget, readConfig, targetConfig } = await import('../read-config.js');
  const { configSecrets } = await import('../../run/evidence/config-secrets.js');
  const config = targetConfig(readConfig(options, io), name);
  checkHosts(config, listOption(options, 'allowHost'));
  const target = offerTarget(config);
  const vendor = vendorOption(options) ?? target.idps[0] ?? 'okta';
  return {
    range: { vendor, target, config: configFile(options, io.cwd) },
    secrets: configSecrets(config),
  };
}
