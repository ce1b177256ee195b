/** Floor 7: do the configuration, the app's metadata and its AuthnRequest say the same of it? */
import { BINDINGS } from '../../../saml/names.js';
import type { Check } from '../check.js';
import { fine, wrong } from '../check.js';
import { stageOf } from '../examination.js';

/** What one source says of the app. */
type Said = readonly [what: string, where: string, value: string | undefined, expected: string];

export const metadataCheck: Check = {
  name: 'metadata',
  title: 'entity ID, ACS URL and binding agree',
  needs: ['begins'],
  examine(examination) {
    const stage = stageOf(examination);
    const { entityId, acsUrl } = stage.target;
    const { entityId: told, acs } = examination.config ?? {};
    const request = stage.seats.get('visitor')?.conversation.request?.request;
    const said: readonly Said[] = [
      ['entity ID', 'configuration', told, entityId],
      ['ACS URL', 'configuration', acs, acsUrl],
      ['entity ID', 'AuthnRequest', request?.issuer, entityId],
      ['ACS URL', 'AuthnRequest', request?.acsUrl, acsUrl],
      ['binding', 'AuthnRequest', request?.protocolBinding, BINDINGS.post],
    ];
    const differing = said.find(([, , value, right]) => value !== undefined && value !== right);
    if (differing === undefined) return fine(`${entityId}, ${acsUrl}`);
    const [what, where, value = '', right] = differing;
    return wrong(
      `the ${what} of its ${where} is ${value}, not ${right}`,
      'Correct "entityId", "acs" or "metadata" of the target, or the app.',
    );
  },
};
