/** A request that carries a message, as it is before anybody touches it. */
import type { ForgedRequest } from '../../../src/mutation/operation.js';
import { SP } from '../../idp/scene.js';

export const REQUEST: ForgedRequest = {
  method: 'POST',
  url: SP.acsUrl,
  query: [],
  fields: [
    ['SAMLResponse', 'PGEvPg+/=='],
    ['RelayState', '/documents/7'],
  ],
  body: 'form',
  headers: {},
};
