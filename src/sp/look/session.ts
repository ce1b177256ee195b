/** Floor 5: whose session a browser has: the table of places, and the look. */
import type { SessionConfig, Where } from '../../scenario/target-config.js';
import type { Browser, Hop, SessionObservation } from '../target.js';
import type { Found, PlaceReader } from './place.js';
import { readCssPlace } from './session-css.js';
import { readHeaderPlace } from './session-header.js';
import { readJsonPlace } from './session-json.js';

/** Looks at the session of a browser. */
export type SessionLook = (browser: Browser) => Promise<SessionObservation>;

/** A kind of place with the key that tells it. */
interface PlaceRow {
  readonly key: string;
  read(place: Where, answer: Hop): Promise<Found> | Found;
}

/** The key and the reader of a row go together by construction of the table. */
function row<Kind extends Where>(key: keyof Kind & string, read: PlaceReader<Kind>): PlaceRow {
  return { key, read: (place, answer) => read(place as Kind, answer) };
}

/** Every kind of place. */
const PLACES: readonly PlaceRow[] = [
  row('json', readJsonPlace),
  row('css', readCssPlace),
  row('header', readHeaderPlace),
];

/** Where a session shows one fact; of several places the first that holds something counts. */
type Places = Where | readonly Where[];

/** As the configuration has it; of one fact there may be several places. */
export interface SessionPlaces extends Pick<SessionConfig, 'url' | 'anonymous'> {
  readonly email?: Places;
  readonly nameId?: Places;
  readonly accountId?: Places;
}

const FACTS = ['email', 'nameId', 'accountId'] as const;

async function readOne(places: Places | undefined, answer: Hop): Promise<Found> {
  for (const place of [places ?? []].flat()) {
    const reader = PLACES.find(({ key }) => key in place);
    const found = (await reader?.read(place, answer)) ?? {};
    if (found.text !== undefined || found.why !== undefined) return found;
  }
  return {};
}

async function readFacts(places: SessionPlaces, answer: Hop): Promise<SessionObservation> {
  const facts: Partial<Record<(typeof FACTS)[number], string>> = {};
  for (const fact of FACTS) {
    const { text, why } = await readOne(places[fact], answer);
    if (why !== undefined) return { kind: 'unknown', why: `${answer.url}: ${why}` };
    if (text !== undefined) facts[fact] = text;
  }
  return Object.keys(facts).length === 0 ? { kind: 'none' } : { kind: 'session', ...facts };
}

/** What a status says already, before anybody reads the answer. */
function byStatus(
  { status, url }: Hop,
  anonymous: readonly number[],
): SessionObservation | undefined {
  if (anonymous.includes(status)) return { kind: 'none' };
  if (status >= 300 && status < 400) return { kind: 'none' };
  if (status < 300) return undefined;
  const hint =
    status < 500 ? '; if that means that nobody is logged in, list it in `session.anonymous`' : '';
  return { kind: 'unknown', why: `${url} answered ${status}${hint}` };
}

/**
 * Makes the look at a session: one request with the browser's cookies, which leaves no hop.
 *
 * A status that means anonymous, a redirect and an answer without identity are `none`; a failing SP and an answer
 * that cannot be read are `unknown`.
 *
 * @param places - the URL to ask, and where its answer has the identity
 * @example
 * const look = sessionLook({ url: 'http://localhost:3000/me', email: { json: '/email' }, anonymous: [401] });
 * await look(browser); // { kind: 'session', email: 'ada@acme.example' }
 */
export function sessionLook(places: SessionPlaces): SessionLook {
  return async (browser) => {
    const answer = await browser.peek(places.url);
    return byStatus(answer, places.anonymous) ?? readFacts(places, answer);
  };
}

/** The look of a target that nobody told where to look. */
export function noSessionLook(): Promise<SessionObservation> {
  return Promise.resolve({
    kind: 'unknown',
    why: 'the target has no `session`: a URL that shows whose session a browser has, and where',
  });
}
