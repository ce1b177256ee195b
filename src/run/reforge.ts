/** Floor 7: a message that was issued before, changed by whoever got hold of it. */
import { forge } from '../mutation/forge.js';
import type { Scene } from '../mutation/operation.js';
import { writeRequest } from '../mutation/write-request.js';
import type { Issued } from '../idp/outcome.js';
import { NAMESPACES } from '../saml/names.js';
import type { Mutation } from '../scenario/mutation.js';
import { parseXml } from '../xml/parse.js';
import { keyNamed, storyValues } from './forgery-of.js';
import type { Stage } from './stage.js';

/** How it is signed again, where it is: as plainly as can be. */
const FORM: Scene['signing']['form'] = {
  prefix: 'ds',
  certificateColumns: 0,
  inclusivePrefixes: [],
};

/** What operations may ask; nothing of the first forging is left but the message. */
function sceneOf(stage: Stage, { facts, acsUrl, relayState }: Issued, signs: boolean): Scene {
  const { application, context, item, keyring } = stage;
  const { signatureAlgorithm: algorithm, digestAlgorithm: digest } = application;
  const { issuer, audience, inResponseTo = '' } = facts;
  const signed = (part: 'response' | 'assertion'): boolean => signs && facts.signed.includes(part);
  return {
    context: { ...context, random: context.random.fork('reforge') },
    values: {
      'ns.assertion': NAMESPACES.assertion,
      'ns.protocol': NAMESPACES.protocol,
      'ns.signature': NAMESPACES.signature,
      acs: acsUrl,
      entityId: audience,
      issuer,
      request: inResponseTo,
      ...storyValues(stage),
    },
    identities: {},
    key: (name) => (name === 'genuine' ? keyring.current : keyNamed(name, item.vendor.name)),
    signing: {
      response: signed('response'),
      assertion: signed('assertion'),
      algorithm,
      digest,
      form: FORM,
    },
    acsUrl,
    ...(relayState === undefined ? {} : { relayState }),
  };
}

/**
 * The message with operations applied to it. It stays signed as it is, unless one of them signs.
 *
 * @throws UserError `mutation-impossible`, `mutation-order`, `value-invalid`, as `forge`
 */
export function reforged(stage: Stage, message: Issued, mutations: readonly Mutation[]): Issued {
  const signs = mutations.some(({ operation }) => operation === 'sign');
  const document = parseXml(message.xml);
  const forged = forge(document, mutations, sceneOf(stage, message, signs));
  return { ...message, xml: forged.xml, request: writeRequest(forged.request) };
}
