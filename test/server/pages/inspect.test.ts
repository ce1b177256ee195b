/** The inspection: what it shows, that nothing comes of looking, and that what is sent is what was made. */
import { X509Certificate } from 'node:crypto';
import { SAML } from '@node-saml/node-saml';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../../src/saml/facts.js';
import { readSigningKey } from '../../../src/run/key-files.js';
import { openServer, START, TEST_SP } from '../open-server.js';
import { factsSent, inspect, press, valuesBy } from './inspecting.js';
import { arrive, redirectQuery, sentBy, visitor } from './visitor.js';

const HOSTILE = `"'></textarea></pre><script>alert(1)</script><img src=x onerror=alert(1)>`;
describe('the page shows', () => {
  it('whom it is about, what it says and for how long', async () => {
    await using server = await openServer();
    const query = redirectQuery(TEST_SP.facts);
    const { page, headers } = (await inspect(server, 'ada', { query })).shown;
    expect(page.texts('h1')).toEqual(['What app would be told']);
    const names = page.texts('dl.facts dt');
    const values = page.texts('dl.facts dd');
    const said = Object.fromEntries(names.map((name, index) => [name, values[index]]));
    expect(said).toMatchObject({
      NameID: 'ada.byron@acme.example',
      Audience: 'https://app.example/metadata',
      Recipient: 'https://app.example/acs',
      Destination: 'https://app.example/acs',
      InResponseTo: '_asked',
      Status: 'Success',
      IssueInstant: '2026-03-02T09:00:00.000Z now',
      NotBefore: '2026-03-02T08:55:00.000Z began 5 minutes ago',
      NotOnOrAfter: '2026-03-02T09:05:00.000Z holds, ends in 5 minutes',
      SessionIndex: '_asked',
      Response: 'signed',
      Assertion: 'signed',
      Encrypted: 'no',
    });
    expect(page.texts('tbody th')).toEqual(['email', 'firstName', 'lastName', 'roles']);
    expect(page.texts('tbody td')).toEqual(['ada.byron@acme.example', 'Ada', 'Byron', 'Admin']);
    expect(page.texts('section:first-of-type p')[0]).toMatch(
      /^Nothing: a strict SP finds no fault/,
    );
    expect(headers.get('content-security-policy')).toContain(
      "form-action 'self' https://app.example;",
    );
  });

  it('the certificate by its fingerprint', async () => {
    await using server = await openServer();
    const { page } = (await inspect(server, 'ada')).shown;
    const pem = server.state.tenants.get('okta-acme')?.keyring.current.certificate.pem ?? '';
    expect(page.texts('dd.mono')).toEqual([new X509Certificate(pem).fingerprint256]);
  });

  it('the XML, for reading and as it is sent', async () => {
    await using server = await openServer({ vendors: ['entra'] });
    const { page } = (await inspect(server, 'ada', { tenant: 'entra-acme' })).shown;
    const [sent = ''] = page.texts('pre[aria-label="SAMLResponse"]');
    const facts = readFacts(Buffer.from(sent, 'base64').toString('utf8'));
    expect(facts.assertions[0]?.subject?.nameId).toBe('ada.byron@acme.example');
    expect(page.texts('pre[aria-label="The XML"]')[0]).toContain(facts.assertions[0]?.id);
  });

  it('what is encrypted, as it is inside', async () => {
    const certificate = readSigningKey('sp-encryption-1').certificate.pem;
    await using server = await openServer({
      vendors: ['okta'],
      sps: [TEST_SP],
      settings: {
        app: { assertionEncryption: { x5c: [certificate], encryptionAlgorithm: 'AES128-GCM' } },
      },
    });
    const opened = await inspect(server, 'ada');
    const { page } = opened.shown;
    expect(page.texts('dl.facts dd code')).toContain('ada.byron@acme.example');
    expect(page.texts('dl.facts dd').at(-1)).toContain('aes128-gcm');
    expect(page.texts('pre[aria-label="The XML"]')[0]).toContain('ada.byron@acme.example');
    const facts = factsSent(await press(opened, { do: 'send' }));
    expect([facts.assertions.length, facts.encryptedAssertions]).toEqual([0, 1]);
  });

  it('what is remarkable', async () => {
    await using server = await openServer();
    const more = `&RelayState=${'x'.repeat(81)}`;
    const opened = await inspect(server, 'wei', { query: redirectQuery(TEST_SP.facts, { more }) });
    expect(opened.shown.page.texts('section:first-of-type li')).toEqual([
      'note RelayState has 81 bytes; it should have 80 at most (saml-bindings 3.5.3)',
      'note the second factor counts as approved',
    ]);
    const changes = {
      'f.audience': 'https://other.example',
      'f.destination': 'https://other.example/acs',
      'f.inResponseTo': '_other',
      'f.notOnOrAfter': '2026-03-02T08:00:00Z',
    };
    const { page } = await press(opened, { do: 'preview' }, changes);
    const remarks = page.texts('section:first-of-type li').join('\n');
    for (const said of [
      'the audience is not this SP, https://app.example/metadata',
      'the Destination is not where it is sent, https://app.example/acs',
      'it does not answer the request _asked',
      'warning the Assertion', // that it has expired
    ]) {
      expect(remarks).toContain(said);
    }
    expect(page.texts('dl.facts dd').join('\n')).toContain('over, ended 1 hour ago');
  });
});

