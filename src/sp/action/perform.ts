/** Floor 5: does something at the app: sends a request, or runs a command. */
import { TargetError } from '../../base/errors.js';
import type { ActionConfig } from '../../scenario/target-config.js';
import type { Carrier, Outgoing } from '../carrier/carrier.js';
import { fillBody } from './fill-body.js';
import { fillCommand } from './fill-command.js';
import { fill, type Values } from './placeholders.js';
import { lowerCasedNames } from '../outside/header-names.js';
import { runShell, type ShellCommand } from './shell.js';

/** What an action is done with. */
export interface Means {
  readonly carrier: Carrier;
  /** Sent with every request. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where commands run, and for how long. */
  readonly shell: Omit<ShellCommand, 'command'>;
}

type RequestAction = Extract<ActionConfig, { readonly kind: 'request' }>;

/** How much of a refusing answer is shown, in characters. */
const SHOWN = 200;

/** What a header cannot carry is percent-encoded (RFC 9110 5.5). */
function headerText(value: string): string {
  return value.replace(/[^\t\x20-\x7e\x80-\xff]/gu, encodeURIComponent);
}

function requestOf(action: RequestAction, values: Values, means: Means): Outgoing {
  const headers = { ...means.headers, ...lowerCasedNames(action.headers) };
  for (const [name, value] of Object.entries(headers)) {
    headers[name] = fill(value, values, headerText);
  }
  const url = new URL(fill(action.url, values, encodeURIComponent));
  const { method, body } = action;
  if (body === undefined) return { method, url, headers };
  const text = fillBody(body, values);
  headers['content-type'] ??= body.type;
  headers['content-length'] = String(Buffer.byteLength(text));
  return { method, url, headers, body: text };
}

async function sendRequest(
  what: string,
  action: RequestAction,
  values: Values,
  means: Means,
): Promise<void> {
  const outgoing = requestOf(action, values, means);
  const { status, body } = await means.carrier.send(outgoing);
  if (status >= 200 && status < 300) return;
  const said = body.slice(0, SHOWN).replace(/\s+/g, ' ').trim();
  throw new TargetError(
    'target-undrivable',
    `${what}: ${outgoing.method} ${outgoing.url.href} answered ${status}${said === '' ? '' : `: ${said}`}`,
    { fix: `Check \`${what}\` of the target: it must answer with a status from 200 to 299.` },
  );
}

/**
 * Does what the configuration says, and insists that it worked.
 *
 * @param what - the setting, for the error: `reset`, `deprovision`
 * @param action - a request or a command; its texts may hold placeholders
 * @param values - for the placeholders; commands find them in the environment too
 * @throws TargetError `target-undrivable` for a status other than 2xx and for a command that fails,
 *   `target-unreachable`
 */
export async function perform(
  what: string,
  action: ActionConfig,
  { values, means }: { readonly values: Values; readonly means: Means },
): Promise<void> {
  if (action.kind === 'request') return sendRequest(what, action, values, means);
  const { command, env } = fillCommand(action.command, values);
  const { shell } = means;
  const result = await runShell({ ...shell, command, env: { ...shell.env, ...env } });
  if (result.kind === 'done') return;
  throw new TargetError('target-undrivable', `${what}: \`${action.command}\` ${result.why}`, {
    fix: `Check \`${what}\` of the target: the command must end with status 0.`,
  });
}
