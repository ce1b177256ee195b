/** Floor 3: `resign`: SignatureValue anew, over SignedInfo as it stands. */
import { UserError } from '../../base/errors.js';
import { anyAlgorithmOf, macAnyhow, signAnyhow } from '../../keys/any-signature.js';
import { wrap } from '../../keys/pem.js';
import type { SignatureOperations } from '../../scenario/mutation/signature-operations.js';
import type { XmlDocument } from '../../xml/node.js';
import { text } from '../../xml/node.js';
import { editAt, ofElement } from '../edit.js';
import type { Operation, Scene } from '../operation.js';
import { placeAt, type Place } from '../path.js';
import {
  attributeOf,
  canonicalFormAt,
  canonicalNameOf,
  childAt,
  prefixListOf,
} from './canonical-form.js';

type Settings = SignatureOperations['resign'];

function missing(signature: string, what: string): UserError {
  return new UserError('mutation-impossible', `The Signature at ${signature} has no ${what}.`, {
    fix: 'Sign first, then change the Signature, then resign.',
  });
}

function signedInfoOf(document: XmlDocument, { at, over }: Settings): Place {
  if (over !== undefined) return placeAt(document, over);
  const info = childAt(document, placeAt(document, at), 'SignedInfo');
  if (info === undefined) throw missing(at, 'SignedInfo');
  return info.place;
}

/** The octets that a verifier will verify. */
function octets(document: XmlDocument, info: Place): string {
  const method = childAt(document, info, 'CanonicalizationMethod')?.element;
  return canonicalFormAt(document, info, {
    method: canonicalNameOf(attributeOf(method, 'Algorithm') ?? ''),
    inclusivePrefixes: prefixListOf(method),
  });
}

function algorithmOf(document: XmlDocument, info: Place, settings: Settings, scene: Scene): string {
  if (settings.algorithm !== undefined) return settings.algorithm;
  const uri = attributeOf(childAt(document, info, 'SignatureMethod')?.element, 'Algorithm') ?? '';
  return anyAlgorithmOf(uri) ?? scene.signing.algorithm;
}

export const resign: Operation<'resign', 'tree'> = {
  stage: 'tree',
  describe: ({ at, key = 'genuine', secret }) =>
    secret === undefined
      ? `signs ${at} again as it stands, with the ${key} key`
      : `makes an HMAC of ${at} with ${secret} as its secret`,
  apply(draft, settings, scene) {
    const { document } = draft;
    const { at, key = 'genuine', secret, bits } = settings;
    const info = signedInfoOf(document, settings);
    const algorithm = algorithmOf(document, info, settings, scene);
    const bytes = settings.text ?? octets(document, info);
    const value =
      secret === undefined
        ? signAnyhow(bytes, scene.key(key), algorithm)
        : macAnyhow(bytes, scene.key(key), {
            algorithm,
            secret,
            ...(bits === undefined ? {} : { bits }),
          });
    const target = childAt(document, placeAt(document, at), 'SignatureValue');
    if (target === undefined) throw missing(at, 'SignatureValue');
    const written = wrap(value, scene.signing.form.valueColumns ?? 0);
    const edit = ofElement((element) => ({ ...element, children: [text(written)] }));
    return { ...draft, document: editAt(document, target.place, edit) };
  },
};
