/** Floor 3: decides what a generic Response says. */
import type { Context } from '../../base/context.js';
import { PLAIN_FORM } from '../../keys/encrypt.js';
import { carriable, draftOf, factsOf, resolveAttributes } from '../draft.js';
import type { Decisions } from '../draft.js';
import type { Objection, ResponseInput, UnsignedResponse } from '../idp.js';
import { valuesOf } from '../source.js';
import { genericAssertion, genericResponse } from './generic-message.js';
import { GENERIC_SOURCES } from './generic-source.js';

/** Writes the message, or objects when the NameID source has no value for this user. */
export function respondAsGeneric(
  input: ResponseInput,
  context: Context,
): UnsignedResponse | Objection {
  const { source } = input.application.nameId;
  const nameId = carriable(valuesOf(GENERIC_SOURCES, source, input.user)[0] ?? '');
  if (nameId === '') return { reason: 'name-id-source-missing', detail: source };
  const draft = draftOf(input, decide(input, nameId, context));
  return {
    assertion: genericAssertion(draft),
    wrap: (assertion) => genericResponse(draft, assertion),
    declaration: '<?xml version="1.0" encoding="UTF-8"?>',
    form: { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] },
    encryptionForm: PLAIN_FORM,
    facts: factsOf(draft),
  };
}

function decide(input: ResponseInput, nameId: string, { clock, random }: Context): Decisions {
  const { application, request, user } = input;
  const now = clock.now();
  return {
    responseId: `_${random.hex(32)}`,
    assertionId: `_${random.hex(32)}`,
    sessionIndex: `_${random.hex(32)}`,
    nameId,
    nameIdFormat: request.nameIdFormat ?? application.nameId.format,
    attributes: resolveAttributes(
      application.attributes,
      (statement) => statement.values ?? valuesOf(GENERIC_SOURCES, statement.source ?? '', user),
    ),
    responded: now,
    asserted: now,
    decided: now,
  };
}
