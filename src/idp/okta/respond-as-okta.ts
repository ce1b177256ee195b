/** Floor 3: decides what an Okta Response says (fidelity 1.1). */
import type { Context } from '../../base/context.js';
import { carriable, draftOf, factsOf } from '../draft.js';
import type { Decisions } from '../draft.js';
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
  const draft = draftOf(input, decide(input, nameId, context));
  return {
    assertion: oktaAssertion(draft),
    wrap: (assertion) => oktaResponse(draft, assertion),
    declaration: '<?xml version="1.0" encoding="UTF-8"?>',
    form: {
      prefix: 'ds',
      certificateColumns: 76,
      inclusivePrefixes: usesSchemaTypes(draft) ? ['xs'] : [],
    },
    encryptionForm: {
      samlPrefix: 'saml2',
      signaturePrefix: 'ds',
      keyPrefix: 'xenc',
      key: 'sibling',
      certificate: 'whole',
      columns: 76,
    },
    facts: factsOf(draft),
  };
}

/** Okta's ids are `id` and 26 digits; those of one message share their first eleven. */
function decide(input: ResponseInput, nameId: string, { clock, random }: Context): Decisions {
  const { application, request, user } = input;
  const now = clock.now();
  const lead = `id${random.digits(11)}`;
  return {
    responseId: lead + random.digits(15),
    assertionId: lead + random.digits(15),
    sessionIndex: request.inResponseTo ?? `id${now}.${random.below(0x8000_0000)}`,
    nameId,
    nameIdFormat: application.nameId.format,
    attributes: resolveOktaAttributes(application.attributes, user),
    responded: now,
    asserted: now,
    decided: now,
  };
}
