/** Floor 9: a signed message without any flow. */
import { UserError } from '../base/errors.js';
import type { IssuedFacts, Refusal } from '../idp/outcome.js';
import { login } from '../login.js';
import type { LoginInput } from '../login.js';
import { pretendedRequest } from '../run/pretended-request.js';
import { encodePost } from '../saml/encode.js';
import type { IdpState } from './idp-state.js';
import type { LoginOverrides } from './login-builder.js';
import { overridesOf } from './overrides-of.js';

/** What a message without any flow is for. */
export interface MintOptions {
  readonly acsUrl: string;
  /** The SP's entity ID. */
  readonly audience: string;
  /** The ID of the AuthnRequest it answers; absent: IdP-initiated. */
  readonly inResponseTo?: string;
  readonly relayState?: string;
  readonly with?: LoginOverrides;
  /** Issues it although the directory says no. */
  readonly despite?: boolean;
}

/**
 * A signed Response, ready to be posted.
 *
 * @example
 * const minted = idp.mint('ada', { acsUrl: 'https://app.example/acs', audience: 'my-app' });
 * minted.facts.audience; // 'my-app'
 * const body = new URLSearchParams(minted.form);
 */
export interface MintedResponse {
  readonly xml: string;
  readonly base64: string;
  /** The fields of the form that a browser posts to the ACS. */
  readonly form: { readonly SAMLResponse: string; readonly RelayState?: string };
  readonly acsUrl: string;
  readonly facts: IssuedFacts;
}

function refusalError(vendor: string, user: string, { reason, code }: Refusal): UserError {
  const byCode = code === reason ? '' : ` (${code})`;
  return new UserError('login-refused', `${vendor} refuses ${user}: ${reason}${byCode}.`, {
    fix: 'Change the person, or mint it all the same: despite: true.',
  });
}

/** What only some messages have. */
function extras(
  state: IdpState,
  application: LoginInput['application'] & object,
  options: MintOptions,
): Partial<LoginInput> {
  const { inResponseTo, relayState, with: overrides, despite = false } = options;
  const now = state.memory.clock.now();
  const said = overrides === undefined ? {} : { overrides: overridesOf(overrides, now) };
  const sent = relayState === undefined ? {} : { relayState };
  if (inResponseTo === undefined) return { ...said, ...sent, despite };
  const request = { ...pretendedRequest(inResponseTo, application, now), ...sent };
  return { ...said, request, despite };
}

/**
 * Signs a message for somebody.
 *
 * @throws UserError `login-refused` when the vendor refuses the person; `key-unknown` and `value-invalid` for overrides
 */
export function mint(state: IdpState, user: string, options: MintOptions): MintedResponse {
  const { tenant, story, memory } = state;
  const { acsUrl, audience } = options;
  const application = state.application({ entityId: audience, acsUrl });
  const outcome = login(
    {
      vendor: story.vendor,
      tenant,
      application,
      directory: memory.directory.at(memory.clock.now()),
      user,
      key: memory.keyring.current,
      ...extras(state, application, options),
    },
    memory.context,
  );
  if (outcome.kind === 'refused') throw refusalError(story.vendor.title, user, outcome);
  const { xml, relayState, facts } = outcome;
  const base64 = encodePost(xml);
  const form = {
    SAMLResponse: base64,
    ...(relayState === undefined ? {} : { RelayState: relayState }),
  };
  return { xml, base64, form, acsUrl: outcome.acsUrl, facts };
}
