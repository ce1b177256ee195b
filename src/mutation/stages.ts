/** Floor 3: from one stage of a message's making to the next. */
import { writeXml } from '../xml/write.js';
import type { ForgedRequest, Scene, StageName, Stages } from './operation.js';

/** The stages in order. */
export const STAGE_NAMES: readonly StageName[] = ['tree', 'text', 'bytes', 'field', 'request'];

/** A message at one of its stages. */
export type Draft = {
  readonly [Stage in StageName]: { readonly stage: Stage; readonly value: Stages[Stage] };
}[StageName];

/** The form that the vendor's page posts (saml-bindings 3.5.4). */
function formOf(message: string, { acsUrl, relayState }: Scene): ForgedRequest {
  const state = relayState === undefined ? [] : ([['RelayState', relayState]] as const);
  return {
    method: 'POST',
    url: acsUrl,
    query: [],
    fields: [['SAMLResponse', message], ...state],
    body: 'form',
    headers: {},
  };
}

/** The message at its next stage, as it would come to be without any operation. */
export function nextStage(draft: Draft, scene: Scene): Draft {
  switch (draft.stage) {
    case 'tree':
      return { stage: 'text', value: writeXml(draft.value.document) };
    case 'text':
      return { stage: 'bytes', value: Buffer.from(draft.value, 'utf8') };
    case 'bytes':
      return { stage: 'field', value: Buffer.from(draft.value).toString('base64') };
    default:
      return {
        stage: 'request',
        value: draft.stage === 'field' ? formOf(draft.value, scene) : draft.value,
      };
  }
}
