/** Attacks from the inspection: offered, shown, sent, and kept on this machine. */
import { describe, expect, it } from 'vitest';
import { readSigningKey } from '../../../src/run/key-files.js';
import type { Mutation } from '../../../src/scenario/mutation.js';
import type { AttackOffer } from '../../../src/server/state/corpus.js';
import type { SpStart } from '../../../src/server/state/start.js';
import { openServer, TEST_SP } from '../open-server.js';
import { factsSent, inspect, press } from './inspecting.js';
import { sentBy } from './visitor.js';

const HOSTILE = `"'></textarea></pre><script>alert(1)</script><img src=x onerror=alert(1)>`;
const LOCAL: SpStart = {
  facts: { entityId: 'http://localhost:4000/sp', acsUrl: 'http://localhost:4000/acs' },
  source: 'metadata',
  label: 'app',
};

const SET_NAME_ID: Mutation = {
  operation: 'set',
  settings: { at: '//Assertion/Subject/NameID', to: '{victim}' },
};

const ATTACKS: AttackOffer = {
  list: () =>
    Promise.resolve([
      { id: 'a/one', group: 'signature', title: HOSTILE, severity: 'high', expect: 'reject' },
      { id: 'b/two', group: 'identity', title: 'Two', severity: 'low', expect: 'not-victim' },
    ]),
  forge: ({ victim = 'nobody' }, { application, user }) =>
    Promise.resolve({
      application,
      forgery: {
        mutations: [SET_NAME_ID],
        parts: { victim, attacker: user },
        values: {},
        key: () => readSigningKey('okta-1'),
      },
    }),
};

describe('attacks', () => {
  it('are offered by group, with what a correct SP does', async () => {
    await using server = await openServer({ sps: [LOCAL], attacks: ATTACKS });
    const { page } = (await inspect(server, 'ada')).shown;
    expect(page.values('optgroup', 'label')).toEqual(['signature', 'identity']);
    expect(page.texts('optgroup option')).toEqual([
      `${HOSTILE} (high; a correct SP rejects it)`,
      'Two (low; a correct SP does not take it for the victim)',
    ]);
    // Somebody else, who would get in.
    expect(page.values('select[name="victim"] option[selected]', 'value')).toEqual(['grace']);
    expect(page.texts('img, script')).toEqual([]);
  });

  it('are shown, and sent to the byte', async () => {
    await using server = await openServer({ sps: [LOCAL], attacks: ATTACKS });
    const opened = await inspect(server, 'ada');
    const choice = { attack: 'b/two', victim: 'alan' };
    const shown = await press(opened, { do: 'preview' }, choice);
    expect(shown.page.texts('.notice.warn strong')).toEqual(['Two']);
    expect(shown.page.texts('button.primary')).toEqual(['Send the attack']);
    expect(shown.page.texts('section dd code')[0]).toBe('alan.turing@acme.example');
    expect(shown.page.texts('pre[aria-label="The HTTP request"]')[0]).toContain(
      `POST ${LOCAL.facts.acsUrl}`,
    );
    const sent = await press({ ...opened, shown }, { do: 'send' });
    expect(factsSent(sent).assertions[0]?.subject?.nameId).toBe('alan.turing@acme.example');
    expect(sent.page.values('form', 'action')).toEqual([LOCAL.facts.acsUrl]);
    const entry = server.state.log.after(0).at(-1);
    expect([entry?.user, entry?.facts?.['forged']]).toEqual(['ada', 'b/two']);
    expect(entry?.summary).toContain('(forged: b/two)');
    expect(server.state.recorded).toEqual([]);
  });

  it('go to this machine only', async () => {
    await using server = await openServer({ sps: [TEST_SP], attacks: ATTACKS });
    const opened = await inspect(server, 'ada');
    expect(opened.shown.page.texts('optgroup')).toEqual([]);
    expect(opened.shown.page.texts('.notice.warn code')).toEqual([
      'app.example',
      'standin attack --allow-host',
    ]);
    const answered = await press(opened, { do: 'send' }, { attack: 'b/two', victim: 'alan' });
    expect([answered.status, sentBy(answered)]).toEqual([422, undefined]);
    expect(answered.page.texts('[role="alert"]')[0]).toContain('app.example');
    expect(server.state.log.after(0).filter(({ kind }) => kind === 'response')).toEqual([]);
  });

  it('or to another name of it', async () => {
    const options = { hosts: ['app.example'] };
    await using server = await openServer({ sps: [TEST_SP], attacks: ATTACKS, options });
    const opened = await inspect(server, 'ada');
    const sent = await press(opened, { do: 'send' }, { attack: 'b/two', victim: 'alan' });
    expect(factsSent(sent).assertions[0]?.subject?.nameId).toBe('alan.turing@acme.example');
  });

  it('are nothing where there is no corpus', async () => {
    await using server = await openServer({ sps: [LOCAL] });
    expect((await inspect(server, 'ada')).shown.page.texts('summary')).toEqual([
      'The XML, indented for reading',
      'SAMLResponse, as it is sent',
      'Change it before it is sent',
    ]);
  });
});
