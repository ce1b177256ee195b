/** What every row of the table of identity providers promises. Whoever adds a vendor adds it to DIALECT. */
import { parse } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';
import * as samlify from 'samlify';
import { describe, expect, it } from 'vitest';
import { StandinError } from '../../src/base/errors.js';
import { IDP_REASONS } from '../../src/base/reasons.js';
import type { IdpReason } from '../../src/base/reasons.js';
import { isObjection } from '../../src/idp/idp.js';
import { VENDORS } from '../../src/idp/vendors.js';
import { verifySignatures } from '../../src/keys/verify.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { SP, received, scene } from '../idp/scene.js';
import type { Scene } from '../idp/scene.js';
import { schemaErrors } from '../schemas/validate.js';

/** How a vendor is told the same thing in its own words. */
const DIALECT: Readonly<
  Record<VendorName, { readonly nameIdFrom: (name: string) => Readonly<Record<string, unknown>> }>
> = {
  okta: { nameIdFrom: (name) => ({ subjectNameIdTemplate: `user.${name}` }) },
  entra: { nameIdFrom: (name) => ({ nameId: { source: `user.${name}` } }) },
  'google-workspace': { nameIdFrom: (name) => ({ nameId: `user.${name}` }) },
  onelogin: {
    nameIdFrom: (name) => ({
      parameters: { saml_username: { user_attribute_mappings: `custom_attribute_${name}` } },
    }),
  },
  generic: { nameIdFrom: (name) => ({ nameId: { source: `attributes.${name}` } }) },
};

/** xs:ID is an NCName; ASCII is all that vendors use. */
const XS_ID = /^[A-Za-z_][A-Za-z0-9._-]*$/;
/** Roles of WS-Federation, as Entra publishes them, are of types that no SAML schema knows. */
const WS_FEDERATION = /<RoleDescriptor [^>]*xsi:type="fed:.*?<\/RoleDescriptor>/gs;
const HOSTILE = `"><script>alert('x')</script>&`;
const REASONS = Object.keys(IDP_REASONS) as IdpReason[];

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

function elementsIn(node: Node): readonly Element[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return 'tagName' in node ? [node, ...inner] : inner;
}

function attributes(element: Element): Readonly<Record<string, string>> {
  return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
}

/** The form of a page: where it goes and what it sends. */
function formOf(html: string): { action?: string; method?: string; fields: object } {
  const elements = elementsIn(parse(html));
  const [form] = elements.filter(({ tagName }) => tagName === 'form').map(attributes);
  const fields = elements
    .filter(({ tagName }) => tagName === 'input')
    .map(attributes)
    .filter(({ name }) => name !== undefined)
    .map(({ name, value }) => [name, value]);
  return {
    ...(form?.['action'] === undefined ? {} : { action: form['action'] }),
    ...(form?.['method'] === undefined ? {} : { method: form['method'].toUpperCase() }),
    fields: Object.fromEntries(fields) as object,
  };
}

function deactivate({ context, directory }: Scene): void {
  directory.record({ at: context.clock.now(), verb: 'deactivate', handle: 'ada' });
}

function failure(act: () => unknown): StandinError {
  try {
    act();
  } catch (error) {
    if (error instanceof StandinError) return error;
    throw error;
  }
  throw new Error('accepted');
}

