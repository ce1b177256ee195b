import { request } from 'node:https';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { webCarrier } from '../../../src/sp/carrier/web.js';
import { openBrowser } from '../../../src/sp/browser/browser.js';
import type { Browser } from '../../../src/sp/target.js';
import { openServing, removeKeys, type TestServing } from './serving.js';

afterAll(removeKeys);

function browse(): Browser {
  const carrier = webCarrier();
  return openBrowser({ carrierFor: () => carrier, routes: [] });
}

async function spAt({ serving }: TestServing, path: string): Promise<unknown> {
  return (await fetch(`${serving.spOrigin ?? ''}${path}`)).json();
}

function deliveries({ serving }: TestServing) {
  return serving.state.log.after(0).filter(({ kind }) => kind === 'delivery');
}

/** What the start page offers. */
async function waysIn({ serving }: TestServing): Promise<readonly string[]> {
  const page = await (await fetch(`${serving.spOrigin ?? ''}/`)).text();
  return [...page.matchAll(/href="(\/login\?[^"]+)"/g)].map(
    ([, path = '']) => `${serving.spOrigin ?? ''}${path.replaceAll('&amp;', '&')}`,
  );
}

describe('the embedded service provider', () => {
  it('lets people in from every tenant, and the log says so', async () => {
    const idp = ['okta', 'entra'];
    await using test = await openServing({ options: { idp, autoLogin: 'ada' } });
    const links = await waysIn(test);
    expect(links).toHaveLength(2);
    const browser = browse();
    for (const link of links) {
      const hop = await browser.get(link);
      expect([hop.status, hop.url]).toEqual([200, `${test.serving.spOrigin ?? ''}/`]);
      expect(hop.body).toContain('ada.byron@acme.example');
    }
    const responses = test.serving.state.log.after(0).filter(({ kind }) => kind === 'response');
    expect(
      deliveries(test).map(({ tenant, app, user, facts }) => [tenant, app, user, facts]),
    ).toEqual(
      responses.map(({ tenant, facts }) => [
        tenant,
        'proof',
        'ada',
        { outcome: 'accepted', assertionId: facts?.['assertionId'] },
      ]),
    );
    expect(responses.map(({ tenant }) => tenant)).toEqual(['okta-acme', 'entra-acme']);
    const { accounts } = (await spAt(test, '/accounts')) as { accounts: readonly unknown[] };
    expect(accounts).toHaveLength(2);
  });

  it('refuses what its profile refuses, and the log says why', async () => {
    await using test = await openServing({ options: { idp: ['okta'], autoLogin: 'gus' } });
    const hop = await browse().get(`${test.serving.spOrigin ?? ''}/login`);
    expect(hop.headers['x-standin-reason']).toBe('domain-not-verified');
    const [{ facts, summary } = { summary: '' }] = deliveries(test);
    expect(facts?.['outcome']).toBe('domain-not-verified');
    expect(facts?.['assertionId']).toMatch(/^id/);
    expect(summary).toContain('globex.example');
  });

  it('forgets its accounts when the server is reset', async () => {
    await using test = await openServing({ options: { idp: ['okta'], autoLogin: 'ada' } });
    await browse().get(`${test.serving.spOrigin ?? ''}/login`);
    test.serving.state.reset();
    expect(await spAt(test, '/accounts')).toEqual({ accounts: [] });
    const hop = await browse().get(`${test.serving.spOrigin ?? ''}/login`);
    expect(hop.body).toContain('ada.byron@acme.example');
  });

  it('promises what --profile says', async () => {
    await using test = await openServing({
      options: { idp: ['okta'], autoLogin: 'gus', profile: 'jit-update' },
    });
    const hop = await browse().get(`${test.serving.spOrigin ?? ''}/login`);
    expect(hop.body).toContain('globex.example');
    expect([...(test.serving.state.tenants.get('okta-acme')?.apps.keys() ?? [])]).toContain(
      'jit-update',
    );
  });

  it('speaks https, as the server does, with a certificate for both', async () => {
    await using test = await openServing({ options: { https: true } });
    const { serving } = test;
    const { certificate } = await serving.folder.serverPair(['localhost']);
    for (const url of [`${serving.state.origin}/`, `${serving.spOrigin ?? ''}/`]) {
      const asked = request(url, { ca: certificate, agent: false }).end();
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      expect(await text(response)).toContain('<h1');
      expect(new URL(url).protocol).toBe('https:');
    }
  });
});

describe('the attacks that are offered', () => {
  it('are those of one message, and are sent as the corpus has them', async () => {
    await using test = await openServing({ options: { idp: ['okta'] } });
    const { state, spOrigin = '' } = test.serving;
    const offered = await state.attacks.list();
    expect(offered.length).toBeGreaterThan(100);
    expect(offered.map(({ id }) => id)).toContain('xsw3-assertion-before');
    state.queue.push({
      user: 'grace',
      forgery: { attack: 'xsw3-assertion-before', victim: 'ada' },
    });
    const hop = await browse().get(`${spOrigin}/login`);
    expect(hop.headers['x-standin-reason']).toBeDefined();
    const response = state.log.after(0).find(({ kind }) => kind === 'response');
    expect(response?.facts?.['forged']).toBe('xsw3-assertion-before');
    expect(response?.xml).toContain('ada.byron@acme.example');
    expect(response?.xml).toContain('grace.hopper@acme.example');
    expect(deliveries(test)[0]?.facts?.['outcome']).toBe(hop.headers['x-standin-reason']);
  });

  it('impersonate somebody who may log in when nobody is named', async () => {
    await using test = await openServing({ options: { idp: ['entra'] } });
    const { state, spOrigin = '' } = test.serving;
    state.queue.push({ user: 'ada', forgery: { attack: 'xsw3-assertion-before' } });
    await browse().get(`${spOrigin}/login`);
    const response = state.log.after(0).find(({ kind }) => kind === 'response');
    expect(response?.xml).toContain('grace.hopper@acme.example');
  });

  it('are refused by name with a suggestion', async () => {
    await using test = await openServing({ options: { idp: ['okta'] } });
    const { state } = test.serving;
    const [app] = state.tenants.get('okta-acme')?.apps.values() ?? [];
    if (app === undefined) throw new Error('no application');
    const about = { application: app.application, vendor: 'okta', user: 'ada' };
    const forging = state.attacks.forge({ attack: 'xsw3-assertion-befor' }, about);
    await expect(forging).rejects.toMatchObject({
      code: 'attack-unknown',
      fix: expect.stringContaining('xsw3-assertion-before') as string,
    });
  });
});
