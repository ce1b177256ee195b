/** Floor 5: a refusal as the API writes it. */
import { z } from 'zod';

/** Its schema. */
export const apiError: z.ZodType = z
  .strictObject({
    error: z.strictObject({
      code: z.string().meta({ description: 'Stable: tests match it.' }),
      message: z.string(),
      fix: z.string().meta({ description: 'What can be done about it.' }).exactOptional(),
      path: z
        .array(z.union([z.string(), z.int()]))
        .meta({ description: 'Which part of the request, from `query` or `body`.' })
        .exactOptional(),
      possible: z
        .array(z.string())
        .meta({ description: "The verbs that the user's state allows." })
        .exactOptional(),
    }),
  })
  .meta({ id: 'api-error', description: 'Why it was not done.' });
