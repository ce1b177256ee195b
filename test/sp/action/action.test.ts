import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ActionConfig } from '../../../src/scenario/target-config.js';
import { fillBody } from '../../../src/sp/action/fill-body.js';
import { fillCommand } from '../../../src/sp/action/fill-command.js';
import { perform, type Means } from '../../../src/sp/action/perform.js';
import { fill, type Values } from '../../../src/sp/action/placeholders.js';
import type { Outgoing } from '../../../src/sp/carrier/carrier.js';

/** An address that would break out of anything that does not guard it. */
const EVIL = `a"b'c\\d&e=f <g>$(echo pwned)\`echo pwned\`;x{email}\n%00@acme.example`;

describe('placeholders', () => {
  it('are filled in once, others stay', () => {
    const values = { email: '{now}', now: 'late' };
    expect(fill('{email} {now} {other} {}', values, (value) => value)).toBe(
      '{now} late {other} {}',
    );
  });
});

describe('a body', () => {
  const filled = (type: string, text: string, values: Values = { email: EVIL }): string =>
    fillBody({ type, text }, values);

  it('of JSON keeps a value inside its string, however deep', () => {
    const text = '{"user":{"mail":"<{email}>"},"list":["{email}",1,null]}';
    expect(JSON.parse(filled('application/scim+json; charset=utf-8', text))).toEqual({
      user: { mail: `<${EVIL}>` },
      list: [EVIL, 1, null],
    });
  });

  it('of JSON needs its placeholders inside quotation marks', () => {
    expect(() => filled('application/json', '{"email":{email}}')).toThrow('is no JSON');
    expect(() => filled('application/json', '{email}')).toThrow('is no JSON');
  });

  it('of a form is encoded', () => {
    const form = filled('application/x-www-form-urlencoded', 'who={email}&active=false');
    expect(Object.fromEntries(new URLSearchParams(form))).toEqual({ who: EVIL, active: 'false' });
  });

  it('of XML is escaped, and a body that is one value is that value', () => {
    expect(filled('text/xml', '<a>{email}</a>', { email: `<b a="'">&` })).toBe(
      '<a>&lt;b a=&quot;&apos;&quot;&gt;&amp;</a>',
    );
    const metadata = '<md:EntityDescriptor/>';
    expect(filled('application/samlmetadata+xml', '{metadata}\n', { metadata })).toBe(metadata);
  });

  it('without placeholders is sent as it is', () => {
    expect(filled('application/json', '{ "a" : 1 }')).toBe('{ "a" : 1 }');
  });
});

describe('a command', () => {
  /** What a real shell makes of it. */
  const run = (command: string): string => {
    const ready = fillCommand(command, { email: EVIL }, 'linux');
    const env = { ...process.env, ...ready.env };
    return execFileSync('/bin/sh', ['-c', ready.command], { env, encoding: 'utf8' });
  };

  it.each([
    ['printf "[%s]" {email}', `[${EVIL}]`],
    ['printf "[%s]" "{email}"', `[${EVIL}]`],
    [`printf "[%s]" '{email}'`, `[${EVIL}]`],
    [`printf "[%s]" 'it'"'"'s {email}'`, `[it's ${EVIL}]`],
    [`printf "[%s]" \\"{email}\\"`, `["${EVIL}"]`],
    [`printf "[%s]" "a \\" {email}"`, `[a " ${EVIL}]`],
    [`printf "[%s]" --mail={email} x`, `[--mail=${EVIL}][x]`],
    ['printf "[%s]" "$STANDIN_EMAIL"', `[${EVIL}]`],
  ])('%s keeps the value one word and never runs it', (command, output) => {
    expect(run(command)).toBe(output);
  });

  it('on Windows has to read the environment', () => {
    expect(() => fillCommand('off {email}', { email: 'a' }, 'win32')).toThrow('Windows');
    expect(fillCommand('off', { email: 'a' }, 'win32').env).toEqual({ STANDIN_EMAIL: 'a' });
  });
});

describe('an action', () => {
  function means(status: number, body = ''): { means: Means; sent: Outgoing[] } {
    const sent: Outgoing[] = [];
    const carrier = {
      send: (outgoing: Outgoing) => {
        sent.push(outgoing);
        return Promise.resolve({ status, headers: {}, cookies: [], body });
      },
      close: () => Promise.resolve(),
    };
    const shell = { folder: process.cwd(), env: { OF_APP: '1' }, timeout: 10_000 };
    return { sent, means: { carrier, headers: { 'x-tenant': 'acme' }, shell } };
  }
  const request: ActionConfig = {
    kind: 'request',
    method: 'DELETE',
    url: 'https://app.example/users/{email}?id={nameId}',
    headers: { Authorization: 'Bearer {email}' },
    body: { type: 'application/json', text: '{"email":"{email}"}' },
  };

  it('sends a request with everything filled in', async () => {
    const { means: to, sent } = means(204);
    const values = { email: 'a b/é@x', nameId: '1&2' };
    await perform('deprovision', request, { values, means: to });
    expect(sent).toEqual([
      {
        method: 'DELETE',
        url: new URL('https://app.example/users/a%20b%2F%C3%A9%40x?id=1%262'),
        headers: {
          'x-tenant': 'acme',
          authorization: 'Bearer a b/é@x',
          'content-type': 'application/json',
          'content-length': '20',
        },
        body: '{"email":"a b/é@x"}',
      },
    ]);
  });

  it('lets no value begin a header of its own', async () => {
    const { means: to, sent } = means(200);
    await perform('deprovision', request, { values: { email: 'ł\r\nx-evil: 1' }, means: to });
    expect(sent[0]?.headers['authorization']).toBe('Bearer %C5%82%0D%0Ax-evil: 1');
  });

  it.each([302, 400, 404, 500])('that is answered with %i failed', async (status) => {
    const { means: to } = means(status, '<b>no\n database</b>');
    const action = { ...request, url: 'https://app.example/reset' };
    await expect(perform('reset', action, { values: {}, means: to })).rejects.toMatchObject({
      code: 'target-undrivable',
      message: `reset: DELETE https://app.example/reset answered ${status}: <b>no database</b>`,
      fix: expect.stringContaining('`reset`') as string,
    });
  });

  it('runs a command in the environment of the app', async () => {
    const { means: to } = means(200);
    const command = 'test "$OF_APP" = 1 && test {email} = a@x';
    await perform(
      'deprovision',
      { kind: 'command', command },
      { values: { email: 'a@x' }, means: to },
    );
  });

  it('that is a failing command failed', async () => {
    const { means: to } = means(200);
    const action = { kind: 'command', command: 'echo "no such table" >&2; exit 4' } as const;
    await expect(perform('reset', action, { values: {}, means: to })).rejects.toMatchObject({
      code: 'target-undrivable',
      message: expect.stringContaining('ended with status 4: no such table') as string,
    });
  });

  it('that takes too long is ended with everything it started', async () => {
    const { means: to } = means(200);
    const slow = { ...to, shell: { ...to.shell, timeout: 200 } };
    const action = { kind: 'command', command: 'sleep 600 & wait' } as const;
    await expect(perform('reset', action, { values: {}, means: slow })).rejects.toMatchObject({
      message: expect.stringContaining('took longer than 200 ms') as string,
    });
  });
});
