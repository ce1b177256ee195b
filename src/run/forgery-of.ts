/** Floor 7: what a login step says of how its message is forged and signed. */
import { UserError } from '../base/errors.js';
import type { Application } from '../idp/tenant.js';
import type { SigningKey } from '../keys/keys.js';
import type { Forgery } from '../login.js';
import type { LoginStep } from '../scenario/step.js';
import { sloUrlOf } from '../sp/slo-url.js';
import { readSigningKey } from './key-files.js';
import type { Stage } from './stage.js';

/** The handle of whom attacks are aimed at, where a step does not say it. */
const VICTIM = 'victim';

/** `second` is the vendor's second key; `attacker` is `attacker-1`. */
export function keyNamed(name: string, vendor: string): SigningKey {
  const full = name === 'second' ? `${vendor}-2` : name;
  try {
    return readSigningKey(/-\d+$/.test(full) ? full : `${full}-1`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { fix } = error;
    throw new UserError('value-invalid', `There is no key "${name}" to forge with.`, {
      cause: error,
      ...(fix === undefined ? {} : { fix }),
    });
  }
}

/** The name that this SP reads each account field from: `{attribute.email}`. */
function attributeNames({ item }: Stage): Readonly<Record<string, string>> {
  const { attributes } = item.profile;
  const names = attributes[item.vendor.name] ?? attributes['default'] ?? {};
  return Object.fromEntries(
    Object.entries(names).map(([field, name]) => [`attribute.${field}`, name]),
  );
}

/** What placeholders stand for in every message of the story. */
export function storyValues(stage: Stage): Readonly<Record<string, string>> {
  const { clockSkew } = stage.item.profile.consumption;
  return {
    ...attributeNames(stage),
    slo: stage.target.sloUrl ?? sloUrlOf(stage.target.acsUrl),
    'clock-skew': String(clockSkew),
    ...stage.forging?.values,
  };
}

/** How the message of a login is forged; `undefined` where it is not. */
export function forgeryOf(stage: Stage, step: LoginStep): Forgery | undefined {
  if (step.mutate === undefined) return undefined;
  const { vendor } = stage.item;
  const { encryptionCertificate } = stage.target;
  return {
    mutations: step.mutate,
    parts: { attacker: step.user, victim: step.victim ?? VICTIM },
    values: storyValues(stage),
    key: (name) => keyNamed(name, vendor.name),
    ...(encryptionCertificate === undefined ? {} : { encryptionCertificate }),
  };
}

/** The application, signing what the step says. */
export function signedAs(application: Application, { signed }: LoginStep): Application {
  if (signed === undefined) return application;
  const response = signed !== 'assertion';
  const assertion = signed !== 'response';
  return { ...application, signed: { response, assertion } };
}
