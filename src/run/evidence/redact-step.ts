/** Floor 7: the evidence of a step without its secrets. */
import type { StepEvidence } from '../result.js';
import type { Hide } from './redaction.js';
import { hiding, REDACTED, redactBody, redactUrl } from './redaction.js';
import { isSecretField, isSecretHeader, isSecretParameter } from './secret-name.js';

type EvidenceHop = StepEvidence['hops'][number];

/** Parameters of a URL and of a form, by name. */
function parametersOf({ url, location, form = {} }: EvidenceHop): (readonly [string, string])[] {
  const queries = [url, location ?? ''].flatMap((text) => {
    const query = text.includes('?') ? text.slice(text.indexOf('?') + 1) : '';
    return [...new URLSearchParams(query.replace(/#.*/s, ''))];
  });
  return [...queries, ...Object.entries(form)];
}

/** The values of secrets that the hops themselves reveal: they may stand in a page, too. */
function secretsIn(hops: readonly EvidenceHop[]): readonly string[] {
  return hops
    .flatMap(parametersOf)
    .filter(([name]) => isSecretParameter(name))
    .map(([, value]) => value);
}

/** A map with the values of secret names replaced. */
function redactMap<Value>(
  map: Readonly<Record<string, Value>>,
  isSecret: (name: string) => boolean,
  other: (value: Value) => Value | string,
): Record<string, Value | string> {
  const entries = Object.entries(map).map(([name, value]): [string, Value | string] => [
    name,
    isSecret(name) ? REDACTED : other(value),
  ]);
  return Object.fromEntries(entries);
}

function redactHop(hop: EvidenceHop, hide: Hide): EvidenceHop {
  const link = (url: string): string => hide(redactUrl(url));
  const { location, form } = hop;
  const header = (value: string): string => hide(redactUrl(value));
  return {
    ...hop,
    url: link(hop.url),
    ...(location === undefined ? {} : { location: link(location) }),
    ...(form === undefined ? {} : { form: redactMap(form, isSecretParameter, hide) }),
    body: hide(redactBody(hop.body)),
    headers: redactMap(hop.headers, isSecretHeader, header),
  };
}

function hideDeep(value: unknown, hide: Hide): unknown {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((member) => hideDeep(member, hide));
  return value;
}

/** A record of a person or an account. */
function redactRecord<Shown extends Readonly<Record<string, unknown>>>(
  record: Shown,
  hide: Hide,
): Shown {
  const map = redactMap<unknown>({ ...record }, isSecretField, (value) => hideDeep(value, hide));
  return map as Shown;
}

/**
 * Redacts cookies, RelayState, tokens, passwords and the like.
 *
 * @param secrets - values that are secret wherever they stand: configured headers, the environment of the app
 */
export function redactStep(evidence: StepEvidence, secrets: readonly string[]): StepEvidence {
  const hide = hiding([...secrets, ...secretsIn(evidence.hops)]);
  const { user, before, account } = evidence;
  return {
    ...evidence,
    hops: evidence.hops.map((hop) => redactHop(hop, hide)),
    messages: evidence.messages.map((message) => ({ ...message, xml: hide(message.xml) })),
    ...(user === undefined ? {} : { user: redactRecord(user, hide) }),
    ...(before === undefined ? {} : { before: redactRecord(before, hide) }),
    ...(account === undefined ? {} : { account: redactRecord(account, hide) }),
  };
}
