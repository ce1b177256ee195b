import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readPostRequest, readRedirectRequest } from '../../src/saml/read-request.js';
import { loadProfile } from '../../src/scenario/load-profile.js';
import type { Profile } from '../../src/scenario/profile.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { openEmbeddedSp } from '../../src/sp/embedded.js';
import type { Account, Route, Target } from '../../src/sp/target.js';
import { scene, type Scene, type SceneOptions } from '../idp/scene.js';

const targets: Target[] = [];
afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

function profileNamed(name: string): Profile {
  const file = new URL(`../../scenarios/profiles/${name}.yaml`, import.meta.url);
  return loadProfile(readFileSync(file, 'utf8'), { file: `${name}.yaml` });
}

interface Connected {
  readonly target: Target;
  readonly idp: Scene;
  readonly route: Route;
}

/** A vendor and the SP of a profile, set up with each other. */
async function connect(
  vendor: VendorName,
  profile: Profile,
  options: SceneOptions = {},
): Promise<Connected> {
  const sp = { entityId: profile.entityId, acsUrl: profile.acs };
  const idp = scene(vendor, { ...options, sp });
  const { context, application, key } = idp;
  const settings = { profile: profile.name, idps: 'any' } as const;
  const target = await openEmbeddedSp({ profile, settings, context });
  targets.push(target);
  const certificates = [key.certificate.base64];
  const { issuer, ssoUrl } = application;
  await target.trust({ vendor, issuer, ssoUrl, certificates });
  const route: Route = {
    prefix: `${new URL(ssoUrl).origin}/`,
    handle({ method, url, form }) {
      const request =
        method === 'GET'
          ? readRedirectRequest(new URL(url).search.slice(1))
          : readPostRequest(form);
      return idp.login({ request }).page;
    },
  };
  return { target, idp, route };
}

async function onlyAccount(target: Target): Promise<Account | undefined> {
  const seen = await target.accounts();
  if (seen.kind !== 'accounts' || seen.accounts.length !== 1) throw new Error('not one account');
  return seen.accounts[0];
}

const VENDORS = ['okta', 'entra', 'generic'] as const;
const PROFILES = ['proof', 'proof-updating', 'strict-sync'];

describe.each(VENDORS)('%s logs in at', (vendor) => {
  it.each(PROFILES)('%s, started by the SP, by redirect and by POST', async (name) => {
    const { target, idp, route } = await connect(vendor, profileNamed(name));
    for (const binding of ['redirect', 'post'] as const) {
      const browser = target.browser([route]);
      const hop = await target.begin(browser, { binding, relayState: '/documents/7' });
      expect(target.read(hop)).toEqual({ accepted: true });
      expect(new URL(hop.url).pathname).toBe('/documents/7');
      expect(await target.session(browser)).toMatchObject({
        kind: 'session',
        email: 'ada@acme.example',
      });
      idp.context.clock.advance(60_000);
    }
    expect(await onlyAccount(target)).toMatchObject({
      email: 'ada@acme.example',
      firstName: 'Ada',
      lastName: 'Byron',
    });
  });

  it('proof, started by the IdP', async () => {
    const profile = profileNamed('proof');
    const { target, idp } = await connect(vendor, profile);
    const start: Route = { prefix: 'https://start.example/', handle: () => idp.login().page };
    const hop = await target.browser([start]).get('https://start.example/');
    expect(target.read(hop)).toEqual({ accepted: true });
  });

  it('strict-sync, started by the IdP, is refused', async () => {
    const { target, idp } = await connect(vendor, profileNamed('strict-sync'));
    const start: Route = { prefix: 'https://start.example/', handle: () => idp.login().page };
    const hop = await target.browser([start]).get('https://start.example/');
    expect(target.read(hop).reason).toBe('idp-initiated-refused');
  });

  it('with names that are hostile text', async () => {
    const lastName = '& < > " \' ]]> <!--x--> \u00e4\u{1F600} \t end';
    const { target, route } = await connect(vendor, profileNamed('proof'), { user: { lastName } });
    const hop = await target.begin(target.browser([route]), {});
    expect(target.read(hop)).toEqual({ accepted: true });
    expect((await onlyAccount(target))?.['lastName']).toBe(lastName);
    expect((await target.browser([]).get('https://api.proof.com/admin')).body).not.toContain(
      '<!--x',
    );
  });

  it('with a tampered message, which is refused', async () => {
    const profile = profileNamed('proof');
    const { target, idp } = await connect(vendor, profile);
    const xml = idp.issue().xml.replaceAll('Byron', 'Tampered');
    const form = { SAMLResponse: Buffer.from(xml).toString('base64') };
    const hop = await target.browser([]).post(profile.acs, form);
    expect(target.read(hop).reason).toBe('signature-invalid');
  });
});
