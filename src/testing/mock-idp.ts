/** Floor 9: a mock identity provider for a test suite. */
import type { ReceivedAuthnRequest } from '../saml/authn-request.js';
import type { VendorName } from '../scenario/scenario.js';
import type { Arrival } from './arrivals.js';
import type { CastHandle } from './cast.js';
import { checkArrival } from './check-arrival.js';
import { describeLogin } from './describe-login.js';
import type { IdpState } from './idp-state.js';
import { joined } from './joined.js';
import type { Listening, ListenOptions } from './listen.js';
import { listen } from './listen.js';
import type { LoginBuilder } from './login-builder.js';
import type { Login } from './login-result.js';
import type { MintedResponse, MintOptions } from './mint.js';
import { mint } from './mint.js';
import type { MockClock } from './mock-clock.js';
import { mockClock } from './mock-clock.js';
import type { MockIdpOptions } from './mock-idp-options.js';
import type { MockUser } from './mock-user.js';
import { openApps } from './open-apps.js';
import { openState } from './open-state.js';
import type { People } from './people.js';
import { openPeople } from './people.js';
import type { PersonSeed } from './person-seed.js';
import type { BrowserChoice, PersonStep } from './play.js';
import { chooseSeat, play } from './play.js';
import { metadataOf } from './published.js';
import { reset, rotateKeys } from './reset.js';
import type { Scene } from './scene.js';
import type { TestedApp } from './tested-app.js';

/**
 * A mock IdP. `Handle`: the handles of its people.
 *
 * @example
 * await idp.login('ada').to(app);
 * await idp.replay('ada', 'other-browser').to(app);
 * await idp.close();
 */
export interface MockIdp<Handle extends string = string> extends AsyncDisposable {
  readonly vendor: VendorName;
  /** The entity ID, the Issuer of every message. */
  readonly issuer: string;
  /** The same as `issuer`. */
  readonly entityId: string;
  /**
   * Where the app sends AuthnRequests.
   *
   * @example
   * idp.ssoUrl.startsWith('https://acme.okta.com/app/acme_app_1/'); // true
   */
  readonly ssoUrl: string;
  /** The signing certificate, as PEM. */
  readonly certificate: string;
  /** Every certificate that the metadata lists, as PEM, the active one first. */
  readonly certificates: readonly string[];
  /** The metadata document. */
  readonly metadata: string;
  /** The people by handle. An unknown handle is a type error, and a `UserError` `user-unknown`. */
  readonly users: Readonly<Record<Handle, MockUser>>;
  /**
   * Adds a person.
   *
   * @example
   * idp.hire('eve').email; // 'eve@acme.example'
   */
  hire(handle: string, seed?: PersonSeed): MockUser;
  /**
   * Describes a login; `to(app)` lets it happen.
   *
   * @example
   * const login = await idp.login('ada').to({ app, session: '/me' });
   * login.outcome; // 'logged-in'
   */
  login(user: Handle | MockUser): LoginBuilder;
  /**
   * The person opens the app in their browser, as it is.
   *
   * @example
   * const visit = await idp.visit('ada').at({ app, session: '/me' });
   * visit.outcome; // 'no-session'
   */
  visit(user: Handle | MockUser): { at(app?: TestedApp): Promise<Login> };
  /** The person's last message is posted once more, in their own browser or in another one. */
  replay(
    user: Handle | MockUser,
    as?: 'same-browser' | 'other-browser',
  ): { to(app?: TestedApp): Promise<Login> };
  /**
   * Signs a message for somebody without any flow. @throws UserError when the vendor refuses the person
   *
   * @example
   * idp.mint('ada', { acsUrl: 'https://app.example/acs', audience: 'my-app' }).facts.nameId; // 'ada@acme.example'
   */
  mint(user: Handle | MockUser, options: MintOptions): MintedResponse;
  readonly clock: MockClock;
  /**
   * Every AuthnRequest that arrived, oldest first.
   *
   * @example
   * await idp.login('ada').to(app);
   * idp.requests[0].request.issuer; // 'my-app'
   */
  readonly requests: readonly ReceivedAuthnRequest[];
  /**
   * The next AuthnRequest that arrives.
   *
   * @example
   * const asked = idp.waitForRequest();
   * await idp.login('ada').to(app);
   * (await asked).request.forceAuthn; // false
   */
  waitForRequest(): Promise<ReceivedAuthnRequest>;
  /**
   * Decides the next arrivals at the IdP that `listen` serves, in this order.
   *
   * @example
   * idp.enqueue('ada', { refuse: 'user-deactivated' });
   */
  enqueue(...arrivals: readonly Arrival<Handle>[]): void;
  /**
   * Serves the IdP on a port of this machine, for browsers that somebody else drives.
   *
   * @example
   * const { ssoUrl } = await idp.listen();
   * idp.ssoUrl === ssoUrl; // true
   */
  listen(options?: ListenOptions): Promise<Listening>;
  /**
   * Signs with the next key; with `overlap` the apps have read about it before.
   *
   * @example
   * idp.rotateKeys({ overlap: true });
   * idp.certificates.length; // 2
   */
  rotateKeys(options?: { readonly overlap?: boolean }): void;
  /**
   * Until every app was told of what changed: deactivations, the time, keys.
   *
   * @example
   * idp.users.ada.deactivate();
   * await idp.settled();
   */
  settled(): Promise<void>;
  /**
   * Back to the start: people, time, keys, requests, queue, browsers, identifiers; an app's `reset` is called.
   *
   * @example
   * idp.users.ada.deactivate();
   * await idp.reset();
   * idp.users.ada.state; // 'active'
   */
  reset(): Promise<void>;
  /** Closes what was opened: apps and port. */
  close(): Promise<void>;
}

