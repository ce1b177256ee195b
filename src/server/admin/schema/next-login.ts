/** Floor 5: what a test decides for the next browser, as the API takes and shows it. */
import { z } from 'zod';
import { IDP_REASONS, type IdpReason } from '../../../base/reasons.js';
import type { Mutation } from '../../../scenario/mutation.js';
import { mutations } from '../../../scenario/schema/mutations.js';
import { handle, name, text } from '../../../scenario/schema/value.js';
import type { MessageOverrides } from '../../../scenario/step.js';
import { writeMutation } from '../../../scenario/write-mutation.js';
import type { NextLogin } from '../../state/arrival.js';
import { span } from './span.js';

const values = z.union([text, z.array(text), z.null()]);
const moment = z.iso.datetime({ offset: true });

const overrides: z.ZodType<MessageOverrides> = z
  .strictObject({
    attributes: z
      .record(name, values)
      .meta({
        description: 'By name: other values, further attributes, or null to leave one out.',
        examples: [{ email: 'other@acme.example', department: null }],
      })
      .exactOptional(),
    nameId: text.exactOptional(),
    nameIdFormat: text.exactOptional(),
    issuer: text.exactOptional(),
    audience: text.exactOptional(),
    recipient: text.exactOptional(),
    destination: text.exactOptional(),
    inResponseTo: z.union([text, z.null()]).exactOptional(),
    notBefore: moment.exactOptional(),
    notOnOrAfter: moment.exactOptional(),
    authnInstant: moment.exactOptional(),
    sessionIndex: z.union([text, z.null()]).exactOptional(),
  })
  .meta({ id: 'message-overrides', description: 'What the message says instead.' });

/** How it is written. */
export interface WrittenNextLogin {
  readonly tenant?: string;
  readonly app?: string;
  readonly user?: string;
  readonly refuse?: IdpReason;
  /** Milliseconds. */
  readonly delay?: number;
  readonly attack?: string;
  readonly mutations?: readonly Mutation[];
  readonly victim?: string;
  readonly overrides?: MessageOverrides;
  readonly despite?: boolean;
  readonly remember?: boolean;
}

const reasons = Object.keys(IDP_REASONS) as IdpReason[];

/** Its schema. */
export const nextLogin: z.ZodType<WrittenNextLogin> = z
  .strictObject({
    tenant: name
      .meta({ description: 'Only a browser that comes to this tenant.', examples: ['okta-acme'] })
      .exactOptional(),
    app: name
      .meta({
        description: 'Only a browser that comes for this application.',
        examples: ['my-app'],
      })
      .exactOptional(),
    user: handle
      .meta({ description: 'Who logs in, without a page: a handle.', examples: ['ada'] })
      .exactOptional(),
    refuse: z
      .enum(reasons)
      .meta({
        description: "The vendor's refusal for this reason is shown instead.",
        examples: ['user-deactivated'],
      })
      .exactOptional(),
    delay: span
      .meta({
        description: 'How long the answer takes, at most 10m: milliseconds, or text such as 2s.',
        examples: ['2s', 2000],
      })
      .exactOptional(),
    attack: name
      .meta({
        description: 'An attack of the corpus forges the message: standin attack --list.',
        examples: ['xsw3-assertion-before'],
      })
      .exactOptional(),
    mutations: mutations
      .meta({
        description: 'Operations forge the message, in order, as in attack files.',
        examples: [['sign', { remove: '//Signature' }]],
      })
      .exactOptional(),
    victim: handle
      .meta({ description: 'Whom the forged message impersonates.', examples: ['grace'] })
      .exactOptional(),
    overrides: overrides.exactOptional(),
    despite: z
      .boolean()
      .meta({ description: 'The message is issued although the directory says no.' })
      .exactOptional(),
    remember: z
      .boolean()
      .meta({ description: 'The IdP session goes on after the browser was closed.' })
      .exactOptional(),
  })
  .meta({ id: 'next-login', description: 'What happens to the next browser that comes.' });

/** As the server keeps it. */
export function keptOf(written: WrittenNextLogin): NextLogin {
  const { attack, mutations: operations, victim, ...rest } = written;
  if (attack === undefined && operations === undefined) return rest;
  const forgery = {
    ...(attack === undefined ? {} : { attack }),
    ...(operations === undefined ? {} : { mutations: operations }),
    ...(victim === undefined ? {} : { victim }),
  };
  return { ...rest, forgery };
}

/** As people write it. */
export function writtenOf({ forgery, ...rest }: NextLogin): unknown {
  const { mutations: operations, ...said } = forgery ?? {};
  const written = operations?.map(writeMutation);
  return { ...rest, ...said, ...(written === undefined ? {} : { mutations: written }) };
}
