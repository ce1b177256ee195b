/** Floor 3: `sign-query`: the signature of the HTTP-Redirect binding (saml-bindings 3.4.4.1). */
import { deflateRawSync } from 'node:zlib';
import { UserError } from '../../base/errors.js';
import { didYouMean } from '../../base/suggest.js';
import { SIGNATURE_ALGORITHMS } from '../../keys/algorithms.js';
import type { SignatureAlgorithm } from '../../keys/keys.js';
import { signOctets } from '../../keys/octets.js';
import type { RequestOperations } from '../../scenario/mutation/request-operations.js';
import type { ForgedRequest, Operation, RequestField } from '../operation.js';
import { percentEncode } from '../percent-encode.js';
import { fieldOf, fieldsOf } from './fields.js';

type Settings = RequestOperations['sign-query'];

function algorithmOf(name: string): SignatureAlgorithm {
  if (Object.hasOwn(SIGNATURE_ALGORITHMS, name)) return name as SignatureAlgorithm;
  throw new UserError('value-invalid', `sign-query: "${name}" is no algorithm.`, {
    fix: didYouMean(name, Object.keys(SIGNATURE_ALGORITHMS)),
  });
}

/** The value of the first field of a name. */
function valueOf(request: ForgedRequest, name: string): string | undefined {
  return fieldsOf(request).find(([each]) => each === name)?.[1];
}

/** The other message as the binding writes it (saml-bindings 3.4.4.1). */
function written({ name, xml }: NonNullable<Settings['instead']>): RequestField {
  return [name, deflateRawSync(xml).toString('base64')];
}

export const signQuery: Operation<'sign-query', 'request'> = {
  stage: 'request',
  describe: ({ key = 'genuine', instead }) =>
    instead === undefined
      ? `signs the query with the key ${key}`
      : `puts a ${instead.name} before the others, and signs that with the key ${key}`,
  apply(draft, { key: name = 'genuine', algorithm, instead }, scene) {
    const key = scene.key(name);
    const used = algorithm === undefined ? scene.signing.algorithm : algorithmOf(algorithm);
    const relayState = valueOf(draft, 'RelayState');
    const covered: readonly RequestField[] = [
      instead === undefined
        ? ['SAMLResponse', fieldOf(draft, 'SAMLResponse')[1]]
        : written(instead),
      ...(relayState === undefined ? [] : [['RelayState', relayState] as const]),
      ['SigAlg', SIGNATURE_ALGORITHMS[used].uri],
    ];
    // The signature covers the spelling, so it is the one in which they are sent.
    const text = covered.map(([field, value]) => `${field}=${percentEncode(value)}`).join('&');
    const signed: readonly RequestField[] = [
      ...covered,
      ['Signature', signOctets(text, key, used)],
    ];
    const names = new Set(signed.map(([field]) => field));
    if (instead !== undefined) names.delete('SAMLResponse');
    const rest = (fields: readonly RequestField[]): readonly RequestField[] =>
      fields.filter(([field]) => !names.has(field));
    return { ...draft, query: rest(draft.query), fields: [...signed, ...rest(draft.fields)] };
  },
};
