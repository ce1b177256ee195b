/** Floor 7: the secrets that a configuration knows. */
import type { ActionConfig, TargetConfig } from '../../scenario/target-config.js';
import { isSecretField } from './secret-name.js';

/** Headers that everybody sends. */
const HARMLESS = /^(?:accept|content|user-agent|host|cache-control|connection)/i;

type Texts = Readonly<Record<string, string>>;

/** A scheme before the secret is no part of it: `Bearer …`. */
function valuesOf(headers: Texts): string[] {
  return Object.entries(headers)
    .filter(([name]) => !HARMLESS.test(name))
    .flatMap(([, value]) => [value, value.replace(/^\S+\s+/, '')]);
}

function headersOf(action: ActionConfig | { readonly kind: 'file' } | undefined): string[] {
  return action?.kind === 'request' ? valuesOf(action.headers) : [];
}

function passwordsOf({ accounts }: TargetConfig): string[] {
  const source = accounts?.source;
  return source?.kind === 'page' ? Object.values(source.login?.fill ?? {}) : [];
}

/** Values that must not stand in a report: headers, the app's secret variables, what an administrator types in. */
export function configSecrets(config: TargetConfig): readonly string[] {
  const { headers, command, reset, trust, deprovision, clock } = config;
  const variables = Object.entries(command?.env ?? {})
    .filter(([name]) => isSecretField(name) || /key|auth/i.test(name))
    .map(([, value]) => value);
  const actions = [reset, trust, deprovision, clock].flatMap(headersOf);
  return [...valuesOf(headers), ...variables, ...actions, ...passwordsOf(config)];
}
