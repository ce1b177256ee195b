/** Floor 5: answers a request to the admin API: may it, what does it ask, what came of it. */
import type { ServerResponse } from 'node:http';
import { UserError } from '../../base/errors.js';
import { jsonAnswer, type Answer } from '../http/answer.js';
import type { HttpRequest } from '../http/request.js';
import type { ServerState } from '../state/server-state.js';
import { answerToError } from './api-error.js';
import { authorise } from './authorise.js';
import { findOperation } from './find-operation.js';
import type { Later } from './operation.js';
import { readCall } from './read-call.js';

function isLater(given: unknown): given is Later<unknown> {
  return typeof given === 'object' && given !== null && 'later' in given;
}

/** Headers at once, the body when there is one; a client that goes away is forgotten. */
function inTime(status: number, { later }: Later<unknown>): Answer {
  const { headers } = jsonAnswer(status, null);
  const stream = (response: ServerResponse): void => {
    const forget = later((given) => void response.end(jsonAnswer(status, given).body));
    response.on('close', forget);
  };
  return { status, headers, body: '', stream };
}

async function perform(state: ServerState, http: HttpRequest): Promise<Answer> {
  authorise(state, http);
  const { operation, path } = findOperation(http.method, http.path);
  const { status = 200 } = operation;
  const given = await operation.run({ state, path, ...readCall(operation, http) });
  return isLater(given) ? inTime(status, given) : jsonAnswer(status, given);
}

/** Answers. Whatever is thrown becomes JSON, too. */
export async function answerApi(state: ServerState, http: HttpRequest): Promise<Answer> {
  try {
    return await perform(state, http);
  } catch (error) {
    if (!(error instanceof UserError)) {
      state.log.add({ kind: 'error', summary: `Standin failed: ${String(error)}` });
    }
    return answerToError(error);
  }
}
