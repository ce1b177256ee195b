/** Floor 3: decides what a OneLogin Response says (fidelity 1.3). */
import type { Context } from '../../base/context.js';
import type { Random } from '../../base/random.js';
import { PLAIN_FORM } from '../../keys/encrypt.js';
import { carriable, draftOf, factsOf } from '../draft.js';
import type { Decisions, Draft } from '../draft.js';
import type { Objection, ResponseInput, UnsignedResponse } from '../idp.js';
import { valuesOf } from '../source.js';
import { oneloginAssertion, oneloginResponse, type OneloginDraft } from './onelogin-message.js';
import { resolveParameters } from './onelogin-parameters.js';
import { ONELOGIN_SOURCES } from './onelogin-source.js';

/** Writes the message, or objects when the parameter that is the NameID has no value for this user. */
export function respondAsOnelogin(
  input: ResponseInput,
  context: Context,
): UnsignedResponse | Objection {
  const { nameId: subject, vendor } = input.application;
  const nameId = carriable(valuesOf(ONELOGIN_SOURCES, subject.source, input.user)[0] ?? '');
  if (nameId === '') return { reason: 'name-id-source-missing', detail: subject.source };
  const own = decide(input, nameId, context);
  const ends = own.decided + (vendor['sessionMinutes'] as number) * 60_000;
  const draft = inSeconds(draftOf(input, own), ends);
  return {
    assertion: oneloginAssertion(draft),
    wrap: (assertion) => oneloginResponse(draft, assertion),
    form: { prefix: 'ds', certificateColumns: 0, inclusivePrefixes: [] },
    encryptionForm: PLAIN_FORM,
    facts: factsOf(draft),
  };
}

/** The same instant without its fraction. */
function second(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}

/** OneLogin writes no milliseconds anywhere. */
function inSeconds(draft: Draft, ends: number): OneloginDraft {
  return {
    ...draft,
    responseInstant: second(draft.responseInstant),
    assertionInstant: second(draft.assertionInstant),
    notBefore: second(draft.notBefore),
    notOnOrAfter: second(draft.notOnOrAfter),
    confirmationNotOnOrAfter: second(draft.confirmationNotOnOrAfter),
    authnInstant: second(draft.authnInstant),
    sessionNotOnOrAfter: second(new Date(ends).toISOString()),
  };
}

/** Whoever signs an element at OneLogin gives it a new ID, of 32 digits in groups; others keep theirs, of 40. */
function idOf(signed: boolean, letter: 'R' | 'A', random: Random): string {
  const digits = random.hex(40);
  if (!signed) return letter + digits;
  const groups = [0, 8, 12, 16, 20].map((from, index) =>
    digits.slice(from, [8, 12, 16, 20, 32][index]),
  );
  return `pfx${groups.join('-')}`;
}

function decide(input: ResponseInput, nameId: string, { clock, random }: Context): Decisions {
  const { application, user } = input;
  const now = Math.floor(clock.now() / 1000) * 1000;
  return {
    responseId: idOf(application.signed.response, 'R', random),
    assertionId: idOf(application.signed.assertion, 'A', random),
    sessionIndex: `_${random.guid()}`,
    nameId,
    nameIdFormat: application.nameId.format,
    attributes: resolveParameters(application, user),
    responded: now,
    asserted: now,
    decided: now,
  };
}
