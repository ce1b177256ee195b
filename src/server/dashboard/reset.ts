/** Floor 5: back to the start. */
import { seeOther } from '../http/answer.js';
import type { Handler } from '../http/route.js';
import type { ServerState } from '../state/server-state.js';
import { START } from './addresses.js';

/** POST */
export const resetServer: Handler = (state: ServerState) => {
  state.reset();
  return seeOther(START);
};
