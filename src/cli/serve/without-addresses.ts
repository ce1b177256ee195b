/** Floor 9: a story's application without what names its SP: at a server every SP says for itself who and where it is. */
import type { IdpSettings } from '../../scenario/scenario.js';

type Settings = Readonly<Record<string, unknown>>;

/** Settings of all vendors that name the SP, its addresses or its keys. */
const OF_THE_SP: ReadonlySet<string> = new Set([
  'label',
  'audience',
  'identifier',
  'entityId',
  'ssoAcsUrl',
  'acsUrl',
  'acsUrls',
  'acsEndpoints',
  'allowMultipleAcsEndpoints',
  'replyUrls',
  'consumer_url',
  'validator',
  'recipient',
  'destination',
  'startUrl',
  'logoutUrl',
]);

/** The same of single logout. */
const OF_ITS_LOGOUT: ReadonlySet<string> = new Set([
  'url',
  'logoutUrl',
  'logoutRequestUrl',
  'issuer',
  'certificate',
]);

function without(settings: Settings, names: ReadonlySet<string>): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.has(name)));
}

function isGroup(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The settings that are left: what the tenant sends, and how. */
export function withoutAddresses({ app, ...settings }: IdpSettings): IdpSettings {
  if (app === undefined) return settings;
  const kept = without(app, OF_THE_SP);
  const logout = ['slo', 'participateSlo'].flatMap((name): [string, unknown][] => {
    const value = kept[name];
    return isGroup(value) ? [[name, without(value, OF_ITS_LOGOUT)]] : [];
  });
  return { ...settings, app: { ...kept, ...Object.fromEntries(logout) } };
}
