/** The embedded reference SP as something a test logs in to: it shows everything, and its clock is the IdP's. */
import { findProfile } from '../../src/run/find-profile.js';
import { PACKAGE_ROOT } from '../../src/run/package-root.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { TargetOffer } from '../../src/sp/target.js';

/** An SP of its own, with an entity ID of its own when it is one of several. */
export function referenceOffer(profileName = 'proof', host?: string): TargetOffer {
  const own = findProfile(profileName, `${PACKAGE_ROOT}standin.config.yaml`);
  const profile =
    host === undefined
      ? own
      : { ...own, entityId: `https://${host}/metadata`, acs: `https://${host}/acs` };
  const settings = { profile: profileName };
  return {
    name: 'reference',
    idps: ['okta', 'entra', 'google-workspace', 'onelogin', 'generic'],
    application: 'app',
    profile: settings,
    abilities: {
      clock: true,
      trust: true,
      reset: false,
      deprovision: profile.deprovision === 'pushed',
      startOptions: true,
      signsRequests: false,
      singleLogout: false,
    },
    start: () => Promise.resolve(),
    open: (context) => openEmbeddedSp({ profile, settings, context }),
    stop: () => Promise.resolve(),
  };
}
