/** Floor 9: answers a browser that somebody else drives, as the next arrival was decided. */
import { UserError } from '../base/errors.js';
import type { Objection } from '../idp/idp.js';
import type { Page } from '../idp/outcome.js';
import { login } from '../login.js';
import type { SpSide } from '../run/set-up.js';
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import { readPostRequest, readRedirectRequest } from '../saml/read-request.js';
import type { FormFields } from '../saml/read-request.js';
import type { Arrival } from './arrivals.js';
import { hintPage } from './hint-page.js';
import { received } from './idp-state.js';
import { isAppOptions } from './offer-of.js';
import { overridesOf } from './overrides-of.js';
import type { Scene } from './scene.js';

/** A browser at the IdP's door. */
export interface Incoming {
  readonly url: URL;
  /** The fields of a POST; absent: a GET. */
  readonly form?: FormFields;
}

const NOBODY_ANNOUNCED = {
  title: 'Nobody was announced',
  message: 'A browser has come to log somebody in, and the test has not said whom. Say it before:',
  code: "idp.enqueue('ada');",
};

const WHICH_SP = {
  title: 'Which application?',
  message: 'Nothing here says where the message is to go. Name the ACS URL of the app:',
  code: "mockIdp({ sp: { app, acs: 'http://127.0.0.1:3000/acs', entityId: 'my-app' } });",
};

/** Where the message goes: the opened app, what the test says of it, or what the request asks for. */
function spFor(scene: Scene, request: ReceivedAuthnRequest | undefined): SpSide | undefined {
  const { options, memory } = scene.state;
  const asked = request ?? memory.requests.at(-1);
  const issuer = asked?.request.issuer;
  const targets = [...scene.apps.all].map(({ stage }) => stage.target);
  const open =
    targets.find(({ entityId }) => entityId === issuer) ?? (asked ? undefined : targets[0]);
  if (open !== undefined) return open;
  const { sp } = options;
  const told = sp !== undefined && isAppOptions(sp) ? sp : undefined;
  const earlier = memory.requests.findLast(
    (each) => each.request.issuer === issuer && each.request.acsUrl !== undefined,
  );
  const acsUrl = told?.acs ?? asked?.request.acsUrl ?? earlier?.request.acsUrl;
  if (acsUrl === undefined) return undefined;
  return { acsUrl, entityId: told?.entityId ?? issuer ?? acsUrl };
}

function refuse({ state }: Scene, objection: Objection): Page {
  const about = { tenant: state.tenant, application: state.application() };
  return state.story.vendor.refuse(objection, about, state.memory.context).page;
}

/** Logs in whoever was announced. */
function admit(
  { state }: Scene,
  arrival: Exclude<Arrival, { readonly refuse: unknown }>,
  about: { sp: SpSide; request: ReceivedAuthnRequest | undefined; relayState: string | null },
): Page {
  const { sp, request, relayState } = about;
  const { tenant, story, memory } = state;
  const {
    user,
    with: overrides,
    despite,
  } = typeof arrival === 'string'
    ? { user: arrival, with: undefined, despite: undefined }
    : arrival;
  const now = memory.clock.now();
  const input = {
    vendor: story.vendor,
    tenant,
    application: state.application(sp),
    directory: memory.directory.at(now),
    user,
    key: memory.keyring.current,
    despite: despite !== undefined,
    ...(request === undefined ? {} : { request }),
    ...(relayState === null ? {} : { relayState }),
    ...(overrides === undefined ? {} : { overrides: overridesOf(overrides, now) }),
  };
  return login(input, memory.context).page;
}

function requestIn({ url, form }: Incoming): ReceivedAuthnRequest {
  return form === undefined ? readRedirectRequest(url.search) : readPostRequest(form);
}

/**
 * The page for a browser that came with an AuthnRequest.
 *
 * @returns always a page: a request that cannot be read gets the vendor's, and uses up no arrival
 */
export function answerRequest(scene: Scene, incoming: Incoming): Page {
  try {
    const request = requestIn(incoming);
    received(scene.state, request);
    return answerNext(scene, request, null);
  } catch (error) {
    if (!(error instanceof UserError) || !error.code.startsWith('message-')) throw error;
    return refuse(scene, { reason: 'request-malformed', detail: error.message });
  }
}

/** The page for a person who starts at the IdP. */
export function answerLaunch(scene: Scene, { url }: Incoming): Page {
  return answerNext(scene, undefined, url.searchParams.get('RelayState'));
}

function answerNext(
  scene: Scene,
  request: ReceivedAuthnRequest | undefined,
  relayState: string | null,
): Page {
  const { arrivals } = scene.state.memory;
  const [next] = arrivals;
  if (next === undefined) return hintPage(404, NOBODY_ANNOUNCED);
  const sp = spFor(scene, request);
  if (sp === undefined) return hintPage(400, WHICH_SP);
  arrivals.shift();
  if (typeof next === 'object' && 'refuse' in next) return refuse(scene, { reason: next.refuse });
  return admit(scene, next, { sp, request, relayState });
}
