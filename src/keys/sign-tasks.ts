/** Floor 2: signing as steps, so that one writing of a message serves both ways to sign: at once, or on other threads. */
import { sign, type KeyObject, type SignKeyObjectInput } from 'node:crypto';

/** One signature that is wanted: the arguments of `sign` of `node:crypto`. */
export interface SignTask {
  /** The digest's name. */
  readonly algorithm: string;
  readonly data: Uint8Array;
  /** With its encoding where the key has several. */
  readonly key: KeyObject | SignKeyObjectInput;
}

/** Work that asks for signatures: yields tasks, is sent the octets of each, and returns what is made of them. */
export type SigningSteps<Result> = Generator<SignTask, Result, Buffer>;

/**
 * Does the work here and now.
 *
 * @param steps - fresh work: steps are gone through once
 * @returns what the steps return
 * @throws whatever the steps throw, and what `node:crypto` throws when a key is too short for the digest
 * @example
 * runSync(signElementSteps(assertion, { key, algorithm: 'rsa-sha256', digest: 'sha256', form }));
 */
export function runSync<Result>(steps: SigningSteps<Result>): Result {
  let step = steps.next();
  while (step.done !== true) {
    const { algorithm, data, key } = step.value;
    step = steps.next(sign(algorithm, data, key));
  }
  return step.value;
}

/** The same octets as `sign` gives at once, made on a thread of libuv's pool. */
function signElsewhere({ algorithm, data, key }: SignTask): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign(algorithm, data, key, (error, signature) => {
      if (error === null) resolve(signature);
      else reject(error);
    });
  });
}

/**
 * Does the work, but for the signatures: those are made on libuv's thread pool, while this thread does other things.
 *
 * Everything up to the first signature happens before this returns. The result is that of `runSync`.
 *
 * @param steps - fresh work: steps are gone through once
 * @returns what the steps return
 * @throws (rejects) what `runSync` throws; what `node:crypto` says comes without its code
 * @example
 * await runOnThreadPool(signElementSteps(assertion, { key, algorithm: 'rsa-sha256', digest: 'sha256', form }));
 */
export async function runOnThreadPool<Result>(steps: SigningSteps<Result>): Promise<Result> {
  let step = steps.next();
  while (step.done !== true) step = steps.next(await signElsewhere(step.value));
  return step.value;
}
