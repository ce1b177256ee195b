/** Floor 4: a message that the vendor wrote is forged before it goes out. */
import type { Context } from '../base/context.js';
import type { Issued } from '../idp/outcome.js';
import { runSync } from '../keys/sign-tasks.js';
import { forge } from '../mutation/forge.js';
import { writeRequest } from '../mutation/write-request.js';
import { encodePost } from '../saml/encode.js';
import { sceneOf } from './forgery-scene.js';
import { delivered, issueSteps, type Ready } from './issue.js';
import type { Forgery, LoginInput } from './login-input.js';

/** Forges what the vendor wrote, and signs here and now; the facts stay those of the genuine message. */
export function forgeIssued(
  input: LoginInput,
  forgery: Forgery,
  ready: Ready,
  context: Context,
): Issued {
  const { message } = ready;
  const { declaration } = message;
  const document = {
    ...(declaration === undefined ? {} : { declaration }),
    children: [message.wrap(message.assertion)],
  };
  const scene = sceneOf(input, forgery, ready, context);
  const values = {
    ...scene.values,
    // Two RSA signatures: only who names it pays for them.
    get genuine() {
      return encodePost(runSync(issueSteps(input, ready, context)).xml);
    },
  };
  const forged = forge(document, forgery.mutations, { ...scene, values });
  return Object.assign(delivered(input, ready, forged.xml), {
    request: writeRequest(forged.request),
  });
}
