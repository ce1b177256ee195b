/** Floor 1: where an app that answers JSON usually says who is logged in. */
import type { SessionConfig } from './target-config.js';

/** Places to try when nobody says where: what `res.json(user)` and `res.json({ user })` look like. */
export const USUAL_PLACES: Required<Pick<SessionConfig, 'email' | 'nameId'>> = {
  email: [{ json: '/email' }, { json: '/user/email' }],
  nameId: [
    { json: '/nameId' },
    { json: '/nameID' },
    { json: '/user/nameId' },
    { json: '/user/nameID' },
  ],
};