describe('nothing comes of looking', () => {
  it('no log, no record, no session, and no identifier is used up', async () => {
    await using looked = await openServer();
    await using other = await openServer();
    const opened = await inspect(looked, 'ada');
    const before = looked.state.log.after(0).length;
    await opened.guest.get(opened.path);
    await press(opened, { do: 'preview' }, { 'f.nameId': 'x' });
    expect(looked.state.log.after(0)).toHaveLength(before);
    expect(looked.state.recorded).toEqual([]);
    expect([...looked.state.browsers.all()].flatMap(({ sessions }) => [...sessions])).toEqual([]);
    const sent = sentBy(
      await opened.guest.post(opened.path.replace(/\/inspect.*/, ''), { user: 'ada' }),
    );
    const guest = visitor(other.origin);
    const plain = sentBy(await guest.post(await arrive(other, guest, {}), { user: 'ada' }));
    expect(sent).toBe(plain);
    expect(sent).toContain('<saml2p:Response');
  });
});

describe('what is sent unchanged', () => {
  it.each(['okta', 'entra', 'google-workspace', 'onelogin', 'generic'] as const)(
    'is what %s writes',
    async (vendor) => {
      await using server = await openServer({ vendors: [vendor] });
      for (const user of ['ada', 'soren', 'nelida']) {
        const opened = await inspect(server, user, { tenant: `${vendor}-acme` });
        const answered = await press(opened, { do: 'send' });
        expect(factsSent(answered).assertions[0]?.attributes.length).toBeGreaterThan(0);
        const entry = server.state.log.after(0).at(-1);
        expect(entry?.facts).not.toHaveProperty('edited');
        expect(entry?.user).toBe(user);
      }
      expect(server.state.recorded).toHaveLength(3);
    },
  );
});