describe.each(Object.keys(VENDORS) as VendorName[])('%s', (name) => {
  const vendor = VENDORS[name];

  it('is the row it is filed under', () => {
    expect(vendor.name).toBe(name);
    expect(vendor.title).not.toBe('');
    expect(vendor.lifecycle.states).toContain(vendor.lifecycle.initial);
  });

  describe('its settings', () => {
    it('need not be given', () => {
      const { application } = scene(name);
      expect(application.acsUrls[0]).toBe(SP.acsUrl);
      expect(application.audience).toBe(SP.entityId);
      expect(application.signed.response || application.signed.assertion).toBe(true);
    });

    it('refuse unknown keys with a path and a hint', () => {
      const error = failure(() => scene(name, { app: { lable: 'x' } }));
      expect([error.code, error.path, error.fix]).toEqual([
        'setting-invalid',
        ['app', 'lable'],
        'Did you mean "label"?',
      ]);
    });

    it('refuse unknown sources of the NameID with a path and a hint', () => {
      const app = DIALECT[name].nameIdFrom('no such source');
      const error = failure(() => scene(name, { app }));
      expect(error.code).toBe('source-unknown');
      expect(error.path?.[0]).toBe('app');
      expect(error.fix).toBeDefined();
    });

    it('are the tenant of their name in every run', () => {
      const [one, other] = [scene(name, { seed: '1' }), scene(name, { seed: '2' })];
      expect([one.tenant, one.application]).toEqual([other.tenant, other.application]);
      expect(scene(name, { tenant: 'other' }).application.issuer).not.toBe(one.application.issuer);
    });
  });

  describe('its messages', () => {
    it.each([
      ['SP-initiated', received({ id: '_the.request-1' })],
      ['IdP-initiated', undefined],
    ])('say what the facts say (%s)', (_start, request) => {
      const made = scene(name);
      const { xml, facts, acsUrl } = made.issue(request === undefined ? {} : { request });
      const { application, key } = made;
      expect(schemaErrors(xml)).toEqual([]);
      const reports = verifySignatures(xml, [key.certificate.pem]);
      const ids = { response: facts.responseId, assertion: facts.assertionId };
      expect(reports.map(({ covers, verified }) => [covers?.id, verified])).toEqual(
        facts.signed.map((element) => [ids[element], true]),
      );
      expect(facts).toMatchObject({
        issuer: application.issuer,
        audience: SP.entityId,
        recipient: SP.acsUrl,
        nameId: 'ada@acme.example',
        nameIdFormat: application.nameId.format,
      });
      expect(acsUrl).toBe(SP.acsUrl);
      expect(facts.inResponseTo).toBe(request?.request.id);
      expect(xml.match(/InResponseTo="([^"]*)"/g) ?? []).toEqual(
        request === undefined ? [] : Array(2).fill('InResponseTo="_the.request-1"'),
      );
      for (const part of [
        facts.responseId,
        facts.assertionId,
        facts.sessionIndex,
        facts.issueInstant,
        facts.notOnOrAfter,
        facts.authnInstant,
      ]) {
        expect(xml).toContain(`"${part}"`);
      }
    });

    it('have ids that are xs:ID and never come twice', () => {
      const made = scene(name);
      const ids = Array.from({ length: 200 }, () => made.issue().facts).flatMap(
        ({ responseId, assertionId }) => [responseId, assertionId],
      );
      for (const id of ids) expect(id).toMatch(XS_ID);
      expect(new Set(ids).size).toBe(ids.length);
    });

    it('are the same bytes for the same seed and clock, and others for another', () => {
      const mint = (seed: string, now?: string): string =>
        scene(name, { seed, ...(now === undefined ? {} : { now }) }).issue().xml;
      expect(mint('1')).toBe(mint('1'));
      expect(mint('1')).not.toBe(mint('2'));
      expect(mint('1')).not.toBe(mint('1', '2026-03-02T09:00:01.123Z'));
    });

    it('refuse a user without a value for the NameID', () => {
      const app = DIALECT[name].nameIdFrom('badge_number');
      const attribute = (badge: string) => ({ attributes: { badge_number: [badge] } });
      expect(scene(name, { app, user: attribute('7') }).issue().facts.nameId).toBe('7');
      for (const user of [{}, attribute(''), attribute('\u0000')]) {
        const outcome = scene(name, { app, user }).login();
        expect(outcome).toMatchObject({ kind: 'refused', reason: 'name-id-source-missing' });
      }
    });

    it('leave an attribute out that has no value', () => {
      const { facts, xml } = scene(name, { user: { roles: [] } }).issue();
      expect(facts.attributes.filter(({ values }) => values.length === 0)).toEqual([]);
      expect(xml).not.toMatch(/<[^>]*AttributeValue[^>]*\/>/);
    });
  });

  describe('its delivery page', () => {
    it('posts message and RelayState, and nothing can break out of it', () => {
      const acsUrl = `${SP.acsUrl}?a=1&b="'<x>`;
      const relayState = HOSTILE;
      const { html, headers, status } = vendor.deliver({ xml: '<é/>', acsUrl, relayState });
      expect(status).toBe(200);
      expect(Object.keys(headers).map((key) => key.toLowerCase())).toContain('content-type');
      const form = formOf(html);
      expect(form).toMatchObject({
        action: acsUrl,
        method: 'POST',
        fields: {
          SAMLResponse: Buffer.from('<é/>', 'utf8').toString('base64'),
          RelayState: relayState,
        },
      });
    });

    it('sends the RelayState of the request, or of the launch', () => {
      const made = scene(name);
      const request = received({}, { relayState: 'from-the-request' });
      expect(made.issue({ request, relayState: 'other' }).relayState).toBe('from-the-request');
      expect(made.issue({ relayState: 'launch' }).relayState).toBe('launch');
      expect(made.issue().relayState).toBeUndefined();
      expect(formOf(made.issue().page.html).fields).not.toHaveProperty('RelayState');
    });
  });

  describe('its refusals', () => {
    it.each(REASONS)('are a page for %s, never a message', (reason) => {
      const made = scene(name, { app: { label: HOSTILE } });
      const about = { tenant: made.tenant, application: made.application, user: made.user() };
      for (const known of [about, { tenant: made.tenant }]) {
        const { code, page } = vendor.refuse({ reason, detail: HOSTILE }, known, made.context);
        expect(code).not.toBe('');
        expect(page.status).toBeGreaterThanOrEqual(200);
        expect(page.html).not.toContain('SAMLResponse');
        expect(page.html).not.toContain('<script>alert');
      }
    });

    it('come for a user who is not assigned, not known, or of another state', () => {
      expect(scene(name, { assigned: false }).login()).toMatchObject({
        kind: 'refused',
        reason: 'not-assigned',
      });
      expect(scene(name).login({ user: 'nobody' })).toMatchObject({
        kind: 'refused',
        reason: 'unknown-user',
      });
      const made = scene(name);
      deactivate(made);
      expect(made.login()).toMatchObject({ kind: 'refused', reason: 'user-deactivated' });
    });

    it('give way to `despite`, but not for somebody who never was', () => {
      const made = scene(name);
      deactivate(made);
      expect(made.login({ despite: true }).kind).toBe('issued');
      expect(made.login({ despite: true, user: 'nobody' })).toMatchObject({
        kind: 'refused',
        reason: 'unknown-user',
      });
    });

    it('come for every state but the ones that may sign in', () => {
      const may = new Set(['active']);
      for (const state of vendor.lifecycle.states) {
        const made = scene(name);
        const user = { ...made.user(), state };
        const objection = vendor.admit(user, made.application);
        expect([state, objection === undefined]).toEqual([state, may.has(state)]);
      }
    });

    it('come for a request to another ACS', () => {
      const request = received({ acsUrl: 'https://attacker.example/acs' });
      const outcome = scene(name).login({ request });
      if (outcome.kind === 'issued') expect(outcome.acsUrl).toBe(SP.acsUrl);
      else expect(outcome.reason).toBe('acs-mismatch');
    });

    it('tell an objection from an acceptance', () => {
      const made = scene(name);
      const accepted = vendor.accept(received(), made.application);
      expect(isObjection(accepted)).toBe(false);
    });
  });

  describe('its metadata', () => {
    it('is valid and names the issuer and certificate of its messages', () => {
      const made = scene(name);
      const { application, key, tenant } = made;
      const xml = vendor.metadata(tenant, application, [key.certificate]);
      expect(schemaErrors(xml.replace(WS_FEDERATION, ''))).toEqual([]);
      const { entityMeta } = samlify.IdentityProvider({ metadata: xml });
      const { issuer } = made.issue().facts;
      expect(entityMeta.getEntityID()).toBe(issuer);
      const certificates = [entityMeta.getX509Certificate('signing')]
        .flat()
        .map((text) => text.replace(/\s/g, ''));
      expect(new Set(certificates)).toEqual(new Set([key.certificate.base64]));
      expect(xml).toContain(application.ssoUrl);
    });

    it('lists every certificate it is given', () => {
      const { application, key, tenant } = scene(name);
      const other = scene(name, { key: `${name}-2` }).key;
      const xml = vendor.metadata(tenant, application, [key.certificate, other.certificate]);
      const flat = xml.replace(/\s/g, '');
      expect(flat).toContain(key.certificate.base64);
      expect(flat).toContain(other.certificate.base64);
    });
  });
});
