/** Floor 1: how operations on the HTTP request are written. */
import { z } from 'zod';
import type { RequestOperations } from '../../mutation/request-operations.js';
import { name, text } from '../value.js';
import { encoding, times } from './text-schemas.js';

const fieldName = name.meta({ description: 'The name of a field.', examples: ['SAMLResponse'] });

const field: z.ZodType<RequestOperations['field']> = z
  .strictObject({
    name: fieldName,
    to: text.meta({ description: 'Its value.', examples: ['{genuine}'] }).exactOptional(),
    copy: name
      .meta({ description: 'The field whose value it has.', examples: ['SAMLResponse'] })
      .exactOptional(),
    where: z
      .enum(['before', 'after', 'query'])
      .meta({
        description: 'Before the other fields, behind them (the default), or in the URL.',
        examples: ['before'],
      })
      .exactOptional(),
    verbatim: z
      .enum(['name', 'value', 'both'])
      .meta({ description: 'What is percent-encoded already.', examples: ['name'] })
      .exactOptional(),
  })
  .refine(({ to, copy }) => (to === undefined) !== (copy === undefined), {
    message: 'say what its value is with one of: to, copy',
  });

/** Every operation on the request. */
export const REQUEST_SCHEMAS: {
  readonly [Name in keyof RequestOperations]: z.ZodType<RequestOperations[Name]>;
} = {
  field,
  'remove-field': z.strictObject({ name: fieldName }),
  'rename-field': z.strictObject({
    name: fieldName,
    to: name.meta({ description: 'Its new name.', examples: ['SAMLResponse[]'] }),
    verbatim: z
      .boolean()
      .meta({ description: 'The new name is percent-encoded already.', examples: [true] })
      .exactOptional(),
  }),
  'relay-state': z.strictObject({
    to: text.meta({ description: 'The new RelayState.', examples: ['https://evil.test/'] }),
    times: times.exactOptional(),
  }),
  send: z.strictObject({
    by: z
      .enum(['post', 'get'])
      .meta({ description: 'The method.', examples: ['get'] })
      .exactOptional(),
    body: z
      .enum(['form', 'json', 'multipart'])
      .meta({ description: 'How the fields are written.', examples: ['json'] })
      .exactOptional(),
    contentType: name
      .meta({
        description: 'The Content-Type, instead of the one that fits.',
        examples: ['application/x-www-form-urlencoded; charset=utf-16'],
      })
      .exactOptional(),
    charset: encoding.exactOptional(),
    to: name
      .meta({ description: 'Another address of the app.', examples: ['/saml/other/acs'] })
      .exactOptional(),
  }),
  header: z.strictObject({
    name: z
      .string()
      .regex(/^[\w!#$%&'*+.^`|~-]+$/)
      .meta({ description: 'The name of a header.', examples: ['X-Forwarded-Host'] }),
    to: text.meta({ description: 'Its value.', examples: ['evil.test'] }),
  }),
  'sign-query': z.strictObject({
    key: name
      .meta({ description: 'Whose key; genuine unless said otherwise.', examples: ['attacker-1'] })
      .exactOptional(),
    algorithm: name
      .meta({ description: 'The algorithm by its short name.', examples: ['rsa-sha256'] })
      .exactOptional(),
    instead: z
      .strictObject({
        name: z
          .enum(['SAMLRequest', 'SAMLResponse'])
          .meta({ description: 'The parameter that it goes in.', examples: ['SAMLRequest'] }),
        xml: name.meta({ description: 'The message.', examples: ['<samlp:LogoutRequest/>'] }),
      })
      .meta({ description: 'Another message that is signed, and goes first.' })
      .exactOptional(),
  }),
};
