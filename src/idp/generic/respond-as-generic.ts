/** Floor 3: decides what a generic Response says. */
import type { Context } from '../../base/context.js';
import { carriable, factsOf, instantText, resolveAttributes } from '../draft.js';
import type { Draft } from '../draft.js';
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
  const draft = draftOf(input, nameId, context);
  return {
    assertion: genericAssertion(draft),
    wrap: (assertion) => genericResponse(draft, assertion),
    declaration: '<?xml version="1.0" encoding="UTF-8"?>',
    form: { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] },
    facts: factsOf(draft),
  };
}

function draftOf(input: ResponseInput, nameId: string, { clock, random }: Context): Draft {
  const { application, request, session, user } = input;
  const { windows } = application;
  const now = clock.now();
  const issued = instantText(now);
  return {
    responseId: `_${random.hex(32)}`,
    assertionId: `_${random.hex(32)}`,
    sessionIndex: `_${random.hex(32)}`,
    responseInstant: issued,
    assertionInstant: issued,
    notBefore: instantText(now + windows.notBefore * 1000),
    notOnOrAfter: instantText(now + windows.notOnOrAfter * 1000),
    confirmationNotOnOrAfter: instantText(now + windows.confirmation * 1000),
    authnInstant: instantText(Math.min(session.startedAt, now)),
    issuer: application.issuer,
    audience: request.audience ?? application.audience,
    destination: application.destination ?? request.acsUrl,
    recipient: application.recipient ?? request.acsUrl,
    ...(request.inResponseTo === undefined ? {} : { inResponseTo: request.inResponseTo }),
    nameId,
    nameIdFormat: request.nameIdFormat ?? application.nameId.format,
    authnContextClassRef: application.authnContextClassRef,
    attributes: resolveAttributes(
      application.attributes,
      (statement) => statement.values ?? valuesOf(GENERIC_SOURCES, statement.source ?? '', user),
    ),
  };
}
