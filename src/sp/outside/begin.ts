/** Floor 5: a person begins a login at an app. */
import { TargetError } from '../../base/errors.js';
import type { StartConfig } from '../../scenario/target-config.js';
import { fill, placeholdersIn, type Values } from '../action/placeholders.js';
import type { Browser, Hop, StartOptions } from '../target.js';
import { isAtApp, type AppNetwork } from './app-network.js';

/** Where a login begins. */
export interface Beginning {
  /** How messages call the target. */
  readonly name: string;
  readonly network: AppNetwork;
  /** Absolute. */
  readonly start: StartConfig;
  /** The mock IdP's URL that the app should send people to; known once the app was told. */
  ssoUrl(): string | undefined;
}

/** Statuses that say that nothing is there: the URL is wrong, nobody is refused. */
const NOTHING_THERE: ReadonlySet<number> = new Set([404, 405, 410]);

/** An app that fails before anybody was sent anywhere refuses nobody. */
function isRefusal({ status }: Hop): boolean {
  return status >= 400 && status < 500 && !NOTHING_THERE.has(status);
}

function valuesOf({ name }: Beginning, start: StartConfig, options: StartOptions): Values {
  const { email, idp } = options;
  const texts = [start.url, ...Object.values(start.form ?? {})];
  const asked = new Set(texts.flatMap((text) => [...placeholdersIn(text)]));
  if (email === undefined && (asked.has('email') || asked.has('domain'))) {
    throw new TargetError('target-undrivable', `${name} asks who logs in, and nobody is known.`, {
      fix: `Leave {email} and {domain} out of \`start\` of ${name}.`,
    });
  }
  return {
    ...(email === undefined ? {} : { email, domain: email.slice(email.lastIndexOf('@') + 1) }),
    ...(idp === undefined ? {} : { idp }),
  };
}

function formOf(form: NonNullable<StartConfig['form']>, values: Values): Record<string, string> {
  const fields = Object.entries(form);
  return Object.fromEntries(
    fields.map(([field, text]) => [field, fill(text, values, (value) => value)]),
  );
}

/** The app sends people to another IdP than the mock one: the mistake that everybody makes once. */
function sentElsewhere(beginning: Beginning, hops: readonly Hop[], cause: unknown): unknown {
  const { location } = hops.at(-1) ?? {};
  const ssoUrl = beginning.ssoUrl();
  const isTold =
    location !== undefined && /[?&]SAMLRequest=/.test(location) && ssoUrl !== undefined;
  if (!(cause instanceof TargetError) || !isTold || !URL.canParse(location)) return cause;
  const { origin, pathname } = new URL(location);
  if (isAtApp(beginning.network, location) || origin === new URL(ssoUrl).origin) return cause;
  return new TargetError(
    'target-undrivable',
    `${beginning.name} sends people to ${origin}${pathname}, which is not the mock IdP.`,
    {
      fix: `Give the app ${ssoUrl} as the URL of its IdP (\`entryPoint\`, single sign-on URL).`,
      cause,
    },
  );
}

function stayed({ name, start }: Beginning, page: Hop): TargetError {
  const way =
    start.form === undefined
      ? 'the URL that sends a person to the IdP; where a form comes first, give its fields as `form`'
      : 'the page with the form, and its fields in `form`';
  return new TargetError(
    'target-undrivable',
    `A login at ${name} does not lead to the IdP: it ended at ${page.url} with status ${page.status}.`,
    { fix: `Set \`start\` of ${name} (now ${start.url}) to ${way}.` },
  );
}

/**
 * Begins a login as a person does: at the start URL, with its form filled in where there is one. Follows it to the
 * page that stays.
 *
 * @returns that page: the IdP's, the app's after the login, or one that refuses
 * @throws TargetError `target-undrivable` when the app neither refuses nor leads to the IdP
 */
export async function begin(
  beginning: Beginning,
  browser: Browser,
  options: StartOptions,
): Promise<Hop> {
  const { start, network } = beginning;
  const before = browser.hops.length;
  const values = valuesOf(beginning, start, options);
  const seen = (): readonly Hop[] => browser.hops.slice(before);
  const hasLeft = (): boolean => seen().some(({ url }) => !isAtApp(network, url));
  try {
    let page = await browser.get(fill(start.url, values, encodeURIComponent));
    if (start.form !== undefined && page.status < 400 && !hasLeft()) {
      page = await browser.fill(formOf(start.form, values));
    }
    if (hasLeft() || isRefusal(page)) return page;
    throw stayed(beginning, page);
  } catch (error) {
    throw sentElsewhere(beginning, seen(), error);
  }
}
