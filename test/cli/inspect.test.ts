import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Inspection } from '../../src/cli/inspection.js';
import { standin, scratchFolder } from './command-line.js';

const ROOT = new URL('../..', import.meta.url).pathname;
const NOW = ['--now', '2026-03-02T09:01:00Z'];
const place = scratchFolder();
afterAll(() => place.remove());

const messages = { okta: '', entra: '' };

async function mint(idp: string): Promise<string> {
  const who = [
    '--acs',
    'https://app.example/acs',
    '--audience',
    'my-app',
    '--email',
    'ada@acme.example',
  ];
  const when = ['--now', '2026-03-02T09:00:00Z', '--seed', '7'];
  return (await standin(['mint', '--idp', idp, ...who, ...when])).stdout.trimEnd();
}

beforeAll(async () => {
  messages.okta = await mint('okta');
  messages.entra = await mint('entra');
});

const inspect = (input: string, ...args: readonly string[]) =>
  standin(['inspect', '-', ...args], { cwd: place.path, input });

async function data(input: string, ...args: readonly string[]): Promise<Inspection> {
  return JSON.parse((await inspect(input, '--json', ...NOW, ...args)).stdout) as Inspection;
}

function certificate(name: string): string {
  return join(ROOT, `certs/${name}.NEVER-TRUST.crt.pem`);
}

describe('standin inspect', () => {
  it.each(['okta', 'entra'] as const)('%s: reads as a person wants it', async (idp) => {
    const { code, stdout } = await inspect(messages[idp], ...NOW);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(`golden/inspect-${idp}.txt`);
  });

  it('takes a file, and every form in which messages travel', async () => {
    const base64 = Buffer.from(messages.entra).toString('base64');
    const deflated = deflateRawSync(Buffer.from(messages.entra)).toString('base64');
    place.write('message.txt', base64.replace(/.{76}/g, '$&\n'));
    const file = await standin(['inspect', 'message.txt', ...NOW], { cwd: place.path });
    expect({ code: file.code, stdout: file.stdout.split('\n', 1)[0] }).toEqual({
      code: 0,
      stdout: 'SAML Response, as the HTTP-POST binding carries it',
    });
    const forms = [
      base64,
      encodeURIComponent(base64),
      deflated,
      `SAMLResponse=${encodeURIComponent(base64)}&RelayState=%2Finbox`,
      `https://app.example/acs?SAMLResponse=${encodeURIComponent(deflated)}`,
    ];
    for (const form of forms) {
      expect(await data(form)).toMatchObject({ kind: 'Response', xml: messages.entra });
    }
    expect((await data(forms[3] ?? '')).relayState).toBe('/inbox');
  });

  it('tells a signature that is only self-consistent from one by a certificate that is trusted', async () => {
    expect(await data(messages.okta)).toMatchObject({
      trust: 'self-consistent',
      signatures: [{ verified: true }, { verified: true }],
    });
    expect(await data(messages.okta, '--certificate', certificate('okta-1'))).toMatchObject({
      trust: 'given',
      signatures: [{ verified: true, keyInfo: 'given' }, { verified: true }],
    });
  });

  it('finds a message wrong that another key signed', async () => {
    const { code, stdout } = await inspect(
      messages.okta,
      ...NOW,
      '--certificate',
      certificate('okta-2'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/error +\/saml2p:Response\/ds:Signature: .*\[signature-invalid,/);
  });

  it('finds a changed message wrong', async () => {
    const { code, stdout } = await inspect(
      messages.okta.replaceAll('ada@acme', 'eve@acme'),
      ...NOW,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('✗ /saml2p:Response ');
  });

  it('finds an old message expired, and a young one not yet valid', async () => {
    const late = await inspect(messages.okta, '--now', '2026-03-02T10:00:00Z');
    expect({ code: late.code, expired: late.stdout.includes('[expired,') }).toEqual({
      code: 1,
      expired: true,
    });
    const early = await inspect(messages.okta, '--now', '2026-03-02T08:00:00Z');
    expect(early.code).toBe(1);
  });

  it('looks at a DOCTYPE without following it, and says that signatures are not checked', async () => {
    const { code, stdout } = await inspect(
      messages.entra.replace('<samlp:Response', '<!DOCTYPE r><samlp:Response'),
      ...NOW,
    );
    expect(code).toBe(1);
    expect(stdout).toContain('[signatures-unchecked,');
  });

  it('is not fooled by escape sequences in the message', async () => {
    const evil = messages.entra.replace('ada@acme.example', 'ada\u009B2J\u202E');
    const { stdout } = await inspect(evil, ...NOW);
    expect(stdout).toContain('ada\\u009b2J\\u202e');
    expect(stdout).not.toMatch(/[\u009B\u202E]/);
  });

  it('reads metadata', async () => {
    const { stdout } = await standin(['metadata', '--idp', 'entra']);
    expect((await data(stdout)).kind).toBe('EntityDescriptor');
  });

  it.each([
    ['nothing', ''],
    ['no message', 'hello world'],
    ['half a message', '<samlp:Response'],
    ['broken base64', 'PHNhbWxwOl'],
  ])('exits 2 for %s', async (_name, text) => {
    const { code, stdout, stderr } = await inspect(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('exits 2 for a certificate that is none', async () => {
    place.write('none.pem', 'hello');
    const { code, stderr } = await inspect(messages.okta, '--certificate', 'none.pem');
    expect(code).toBe(2);
    expect(stderr).toContain('[key-invalid]');
  });
});

describe('standin schema', () => {
  it.each(['scenario', 'result', 'profile'])('%s', async (name) => {
    const { code, stdout } = await standin(['schema', name]);
    expect(code).toBe(0);
    expect(stdout).toBe(readFileSync(join(ROOT, `schema/${name}.schema.json`), 'utf8'));
  });

  it('is the scenario’s when nobody says which', async () => {
    expect((await standin(['schema'])).stdout).toBe((await standin(['schema', 'scenario'])).stdout);
  });
});
