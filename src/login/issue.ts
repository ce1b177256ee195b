/** Floor 4: a message that the vendor wrote is signed, written and put on the vendor's page. */
import type { Context } from '../base/context.js';
import type { AcceptedRequest, UnsignedResponse } from '../idp/idp.js';
import type { Issued } from '../idp/outcome.js';
import type { Application } from '../idp/tenant.js';
import type { SigningSteps } from '../keys/sign-tasks.js';
import { writeXml } from '../xml/write.js';
import type { LoginInput } from './login-input.js';
import { sealSteps } from './seal.js';

/** A message that waits to be signed, and what it answers. */
export interface Ready {
  readonly application: Application;
  readonly request: AcceptedRequest;
  readonly message: UnsignedResponse;
}

/** Signs, encrypts, writes and delivers. */
export function* issueSteps(
  input: LoginInput,
  ready: Ready,
  { random }: Context,
): SigningSteps<Issued> {
  const { application, message } = ready;
  const sealed = yield* sealSteps(message, application, input.key, random);
  return delivered(input, ready, (message.declaration ?? '') + writeXml(sealed));
}

/** A written message on the vendor's page. */
export function delivered(
  input: LoginInput,
  { application, request, message }: Ready,
  xml: string,
): Issued {
  const { response, assertion } = application.signed;
  const relayState = relayStateOf(input, application);
  const delivery = {
    xml,
    acsUrl: request.acsUrl,
    ...(relayState === undefined ? {} : { relayState }),
  };
  const signed: Issued['facts']['signed'] = [
    ...(response ? (['response'] as const) : []),
    ...(assertion ? (['assertion'] as const) : []),
  ];
  return {
    kind: 'issued',
    ...delivery,
    // Not every caller shows a page; whoever does pays for it.
    get page() {
      return input.vendor.deliver(delivery);
    },
    facts: { ...message.facts, signed },
  };
}

/** The SP's RelayState comes back unchanged (saml-bindings 3.4.3); the default is for launches only. */
export function relayStateOf(input: LoginInput, application: Application): string | undefined {
  if (input.request !== undefined) return input.request.relayState;
  return input.relayState ?? application.defaultRelayState;
}
