/** Floor 5: the directory, or what was done to it, as a file to download. */
import type { Answer } from '../http/answer.js';
import { parameterOf } from '../http/request.js';
import type { Handler } from '../http/route.js';
import type { ServerState } from '../state/server-state.js';
import type { ServedApp, TenantState } from '../state/tenant-state.js';
import { notThere, tenantOf } from './lookup.js';
import { chosenApp } from './story/chosen-app.js';
import { savedDirectory, savedStory, type SavedFile } from './story/saved.js';

async function fileAnswer(name: string, { story, remarks }: SavedFile): Promise<Answer> {
  // The writer of YAML costs start-up time that no login needs.
  const { writeScenario } = await import('../../scenario/write-scenario.js');
  return {
    status: 200,
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: writeScenario(story, remarks),
  };
}

type Save = (
  state: ServerState,
  about: { readonly tenant: TenantState; readonly app: ServedApp; readonly everybody: boolean },
) => SavedFile;

/** A handler; the query's `app` names the application, `people=all` asks for everybody. */
function saving(word: string, save: Save): Handler {
  return (state, http, parts) => {
    const tenant = tenantOf(state, parts);
    if (tenant === undefined) return notThere('tenant');
    const app = chosenApp(state, tenant, parameterOf(http, 'app'));
    if (app === undefined) return notThere('application');
    const everybody = parameterOf(http, 'people') === 'all';
    return fileAnswer(`${tenant.key}-${word}.yaml`, save(state, { tenant, app, everybody }));
  };
}

/** GET: the directory as it is. */
export const saveDirectory: Handler = saving('directory', (state, { tenant, app }) =>
  savedDirectory(state, tenant, app),
);

/** GET: what was done since the start. */
export const saveStory: Handler = saving('story', (state, { tenant, app, everybody }) =>
  savedStory(state, tenant, app, everybody),
);
