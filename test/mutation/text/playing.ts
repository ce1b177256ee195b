/** Operations on a message of each vendor, without the rest of a forgery. */
import { spawnSync } from 'node:child_process';
import type { Scene } from '../../../src/mutation/operation.js';
import type { VendorName } from '../../../src/scenario/scenario.js';
import { fixedKey, scene, SP } from '../../idp/scene.js';

export const VENDORS: readonly VendorName[] = [
  'okta',
  'entra',
  'google-workspace',
  'onelogin',
  'generic',
];

/** A genuine message, signed. */
export function messageOf(vendor: VendorName): string {
  return scene(vendor).issue().xml;
}

/** Everything an operation may ask; `genuine` is Okta's key. */
export const SCENE: Scene = {
  context: scene('okta').context,
  values: {},
  identities: {},
  key: () => fixedKey('okta-1'),
  signing: {
    response: true,
    assertion: true,
    algorithm: 'rsa-sha256',
    digest: 'sha256',
    form: { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] },
  },
  acsUrl: SP.acsUrl,
  relayState: '/documents/7',
};

/** Whether the machine has iconv, which knows every encoding of ours. */
export const ICONV: boolean = spawnSync('iconv', ['--version']).status === 0;

/** What iconv reads in bytes of an encoding. */
export function iconv(bytes: Uint8Array, from: string): string {
  const run = spawnSync('iconv', ['-f', from, '-t', 'UTF-8'], { input: bytes });
  return run.status === 0 ? run.stdout.toString() : run.stderr.toString();
}
