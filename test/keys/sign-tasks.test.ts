import { createHook } from 'node:async_hooks';
import { verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signElement, signElementSteps } from '../../src/keys/sign.js';
import {
  runOnThreadPool,
  runSync,
  type SigningSteps,
  type SignTask,
} from '../../src/keys/sign-tasks.js';
import { element } from '../../src/xml/node.js';
import { writeXml } from '../../src/xml/write.js';
import { fixedKey, FORMS } from './saml-tree.js';

const rsa = fixedKey('okta-1');
const ec = fixedKey('ec-1');
const target = element('R', [['ID', 'r']], ['text']);
const OPTIONS = { key: rsa, algorithm: 'rsa-sha256', digest: 'sha256', form: FORMS.okta } as const;

/** Signs one text after another; what is signed is written down beside the signature. */
function* signEach(texts: readonly string[]): SigningSteps<readonly string[]> {
  const signed: string[] = [];
  for (const text of texts) {
    const octets = yield { algorithm: 'sha256', data: Buffer.from(text), key: rsa.privateKey };
    signed.push(`${text} ${octets.toString('base64')}`);
  }
  return signed;
}

/** Everything that is asked to be signed, without a key ever being used. */
function tasksOf(steps: SigningSteps<unknown>): readonly SignTask[] {
  const tasks: SignTask[] = [];
  let step = steps.next();
  while (step.done !== true) {
    tasks.push(step.value);
    step = steps.next(Buffer.alloc(0));
  }
  return tasks;
}

/** No RSA key holds a salt this long. */
function* signImpossibly(): SigningSteps<never> {
  const key = { key: rsa.privateKey, padding: 6, saltLength: 100_000 };
  yield { algorithm: 'sha256', data: Buffer.from('text'), key };
  throw new Error('signed nevertheless');
}

describe('both ways to sign', () => {
  it('send every task its own signature, in order', async () => {
    const texts = ['one', 'two', 'three'];
    const signed = runSync(signEach(texts));
    expect(signed.map((each) => each.split(' ')[0])).toEqual(texts);
    for (const each of signed) {
      const [text = '', value = ''] = each.split(' ');
      const signature = Buffer.from(value, 'base64');
      expect(verify('sha256', Buffer.from(text), rsa.publicKey, signature)).toBe(true);
    }
    expect(await runOnThreadPool(signEach(texts))).toEqual(signed);
  });

  it('give back what asks for nothing', async () => {
    expect(runSync(signEach([]))).toEqual([]);
    expect(await runOnThreadPool(signEach([]))).toEqual([]);
  });

  it('sign the same element to the same bytes with RSA', async () => {
    const here = writeXml(signElement(target, OPTIONS));
    expect(writeXml(runSync(signElementSteps(target, OPTIONS)))).toBe(here);
    expect(writeXml(await runOnThreadPool(signElementSteps(target, OPTIONS)))).toBe(here);
  });

  it('fail with what cannot be signed', async () => {
    expect(() => runSync(signImpossibly())).toThrow('data too large for key size');
    await expect(runOnThreadPool(signImpossibly())).rejects.toThrow('data too large for key size');
  });

  it('fail with what the steps say', async () => {
    const steps = (): SigningSteps<unknown> => signElementSteps(target, { ...OPTIONS, key: ec });
    const failure: unknown = expect.objectContaining({
      name: 'UserError',
      code: 'key-unsupported',
    });
    expect(() => runSync(steps())).toThrow(failure);
    await expect(runOnThreadPool(steps())).rejects.toEqual(failure);
  });
});

/** How many signatures come back to this thread meanwhile: those that are made on it have nothing to come back. */
async function countReturns(work: () => Promise<unknown>): Promise<number> {
  const requests = new Set<number>();
  const returned: number[] = [];
  const hook = createHook({
    init(id, type) {
      if (type === 'SIGNREQUEST') requests.add(id);
    },
    before(id) {
      if (requests.has(id)) returned.push(id);
    },
  });
  hook.enable();
  await work();
  hook.disable();
  return returned.length;
}

describe('the thread pool', () => {
  it('makes every signature', async () => {
    const texts = ['one', 'two', 'three'];
    expect(await countReturns(() => runOnThreadPool(signEach(texts)))).toBe(texts.length);
    expect(await countReturns(() => Promise.resolve(runSync(signEach(texts))))).toBe(0);
  });

  it('is asked before the promise is there: what is drawn is drawn by then', async () => {
    const events: string[] = [];
    function* steps(): SigningSteps<string> {
      events.push('begun');
      yield { algorithm: 'sha256', data: Buffer.from('text'), key: rsa.privateKey };
      events.push('signed');
      return 'done';
    }
    const promise = runOnThreadPool(steps());
    events.push('returned');
    expect(await promise).toBe('done');
    expect(events).toEqual(['begun', 'returned', 'signed']);
  });

  it('writes ECDSA as 64 bytes r||s that verify (xmldsig-core1 6.4.3)', async () => {
    const options = { ...OPTIONS, key: ec, algorithm: 'ecdsa-sha256' } as const;
    const [task] = tasksOf(signElementSteps(target, options));
    const xml = writeXml(await runOnThreadPool(signElementSteps(target, options)));
    const value = /<ds:SignatureValue>([^<]*)</.exec(xml)?.[1] ?? '';
    const signature = Buffer.from(value, 'base64');
    const key = { key: ec.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(signature).toHaveLength(64);
    expect(verify('sha256', task?.data ?? Buffer.alloc(0), key, signature)).toBe(true);
  });
});

describe('an element', () => {
  it('is one task: the canonical SignedInfo, the digest of the algorithm, the private key', () => {
    const tasks = tasksOf(signElementSteps(target, { ...OPTIONS, algorithm: 'rsa-sha512' }));
    expect(tasks).toMatchObject([{ algorithm: 'sha512', key: rsa.privateKey }]);
    expect(Buffer.from(tasks[0]?.data ?? []).toString()).toMatch(
      /^<ds:SignedInfo xmlns:ds=.*<\/ds:SignedInfo>$/,
    );
  });
});
