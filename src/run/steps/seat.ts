/** Floor 7: each person has one browser for the whole story. */
import { idpRoutes } from '../idp-route.js';
import type { Conversation, Seat, Stage } from '../stage.js';

/** The person's browser; opened at the first need. */
export function seatOf(stage: Stage, handle: string): Seat {
  const taken = stage.seats.get(handle);
  if (taken !== undefined) return taken;
  const seat = freshSeat(stage, handle);
  stage.seats.set(handle, seat);
  return seat;
}

/** A browser without cookies, beside the person's own. */
export function freshSeat(stage: Stage, handle: string): Seat {
  const conversation: Conversation = {};
  return { conversation, browser: stage.target.browser(idpRoutes(stage, handle, conversation)) };
}
