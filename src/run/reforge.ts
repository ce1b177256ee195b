/** Floor 7: a message that was issued before, changed by whoever got hold of it. */
import { forge } from '../mutation/forge.js';
import type { Scene } from '../mutation/operation.js';
import { writeRequest } from '../mutation/write-request.js';
import type { Issued } from '../idp/outcome.js';
import { NAMESPACES } from '../saml/names.js';
import type { ReplayStep } from '../scenario/step.js';
import { parseXml } from '../xml/parse.js';
import { keyNamed, storyValues } from './forgery-of.js';
import type { Stage } from './stage.js';

/** How it is signed again, where it is: as plainly as can be. */
const FORM: Scene['signing']['form'] = {
  prefix: 'ds',
  certificateColumns: 0,
  inclusivePrefixes: [],
};

/** What a person was called last, and the address. */
function namesOf(stage: Stage, part: string, handle: string): Readonly<Record<string, string>> {
  const nameId = stage.ledger.last(handle)?.facts.nameId;
  const email = stage.directory.at(stage.clock.now()).user(handle)?.email;
  return {
    ...(nameId === undefined ? {} : { [part]: nameId }),
    ...(email === undefined ? {} : { [`${part}.email`]: email }),
  };
}

/** What operations may ask; nothing of the first forging is left but the message. */
function sceneOf(
  stage: Stage,
  step: ReplayStep,
  { facts, acsUrl, relayState }: Issued,
  signs: boolean,
): Scene {
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
      ...namesOf(stage, 'attacker', step.user),
      ...namesOf(stage, 'victim', step.victim ?? 'victim'),
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
export function reforged(stage: Stage, step: ReplayStep, message: Issued): Issued {
  const { mutate: mutations = [] } = step;
  const signs = mutations.some(({ operation }) => operation === 'sign');
  const document = parseXml(message.xml);
  const forged = forge(document, mutations, sceneOf(stage, step, message, signs));
  return { ...message, xml: forged.xml, request: writeRequest(forged.request) };
}