/** What an app's configuration takes, as it is now. */
function published(
  state: IdpState,
): Pick<
  MockIdp,
  'vendor' | 'issuer' | 'entityId' | 'ssoUrl' | 'certificate' | 'certificates' | 'metadata'
> {
  return {
    vendor: state.story.vendor.name,
    get issuer() {
      return state.application().issuer;
    },
    get entityId() {
      return state.application().issuer;
    },
    get ssoUrl() {
      return state.application().ssoUrl;
    },
    get certificate() {
      return state.memory.keyring.current.certificate.pem;
    },
    get certificates() {
      return state.memory.keyring.published.map(({ certificate }) => certificate.pem);
    },
    get metadata() {
      return metadataOf(state);
    },
  };
}

/** Logins, visits and replays: whatever happens at an app. */
function atApps(
  scene: Scene,
  people: People,
): Pick<MockIdp, 'login' | 'visit' | 'replay' | 'mint'> {
  const { state, apps } = scene;
  const once =
    (step: PersonStep & { readonly user: string }, choice: BrowserChoice) => (app?: TestedApp) =>
      state.turns.take(async () => {
        const open = await apps.open(app);
        const seat = chooseSeat(open, step.user, choice);
        return play(state, open, step, { user: step.user, seat });
      });
  return {
    login: (user) => describeLogin(scene, people.handleOf(user)),
    visit(who) {
      const user = people.handleOf(who);
      return { at: once({ verb: 'visit', index: 0, user }, 'own') };
    },
    replay(who, as = 'same-browser') {
      const user = people.handleOf(who);
      const step = { verb: 'replay', index: 0, user, as: 'same-browser' } as const;
      return { to: once(step, as === 'same-browser' ? 'own' : 'fresh') };
    },
    mint: (user, options) => mint(state, people.handleOf(user), options),
  };
}

/** What arrives from outside. */
function atTheDoor(
  scene: Scene,
  people: People,
): Pick<MockIdp, 'requests' | 'waitForRequest' | 'enqueue'> {
  const { state } = scene;
  return {
    get requests() {
      return [...state.memory.requests];
    },
    waitForRequest: () => new Promise((resolve) => state.waiting.push(resolve)),
    enqueue(...arrivals) {
      for (const arrival of arrivals) checkArrival(arrival, people);
      state.memory.arrivals.push(...arrivals);
    },
  };
}

/** Beginning, end, and starting over. */
function course(
  scene: Scene,
): Pick<MockIdp, 'listen' | 'rotateKeys' | 'settled' | 'reset' | 'close'> {
  const { state, apps } = scene;
  const served: { now?: Listening } = {};
  const settled = (): Promise<void> => state.turns.take(() => Promise.resolve());
  const silence = async (): Promise<void> => {
    const { now } = served;
    delete served.now;
    await now?.close();
  };
  const lastly = async (action: () => Promise<void>): Promise<void> => {
    try {
      await settled();
    } finally {
      await state.turns.take(action);
    }
  };
  return {
    async listen(options = {}) {
      await silence();
      const listening = await listen(scene, options);
      served.now = listening;
      return { ...listening, close: silence };
    },
    rotateKeys: ({ overlap = false } = {}) => rotateKeys(scene, overlap),
    settled,
    reset: () => lastly(() => reset(scene)),
    close: () =>
      lastly(async () => {
        await silence();
        await apps.close();
      }),
  };
}

/**
 * Makes a mock IdP: Okta for the tenant `acme`, with a few people and test-only keys, unless told otherwise. What an
 * app's configuration needs is there at once; the app itself is named when somebody logs in.
 *
 * @param options - who is played, the people, the time, the keys
 * @throws UserError `option-invalid`, `vendor-unknown`, `setting-invalid`, `key-unknown`, `value-invalid`,
 *   `user-exists`, `file-not-found`
 * @example
 * await using idp = await mockIdp({ users: { ada: { lastName: 'Byron' } } });
 * const app = createApp({ entryPoint: idp.ssoUrl, idpCert: idp.certificate });
 * const login = await idp.login('ada').to({ app, session: '/me' });
 * login.outcome; // 'logged-in'
 */
export function mockIdp<const Handle extends string = CastHandle>(
  options: MockIdpOptions<Handle> = {},
): Promise<MockIdp<Handle>> {
  return new Promise((resolve) => {
    const state = openState(options);
    const scene: Scene = { state, apps: openApps(state) };
    const people = openPeople(scene);
    const begun = course(scene);
    const verbs = {
      ...atApps(scene, people),
      ...begun,
      users: people.users,
      hire: (handle: string, seed?: PersonSeed) => people.hire(handle, seed),
      clock: mockClock(scene),
      [Symbol.asyncDispose]: () => begun.close(),
    };
    const idp: MockIdp = joined(joined(verbs, published(state)), atTheDoor(scene, people));
    resolve(idp);
  });
}
