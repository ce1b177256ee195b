/** Floor 1: the request that shows whose session a browser has. */
import { z } from 'zod';
import type { SessionConfig } from '../../target-config.js';
import { USUAL_PLACES } from '../../usual-places.js';
import { address } from './address.js';
import { whereabouts } from './place.js';

/** What is not said of `anonymous`: the statuses that mean "log in first". */
const ANONYMOUS = [401, 403];

const status = z.int().min(100).max(599);

interface Written extends Omit<SessionConfig, 'anonymous'> {
  readonly anonymous?: number | readonly number[];
}

function sessionOf({ anonymous = ANONYMOUS, ...written }: Written): SessionConfig {
  const told = ['email', 'nameId', 'accountId'].some((key) => key in written);
  return { ...(!told && USUAL_PLACES), ...written, anonymous: [anonymous].flat() };
}

/** The `session` key of a target. */
export const session: z.ZodType<SessionConfig> = z
  .union([
    address.transform((url): SessionConfig => sessionOf({ url })),
    z
      .strictObject({
        url: address.meta({
          description: "Asked with the browser's cookies.",
          examples: ['/me'],
        }),
        email: whereabouts
          .meta({
            description: 'Where the e-mail address stands in the answer.',
            examples: ['/user/email', { css: '#me' }],
          })
          .exactOptional(),
        nameId: whereabouts
          .meta({
            description: 'Where the NameID stands.',
            examples: [{ header: 'x-name-id' }],
          })
          .exactOptional(),
        accountId: whereabouts
          .meta({
            description: "Where the account's own id stands, as `accounts` shows it.",
            examples: ['/user/id'],
          })
          .exactOptional(),
        anonymous: z
          .union([status, z.array(status)])
          .meta({
            description:
              'Statuses that mean that nobody is logged in; a redirect always does. Default: 401, 403.',
            examples: [401],
          })
          .exactOptional(),
      })
      .transform(sessionOf),
  ])
  .meta({
    description:
      'A request that shows whose session a browser has. An address alone: JSON with `email` or `nameId`, at the top or in `user`.',
    examples: ['/me', { url: '/me', email: '/profile/mail' }],
  });
