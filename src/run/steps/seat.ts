/** Floor 7: each person has one browser for the whole story. */
import { idpRoutes } from '../idp-route.js';
import type { Conversation, Seat, Stage } from '../stage.js';

/** The person's browser; opened at the first need. */
export function seatOf(stage: Stage, handle: string): Seat {
  const taken = stage.seats.get(handle);
  if (taken !== undefined) return taken;
  const seat = freshSeat(stage);
  stage.seats.set(handle, seat);
  return seat;
}

/** A browser without cookies, of nobody yet. */
export function freshSeat(stage: Stage): Seat {
  const conversation: Conversation = {};
  return { conversation, browser: stage.target.browser(idpRoutes(stage, conversation)) };
}

/** The browser for a login: the person's own, or a new one where a session of before would hide the outcome. */
export function loginSeat(stage: Stage, handle: string): Seat {
  return stage.freshBrowsers === true && stage.seats.has(handle)
    ? freshSeat(stage)
    : seatOf(stage, handle);
}
