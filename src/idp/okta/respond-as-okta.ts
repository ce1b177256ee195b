/** Floor 3: decides what an Okta Response says (idp-fidelity 1.1). */
import type { Context } from '../../base/context.js';
import { carriable, factsOf, instantText } from '../draft.js';
import type { Draft } from '../draft.js';
import type { Objection, ResponseInput, UnsignedResponse } from '../idp.js';
import { resolveOktaAttributes } from './okta-attributes.js';
import { oktaAssertion, oktaResponse, usesSchemaTypes } from './okta-message.js';
import { fillTemplate } from './okta-source.js';

/** Writes the message, or objects when the NameID template has no value for this user. */
export function respondAsOkta(
  input: ResponseInput,
  context: Context,
): UnsignedResponse | Objection {
  const { application, user } = input;
  const nameId = carriable(fillTemplate(application.nameId.source, user) ?? '');
  if (nameId === '') {
    return { reason: 'name-id-source-missing', detail: application.nameId.source };
  }
  const draft = draftOf(input, nameId, context);
  return {
    assertion: oktaAssertion(draft),
    wrap: (assertion) => oktaResponse(draft, assertion),
    declaration: '<?xml version="1.0" encoding="UTF-8"?>',
    form: {
      prefix: 'ds',
      certificateColumns: 76,
      inclusivePrefixes: usesSchemaTypes(draft) ? ['xs'] : [],
    },
    facts: factsOf(draft),
  };
}

function draftOf(input: ResponseInput, nameId: string, context: Context): Draft {
  const { application, request, session, user } = input;
  const now = context.clock.now();
  const { windows } = application;
  const issued = instantText(now);
  return {
    ...identifiers(request.inResponseTo, now, context),
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
    nameIdFormat: application.nameId.format,
    authnContextClassRef: application.authnContextClassRef,
    attributes: resolveOktaAttributes(application.attributes, user),
  };
}

/** Okta's ids are `id` and 26 digits; those of one message share their first eleven. */
function identifiers(
  inResponseTo: string | undefined,
  now: number,
  { random }: Context,
): Pick<Draft, 'responseId' | 'assertionId' | 'sessionIndex'> {
  const lead = `id${random.digits(11)}`;
  return {
    responseId: lead + random.digits(15),
    assertionId: lead + random.digits(15),
    sessionIndex: inResponseTo ?? `id${now}.${random.below(0x8000_0000)}`,
  };
}
