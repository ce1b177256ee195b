/** Floor 1: something to do at a target: a request or a shell command. */
import { z } from 'zod';
import type { ActionConfig } from '../../target-config.js';
import { name } from '../value.js';
import { address } from './address.js';
import { fillIns, headers } from './fill-in.js';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const line = z
  .string()
  .regex(new RegExp(`^(?:${METHODS.join('|')}) \\S+$`))
  .transform((text): ActionConfig => {
    const [method = '', url = ''] = text.split(' ');
    return { kind: 'request', method, url, headers: {} };
  });

const request = {
  url: address.meta({ description: 'Where the request goes.', examples: ['/test/reset'] }),
  method: z
    .enum(METHODS)
    .meta({ description: 'Default: POST.', examples: ['DELETE'] })
    .exactOptional(),
  headers: headers
    .meta({
      description: 'Sent with this request, besides those of the target.',
      examples: [{ authorization: 'Bearer ${ADMIN_TOKEN}' }],
    })
    .exactOptional(),
};

interface Written {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type Body = { readonly type: string; readonly text: string };

function requestOf(written: Written, body: Body | undefined): ActionConfig {
  const { url, method = 'POST', headers: sent = {} } = written;
  return { kind: 'request', method, url, headers: sent, ...(body !== undefined && { body }) };
}

/** Braces stay as they are: what stands between them is filled in later. */
function formOf(form: Readonly<Record<string, string>>): string {
  return new URLSearchParams(form).toString().replace(/%7B([A-Za-z]+)%7D/g, '{$1}');
}

const withJson = z
  .strictObject({
    ...request,
    json: z
      .unknown()
      .meta({ description: 'The body, sent as JSON.', examples: [{ user: '{email}' }] })
      .exactOptional(),
  })
  .transform(({ json, ...written }) =>
    requestOf(
      written,
      json === undefined ? undefined : { type: 'application/json', text: JSON.stringify(json) },
    ),
  );

const withForm = z
  .strictObject({
    ...request,
    form: fillIns.meta({
      description: 'The body, sent as a form.',
      examples: [{ user: '{email}' }],
    }),
  })
  .transform(({ form, ...written }) =>
    requestOf(written, { type: 'application/x-www-form-urlencoded', text: formOf(form) }),
  );

/** A header may name the type of a text; it is sent with the body then. */
function textOf({
  text,
  headers: sent = {},
  ...written
}: Written & { text: string }): ActionConfig {
  const typed = Object.keys(sent).find((each) => each.toLowerCase() === 'content-type');
  const type = (typed === undefined ? undefined : sent[typed]) ?? 'text/plain';
  const others = Object.entries(sent).filter(([each]) => each !== typed);
  return requestOf({ ...written, headers: Object.fromEntries(others) }, { type, text });
}

const withText = z
  .strictObject({
    ...request,
    text: z.string().meta({
      description: 'The body as it is; the header content-type names its type.',
      examples: ['{metadata}'],
    }),
  })
  .transform(textOf);

const command = z
  .strictObject({
    command: name.meta({ description: 'A shell command.', examples: ['npm run db:reset'] }),
  })
  .transform((written): ActionConfig => ({ kind: 'command', ...written }));

/** The ways to write an action. */
export const actions: readonly [
  z.ZodType<ActionConfig>,
  z.ZodType<ActionConfig>,
  ...z.ZodType<ActionConfig>[],
] = [line, withJson, withForm, withText, command];

/** An action: one line as `POST /test/reset`, a request, or a command. */
export const action: z.ZodType<ActionConfig> = z.union(actions).meta({
  id: 'action',
  description: 'One line as `POST /test/reset`, a request, or a shell command.',
  examples: ['POST /test/reset', { command: 'npm run db:reset' }],
});
