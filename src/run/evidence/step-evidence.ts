/** Floor 7: what is kept of a step for a person who wants to see it. */
import type { Hop } from '../../sp/target.js';
import type { Observation } from '../observation.js';
import type { StepEvidence } from '../result.js';
import type { Stage } from '../stage.js';
import { messagesOf } from './messages.js';

/** The longest body and form field that is kept, in characters. */
const KEPT = 64 * 1024;

function bounded({ form, ...hop }: Hop): Hop {
  const short = (text: string): string => text.slice(0, KEPT);
  const body = short(hop.body);
  if (form === undefined) return { ...hop, body };
  const fields = Object.entries(form).map(([name, value]) => [name, short(value)]);
  return { ...hop, body, form: Object.fromEntries(fields) as Record<string, string> };
}

function idpOrigins({ application }: Stage): ReadonlySet<string> {
  const { ssoUrl, launchUrl } = application;
  return new Set([ssoUrl, launchUrl].map((url) => new URL(url).origin));
}

/** What was seen of the SP, when anything was. */
type Seen = Partial<Pick<Observation, 'subject' | 'sessions' | 'account' | 'accountBefore'>>;

/**
 * The evidence of a step, secrets and all.
 *
 * @param hops - what the step's browser did
 * @param seen - whose step it is, and what was observed after it
 */
export function stepEvidence(stage: Stage, hops: readonly Hop[], seen: Seen): StepEvidence {
  const idp = idpOrigins(stage);
  const { subject = '', sessions, account, accountBefore } = seen;
  const session = sessions?.get(subject);
  const user = stage.directory.at(stage.clock.now()).user(subject);
  return {
    hops: hops.map((hop) => ({
      ...bounded(hop),
      by: idp.has(new URL(hop.url).origin) ? 'idp' : 'sp',
    })),
    messages: messagesOf(hops),
    certificates: stage.keyring.published.map(({ certificate }) => certificate.base64),
    ...(session === undefined ? {} : { session }),
    ...(user === undefined ? {} : { user: { ...user } }),
    ...(accountBefore === undefined ? {} : { before: accountBefore }),
    ...(account === undefined ? {} : { account }),
  };
}
