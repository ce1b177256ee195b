/** Floor 3: decides what an Entra Response says (fidelity 1.2). */
import { createHash } from 'node:crypto';
import type { Context } from '../../base/context.js';
import type { Random } from '../../base/random.js';
import { NAME_ID_FORMATS } from '../../saml/names.js';
import { carriable, draftOf, factsOf, resolveAttributes } from '../draft.js';
import type { Decisions, Draft, ResolvedAttribute } from '../draft.js';
import type { Objection, ResponseInput, UnsignedResponse } from '../idp.js';
import { valuesOf } from '../source.js';
import type { AttributeStatement } from '../tenant.js';
import { PAIRWISE_SOURCE, entraIssuer, entraTenantId } from './entra-application.js';
import { OWN_SOURCES } from './entra-claims.js';
import { entraAssertion, entraResponse } from './entra-message.js';
import { ENTRA_SOURCES } from './entra-source.js';

/** Beyond this many groups a SAML message carries none (fidelity 1.2). */
const GROUP_LIMIT = 150;

/** Writes the message, or objects when the NameID source has no value for this user. */
export function respondAsEntra(
  input: ResponseInput,
  context: Context,
): UnsignedResponse | Objection {
  const { nameId: configured, vendor } = input.application;
  // The claims configuration of an enterprise application wins over the request.
  const requested = vendor['kind'] === 'app-registration' ? input.request.nameIdFormat : undefined;
  const nameIdFormat = requested ?? configured.format;
  const nameId = carriable(nameIdOf(input, nameIdFormat, context.random));
  if (nameId === '') return { reason: 'name-id-source-missing', detail: configured.source };
  const draft = draftOf(input, decide(input, { nameId, nameIdFormat }, context));
  return {
    assertion: entraAssertion(draft),
    wrap: (assertion) => entraResponse(draft, assertion),
    form: { prefix: '', certificateColumns: 0, inclusivePrefixes: [] },
    encryptionForm: {
      samlPrefix: '',
      signaturePrefix: '',
      keyPrefix: 'e',
      key: 'inside',
      certificate: 'issuer-serial',
      columns: 0,
    },
    facts: factsOf(draft),
  };
}

function decide(
  input: ResponseInput,
  subject: Pick<Draft, 'nameId' | 'nameIdFormat'>,
  { clock, random }: Context,
): Decisions {
  const now = clock.now();
  // The request id that Entra uses for the assertion ends in 00.
  const assertionId = `_${random.guid().slice(0, -2)}00`;
  return {
    responseId: `_${random.guid()}`,
    assertionId,
    sessionIndex: assertionId,
    nameId: subject.nameId,
    nameIdFormat: subject.nameIdFormat,
    attributes: claimsFor(input),
    // As captured: the assertion is up to 6 ms older than the Response, its windows 80 to 165 ms.
    responded: now,
    asserted: now - random.below(7),
    decided: now - 80 - random.below(86),
  };
}

function nameIdOf({ application, user }: ResponseInput, format: string, random: Random): string {
  const { source } = application.nameId;
  if (source !== PAIRWISE_SOURCE) return valuesOf(ENTRA_SOURCES, source, user)[0] ?? '';
  // A transient id is 44 characters of base64 and new each time; a pairwise one 43 of base64url and stable.
  if (format === NAME_ID_FORMATS.transient) {
    return Buffer.from(random.hex(64), 'hex').toString('base64');
  }
  return createHash('sha256').update(`${application.id}/${user.id}`).digest('base64url');
}

function claimsFor(input: ResponseInput): readonly ResolvedAttribute[] {
  return resolveAttributes(
    input.application.attributes,
    (statement) => statement.values ?? claimValues(statement, input),
  );
}

function claimValues(statement: AttributeStatement, input: ResponseInput): readonly string[] {
  const { directory, tenant, user } = input;
  const overage = user.groups.length > GROUP_LIMIT;
  switch (statement.source) {
    case OWN_SOURCES.groups:
      return overage ? [] : user.groups.map((name) => directory.group(name)?.id ?? '');
    case OWN_SOURCES.groupsLink:
      return overage
        ? [`https://graph.windows.net/${tenant.id}/users/${user.id}/getMemberObjects`]
        : [];
    case OWN_SOURCES.identityProvider:
      return [identityProvider(input)];
    default:
      return valuesOf(ENTRA_SOURCES, statement.source ?? '', user);
  }
}

/** Consumer providers by their own names; other organisations by the Issuer of their tenant. */
const CONSUMER_PROVIDERS: ReadonlySet<string> = new Set([
  'live.com',
  'google.com',
  'facebook.com',
  'mail',
]);

function identityProvider({ application, user: { guestOf } }: ResponseInput): string {
  if (guestOf === undefined) return application.issuer;
  if (CONSUMER_PROVIDERS.has(guestOf) || guestOf.includes('://')) return guestOf;
  return entraIssuer(/^[0-9a-f-]{36}$/.test(guestOf) ? guestOf : entraTenantId(guestOf));
}