describe('editing', () => {
  it('replaces, adds and removes, signs afterwards, and the log says so', async () => {
    await using server = await openServer({ vendors: ['entra'] });
    const opened = await inspect(server, 'ada', { tenant: 'entra-acme' });
    const fields = opened.shown.form('form.inspect');
    const names = fields.getAll('a.name');
    const [first = '', second = ''] = names;
    const values = fields.getAll('a.values');
    fields.delete('a.name');
    fields.delete('a.values');
    for (const [index, name] of names.entries()) {
      if (index === 0) continue;
      fields.append('a.name', name);
      fields.append('a.values', index === 1 ? 'one\r\ntwo' : (values[index] ?? ''));
    }
    fields.append('a.name', 'department');
    fields.append('a.values', HOSTILE);
    fields.set('f.nameId', 'somebody@else.example');
    fields.set('f.notOnOrAfter', '2099-01-01T00:00:00Z');
    fields.set('f.sessionIndex', '');
    fields.set('do', 'send');
    const answered = await opened.guest.post(opened.path, fields);
    const facts = factsSent(answered);
    const attributes = valuesBy(facts);
    expect(attributes[first]).toBeUndefined();
    expect(attributes[second]).toEqual(['one', 'two']);
    expect(attributes['department']).toEqual([HOSTILE]);
    expect(names.slice(2).map((name) => attributes[name]?.join('\r\n'))).toEqual(values.slice(2));
    expect(facts.assertions[0]).toMatchObject({ notOnOrAfter: '2099-01-01T00:00:00Z' });
    expect(facts.assertions[0]).not.toHaveProperty('sessionIndex');
    const entry = server.state.log.after(0).at(-1);
    expect(entry?.facts?.['edited']).toBe(
      `nameId, notOnOrAfter, sessionIndex, ${second}, department, ${first}`,
    );
    expect(entry?.summary).toContain('(edited: nameId');
    expect(server.state.recorded).toEqual([]);
    const tenant = server.state.tenants.get('entra-acme');
    const sp = new SAML({
      ...{ callbackUrl: TEST_SP.facts.acsUrl, issuer: TEST_SP.facts.entityId },
      audience: TEST_SP.facts.entityId,
      entryPoint: 'https://unused.example',
      idpCert: tenant?.keyring.current.certificate.pem ?? '',
      wantAuthnResponseSigned: false,
      acceptedClockSkewMs: Math.abs(Date.now() - START) + 60_000,
    });
    const SAMLResponse = Buffer.from(sentBy(answered) ?? '').toString('base64');
    const { profile } = await sp.validatePostResponseAsync({ SAMLResponse });
    expect(profile?.nameID).toBe('somebody@else.example');
  });

  it('is marked before it is sent, and stays in the form', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'ada');
    const { page } = await press(opened, { do: 'preview' }, { 'f.nameId': HOSTILE });
    expect(page.texts('section dd:has(.chip.warn) > code')).toEqual([HOSTILE]);
    expect(page.values('input[name="f.nameId"]', 'value')).toEqual([HOSTILE]);
    expect(page.values('input[name="w.nameId"]', 'value')).toEqual(['ada.byron@acme.example']);
    expect(page.some('details#change', '[open]')).toBe(true);
    expect(page.texts('button.primary')).toEqual(['Send the edited message']);
    expect(page.texts('img, script')).toEqual([]);
  });

  it('adds and drops rows without a script', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'ada');
    const added = await press(opened, { do: 'add' });
    expect(added.page.values('input[name="a.name"]', 'value')).toEqual([
      ...['email', 'firstName', 'lastName', 'roles'],
      '',
    ]);
    const dropped = await press(opened, { drop: '1' });
    expect(dropped.page.values('input[name="a.name"]', 'value')).toEqual([
      ...['email', 'lastName', 'roles'],
    ]);
    expect(dropped.page.texts('del')).toEqual(['firstName']);
    // An empty row is no attribute.
    const sent = await press({ ...opened, shown: added }, { do: 'send' });
    expect(Object.keys(valuesBy(factsSent(sent)))).toEqual([
      ...['email', 'firstName', 'lastName', 'roles'],
    ]);
    expect(server.state.log.after(0).at(-1)?.facts).not.toHaveProperty('edited');
  });

  it('times that nobody changed are those of the sending', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'ada');
    server.state.clock.advance(60_000);
    const facts = factsSent(
      await press(opened, { do: 'send' }, { 'f.recipient': 'https://x.example' }),
    );
    expect(facts.assertions[0]?.notOnOrAfter).toBe('2026-03-02T09:06:00.000Z');
    expect(facts.assertions[0]?.subject?.confirmations[0]?.recipient).toBe('https://x.example');
  });

  it('what is no instant is said, and nothing is sent', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'ada');
    const answered = await press(opened, { do: 'send' }, { 'f.notBefore': 'tomorrow<b>' });
    expect([answered.status, sentBy(answered)]).toEqual([422, undefined]);
    expect(answered.page.texts('[role="alert"]')[0]).toMatch(/notBefore.*2026-03-02T09:00:00Z/);
    expect(answered.page.values('input[name="f.notBefore"]', 'value')).toEqual(['tomorrow<b>']);
    expect(server.state.log.after(0).filter(({ kind }) => kind === 'response')).toEqual([]);
  });
});

describe('whom the directory refuses', () => {
  it('is said with the vendor’s code; sent all the same when it is asked for', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'dana', { tenant: 'entra-acme' });
    expect(opened.shown.page.texts('.notice.bad code')).toEqual(['AADSTS50057']);
    expect(opened.shown.page.texts('button.primary')).toEqual(['Show the refusal']);
    const shown = await press(opened, { do: 'preview' }, { despite: '1' });
    expect(shown.page.texts('section:first-of-type li')[0]).toContain('no real IdP would send it');
    const sent = await press({ ...opened, shown }, { do: 'send' });
    expect(factsSent(sent).assertions[0]?.subject?.nameId).toBe('dana.deactivated@acme.example');
  });

  it('gets the vendor’s page otherwise', async () => {
    await using server = await openServer();
    const opened = await inspect(server, 'dana', { tenant: 'entra-acme' });
    const refused = await press(opened, { do: 'send' });
    expect(refused.headers.get('x-standin-code')).toBe('AADSTS50057');
    expect(sentBy(refused)).toBeUndefined();
  });

  it('even when nobody has that name', async () => {
    await using server = await openServer();
    const { shown } = await inspect(server, HOSTILE);
    expect(shown.page.texts('.notice.bad code')).toEqual(['E0000004']);
    expect(shown.page.texts('img, script')).toEqual([]);
    expect((await inspect(server, '')).shown.status).toBe(400);
  });
});

it('a login that nobody knows is over', async () => {
  await using server = await openServer();
  const guest = visitor(server.origin);
  const path = '/__standin/login/none/inspect?user=ada';
  expect((await guest.get(path)).status).toBe(404);
  expect((await guest.post(path, { do: 'send' })).status).toBe(404);
});
