/** Floor 3: decides what a Google Response says (fidelity 1.3). */
import type { Context } from '../../base/context.js';
import { PLAIN_FORM } from '../../keys/encrypt.js';
import { carriable, draftOf, factsOf } from '../draft.js';
import type { Decisions } from '../draft.js';
import type { Objection, ResponseInput, UnsignedResponse } from '../idp.js';
import { valuesOf } from '../source.js';
import { resolveGoogleAttributes } from './google-attributes.js';
import { googleAssertion, googleResponse } from './google-message.js';
import { GOOGLE_SOURCES } from './google-source.js';

/** Writes the message, or objects when the NameID source has no value for this user. */
export function respondAsGoogle(
  input: ResponseInput,
  context: Context,
): UnsignedResponse | Objection {
  const { source } = input.application.nameId;
  const nameId = carriable(valuesOf(GOOGLE_SOURCES, source, input.user)[0] ?? '');
  if (nameId === '') return { reason: 'name-id-source-missing', detail: source };
  const startedAt = Math.floor(input.session.startedAt / 1000) * 1000;
  const draft = draftOf({ ...input, session: { startedAt } }, decide(input, nameId, context));
  return {
    assertion: googleAssertion(draft),
    wrap: (assertion) => googleResponse(draft, assertion),
    declaration: '<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
    form: {
      prefix: 'ds',
      certificateColumns: 76,
      valueColumns: 76,
      subjectName: true,
      inclusivePrefixes: [],
    },
    encryptionForm: PLAIN_FORM,
    // An empty Attribute tells the SP nothing.
    facts: factsOf({
      ...draft,
      attributes: draft.attributes.filter(({ values }) => values.length > 0),
    }),
  };
}

/** Google's ids are 32 hexadecimal digits; the session is named after the Assertion. */
function decide(input: ResponseInput, nameId: string, { clock, random }: Context): Decisions {
  const { application, user } = input;
  const now = clock.now();
  const responseId = `_${random.hex(32)}`;
  const assertionId = `_${random.hex(32)}`;
  return {
    responseId,
    assertionId,
    sessionIndex: assertionId,
    nameId,
    nameIdFormat: application.nameId.format,
    attributes: resolveGoogleAttributes(application, user),
    responded: now,
    asserted: now,
    decided: now,
  };
}
