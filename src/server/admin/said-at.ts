/** Floor 5: what is said before anything is asked: to programs in JSON, to people on a page. */
import type { ErrorCode } from '../../base/errors.js';
import type { Answer } from '../http/answer.js';
import { messagePage, type Said } from '../pages/message-page.js';
import { isApi } from './address.js';
import { refusal } from './api-error.js';

/** Something to say, with the code that it has in the API. */
export interface CodedSaid extends Said {
  readonly code: ErrorCode;
}

/** Says it at a path. */
export function saidAt(path: string, { code, ...said }: CodedSaid): Answer {
  if (!isApi(path)) return messagePage(said);
  const { status, message, fix } = said;
  return refusal(status, { code, message, fix });
}
