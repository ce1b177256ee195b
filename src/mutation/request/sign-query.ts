/** Floor 3: `sign-query`: the signature of the HTTP-Redirect binding (saml-bindings 3.4.4.1). */
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { SIGNATURE_ALGORITHMS } from '../../keys/algorithms.js';
import type { SignatureAlgorithm } from '../../keys/keys.js';
import { signQuery as signed } from '../../keys/query-signature.js';
import type { Operation, RequestField } from '../operation.js';
import { fieldOf, fieldsOf } from './fields.js';

function algorithmOf(name: string): SignatureAlgorithm {
  if (Object.hasOwn(SIGNATURE_ALGORITHMS, name)) return name as SignatureAlgorithm;
  throw new UserError('value-invalid', `sign-query: "${name}" is no algorithm.`, {
    fix: didYouMean(name, Object.keys(SIGNATURE_ALGORITHMS)),
  });
}

/** The signature covers the spelling: nothing may be encoded anew. */
function pairOf(part: string): RequestField {
  const equals = part.indexOf('=');
  return [part.slice(0, equals), part.slice(equals + 1), 'both'];
}

export const signQuery: Operation<'sign-query', 'request'> = {
  stage: 'request',
  describe: ({ key = 'genuine' }) => `signs the query with the key ${key}`,
  apply(draft, { key = 'genuine', algorithm }, scene) {
    const message = fieldOf(draft, 'SAMLResponse')[1];
    const relayState = fieldsOf(draft).find(([name]) => name === 'RelayState')?.[1];
    const query = signed(
      {
        parameter: 'SAMLResponse',
        message,
        ...(relayState === undefined ? {} : { relayState }),
      },
      {
        key: scene.key(key),
        algorithm: algorithm === undefined ? scene.signing.algorithm : algorithmOf(algorithm),
      },
    );
    const covered = query.split('&').map(pairOf);
    const names = new Set(covered.map(([name]) => name));
    const rest = (fields: readonly RequestField[]): readonly RequestField[] =>
      fields.filter(([name]) => !names.has(name));
    return { ...draft, query: rest(draft.query), fields: [...covered, ...rest(draft.fields)] };
  },
};
