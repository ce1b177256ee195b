/** Floor 5: checks of the way that a form came. */
import { failed, passed, type Check } from './check.js';

/** Whoever reads on the way has the message before the SP has it. */
export const secureTransport: Check = {
  id: 'secure-transport',
  clause: 'saml-bindings 3.5.5.1',
  reason: 'destination-mismatch',
  test: (_evidence, { profile, scheme }) =>
    scheme === 'http' && profile.acs.startsWith('https:')
      ? failed('the message came over plain HTTP')
      : passed(),
};
