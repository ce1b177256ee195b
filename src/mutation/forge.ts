/** Floor 3: applies operations to a message, in order, and says exactly what is sent. */
import { UserError } from '../base/errors.js';
import type { Mutation, OperationName, OperationSettings } from '../scenario/mutation.js';
import type { XmlDocument } from '../xml/node.js';
import type { ForgedRequest, Scene, StageName, Stages } from './operation.js';
import { OPERATIONS } from './operations.js';
import { fill, type Filling } from './placeholders.js';
import { signAsVendor } from './signature/sign.js';
import { nextStage, STAGE_NAMES, type Draft } from './stages.js';

/** A message that is ready to be sent. */
export interface Forged {
  /** The message as text; where bytes or fields were changed, as it was before that. */
  readonly xml: string;
  readonly request: ForgedRequest;
}

/** Operations that sign: a list with one of them says itself what is signed. */
const SIGNING: ReadonlySet<OperationName> = new Set(['sign']);

function stageOf({ operation }: Mutation): StageName {
  return OPERATIONS[operation].stage;
}

/**
 * Checks that a list goes on from stage to stage.
 *
 * @throws UserError `mutation-order`
 */
export function checkOrder(mutations: readonly Mutation[]): void {
  mutations.forEach((mutation, index) => {
    const before = mutations[index - 1];
    if (before === undefined) return;
    if (STAGE_NAMES.indexOf(stageOf(mutation)) >= STAGE_NAMES.indexOf(stageOf(before))) return;
    throw new UserError(
      'mutation-order',
      `"${mutation.operation}" works on the ${stageOf(mutation)} and cannot follow "${before.operation}", which works on the ${stageOf(before)}.`,
      { path: [index], fix: `Put "${mutation.operation}" before "${before.operation}".` },
    );
  });
}

/** What has been made so far. */
interface Progress {
  draft: Draft;
  xml: string;
  signed: boolean;
}

/** Leaves the tree signed: as the list says, or as the vendor would. */
function goOn(progress: Progress, scene: Scene): void {
  const { draft } = progress;
  const tree: Draft =
    draft.stage === 'tree' && !progress.signed
      ? { stage: 'tree', value: signAsVendor(draft.value, scene) }
      : draft;
  progress.draft = nextStage(tree, scene);
  if (progress.draft.stage === 'text') progress.xml = progress.draft.value;
}

/** What an operation does, whatever its stage. */
type Apply = (
  draft: Stages[StageName],
  settings: OperationSettings[OperationName],
  scene: Scene,
) => Stages[StageName];

function applyOne({ operation, settings }: Mutation, { draft }: Progress, scene: Scene): Draft {
  const row = OPERATIONS[operation];
  // The stage was brought about just now, and the schema made settings and operation fit: all three belong together.
  const apply = row.apply.bind(row) as Apply;
  return { stage: draft.stage, value: apply(draft.value, settings, scene) } as Draft;
}

/** Where in the list a mistake is. */
function placed(error: unknown, index: number): unknown {
  if (!(error instanceof UserError) || error.path !== undefined) return error;
  const { code, message, fix } = error;
  return new UserError(code, message, { path: [index], ...(fix === undefined ? {} : { fix }) });
}

/**
 * Forges a message.
 *
 * @param document - what the vendor would write, unsigned, the Assertion in its place
 * @param mutations - operations, in order; without a `sign` among them the message is signed as the vendor signs, after
 *   the last operation on the tree
 * @param scene - who takes part, and what they have
 * @returns the exact request; nothing is written anew after the last operation
 * @throws UserError `mutation-order`, `mutation-impossible`, `value-invalid`, with the `path` of the operation in the list
 * @example
 * forge(document, [{ operation: 'remove', settings: { at: '//Signature' } }], scene).xml;
 */
export function forge(document: XmlDocument, mutations: readonly Mutation[], scene: Scene): Forged {
  checkOrder(mutations);
  const ids: Filling['ids'] = new Map();
  const progress: Progress = {
    draft: { stage: 'tree', value: { document, kept: {}, texts: {} } },
    xml: '',
    signed: mutations.some(({ operation }) => SIGNING.has(operation)),
  };
  let texts: Filling['texts'] = {};
  mutations.forEach((mutation, index) => {
    try {
      while (progress.draft.stage !== stageOf(mutation)) goOn(progress, scene);
      const filled = fill(mutation, { scene, texts, ids });
      progress.draft = applyOne(filled, progress, scene);
      if (progress.draft.stage === 'tree') ({ texts } = progress.draft.value);
      if (progress.draft.stage === 'text') progress.xml = progress.draft.value;
    } catch (error) {
      throw placed(error, index);
    }
  });
  while (progress.draft.stage !== 'request') goOn(progress, scene);
  return { xml: progress.xml, request: progress.draft.value };
}
