/** Floor 9: what a person, or a program, is told when the server listens. */
import { relative } from 'node:path';
import type { ServedApp, TenantState } from '../../server/state/tenant-state.js';
import type { ServeSettings } from './serve-settings.js';
import type { Serving } from './start-serving.js';

/** More tenants than this are on the dashboard only. */
const MOST_SHOWN = 6;

/** The application that a user's SP is: the one that waits, or the first that was named. */
function appToShow({ apps }: TenantState): ServedApp | undefined {
  const all = [...apps.values()];
  return all.find(({ waiting }) => waiting) ?? all.find(({ sp }) => sp.source !== 'embedded');
}

/** One line for programs. */
export function startedJson({ state, spOrigin }: Serving): string {
  const metadata = [...state.tenants.values()].flatMap((tenant) => {
    const app = appToShow(tenant) ?? [...tenant.apps.values()][0];
    return app === undefined ? [] : [[tenant.key, app.places.metadata]];
  });
  const started = {
    url: `${state.origin}/`,
    metadata: Object.fromEntries(metadata) as Readonly<Record<string, string>>,
    admin: `${state.origin}/__standin/api`,
    sp: spOrigin === undefined ? null : `${spOrigin}/`,
    pid: process.pid,
  };
  return `${JSON.stringify(started)}\n`;
}

function tenantLines(tenant: TenantState): readonly string[] {
  const app = appToShow(tenant);
  if (app === undefined) return [];
  const { metadata, sso } = app.places;
  const story = tenant.story === undefined ? '' : ` (${tenant.story})`;
  const title = `    ${tenant.vendor.title}, tenant ${tenant.tenant.name}${story}`;
  return [title, `      metadata   ${metadata}`, `      sign-on    ${sso}`];
}

function appLines({ state }: Serving, settings: ServeSettings): readonly string[] {
  const tenants = [...state.tenants.values()];
  const shown = tenants.slice(0, MOST_SHOWN).flatMap(tenantLines);
  if (shown.length === 0) return [];
  const learns = settings.strict ? '' : '; who it is, is learnt from its first AuthnRequest';
  const waits = tenants.some((tenant) => appToShow(tenant)?.waiting === true);
  const more = tenants.length - MOST_SHOWN;
  return [
    `  Your app     point it at one of these${waits ? learns : ''}`,
    ...shown,
    ...(more > 0 ? [`    ${more} more tenants are on the dashboard`] : []),
    '',
  ];
}

function clockLines({ state }: Serving): readonly string[] {
  if (!state.clock.fixed) return [];
  const instant = new Date(state.clock.now()).toISOString();
  return [`  Clock        stands still at ${instant}; --clock now lets it run`];
}

/** The folder as it is typed from here. */
function shownFolder(path: string, cwd: string): string {
  const shorter = relative(cwd, path);
  return shorter === '' || shorter.startsWith('..') ? path : shorter;
}

/** One short screen for people, what they need first at the top. */
export function startedText(serving: Serving, settings: ServeSettings, cwd: string): string {
  const { state, spOrigin, folder } = serving;
  const made = folder.isNew() ? ', made just now' : '';
  const lines = [
    `Standin ${state.options.version}: mock identity providers. Test-only: nobody must trust their keys.`,
    '',
    `  Dashboard    ${state.origin}/`,
    ...(spOrigin === undefined
      ? []
      : [`  Try it       ${spOrigin}/   a service provider that trusts them all`]),
    '',
    ...appLines(serving, settings),
    `  Keys         ${shownFolder(folder.path, cwd)}${made}`,
    ...clockLines(serving),
    '',
    'Ctrl-C stops.',
  ];
  return `${lines.join('\n')}\n`;
}
