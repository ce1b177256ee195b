/** Floor 5: the rows of the routing table that belong to the admin API. What it needs is loaded when it is first asked. */
import { jsonAnswer } from '../http/answer.js';
import type { Handler, Route } from '../http/route.js';
import { API, OPENAPI_PATH } from './address.js';

const answerOperation: Handler = async (state, http) => {
  const { answerApi } = await import('./api.js');
  return answerApi(state, http);
};

const answerDescription: Handler = async ({ origin, options }) => {
  const { openApiOf } = await import('./openapi.js');
  return jsonAnswer(200, openApiOf({ origin, version: options.version }));
};

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The admin API. */
export const ADMIN_ROUTES: readonly Route[] = [
  ['GET', OPENAPI_PATH, answerDescription],
  ...METHODS.flatMap((method): readonly Route[] => [
    [method, API, answerOperation],
    [method, `${API}/*`, answerOperation],
  ]),
];
