/** Every reason with the vendor's status and code, and pages that nothing can break out of (fidelity 3.3, 3.4). */
import { parse } from 'parse5';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, it } from 'vitest';
import { IDP_REASONS } from '../../src/base/reasons.js';
import type { IdpReason } from '../../src/base/reasons.js';
import type { Objection } from '../../src/idp/idp.js';
import type { Page } from '../../src/idp/outcome.js';
import { VENDORS } from '../../src/idp/vendors.js';
import type { VendorName } from '../../src/scenario/scenario.js';
import { received, scene } from './scene.js';

type Answer = readonly [status: number, code: string];
type Answers = Readonly<Record<IdpReason, Answer>>;

const SIGN_IN: Answer = [401, 'E0000004'];
const BAD: Answer = [400, '400_SAML'];

const OKTA: Answers = {
  'unknown-user': SIGN_IN,
  'unknown-app': [404, 'E0000007'],
  'user-staged': SIGN_IN,
  'user-deactivated': SIGN_IN,
  'user-suspended': SIGN_IN,
  'user-locked': SIGN_IN,
  'user-deleted': SIGN_IN,
  'password-expired': [200, 'PASSWORD_EXPIRED'],
  'second-factor-denied': [403, 'E0000068'],
  'not-assigned': [403, 'app.generic.unauth_app_access_attempt'],
  'acs-mismatch': BAD,
  'request-malformed': BAD,
  'request-unsupported': BAD,
  'request-unsigned': BAD,
  'request-signature-invalid': BAD,
  'name-id-policy-unsupported': BAD,
  'authn-context-mismatch': BAD,
  'passive-impossible': SIGN_IN,
  'name-id-source-missing': BAD,
};

const ENTRA: Answers = {
  'unknown-user': [200, 'AADSTS50034'],
  'unknown-app': [200, 'AADSTS700016'],
  'user-staged': [200, 'AADSTS50034'],
  'user-deactivated': [200, 'AADSTS50057'],
  'user-suspended': [200, 'AADSTS50057'],
  'user-locked': [200, 'AADSTS50053'],
  'user-deleted': [200, 'AADSTS50034'],
  'password-expired': [200, 'AADSTS50055'],
  'second-factor-denied': [200, 'AADSTS500121'],
  'not-assigned': [200, 'AADSTS50105'],
  'acs-mismatch': [200, 'AADSTS50011'],
  'request-malformed': [200, 'AADSTS75005'],
  'request-unsupported': [200, 'AADSTS90011'],
  'request-unsigned': [200, 'AADSTS76021'],
  'request-signature-invalid': [200, 'AADSTS50006'],
  'name-id-policy-unsupported': [200, 'AADSTS75016'],
  'authn-context-mismatch': [200, 'AADSTS75011'],
  'passive-impossible': [200, 'AADSTS50058'],
  'name-id-source-missing': [200, 'AADSTS501241'],
};

const DISABLED: Answer = [200, 'AccountDisabled'];
const INVALID: Answer = [400, 'invalid_request'];

const GOOGLE: Answers = {
  'unknown-user': [200, 'BadAuthentication'],
  'unknown-app': [403, 'app_not_configured'],
  'user-staged': DISABLED,
  'user-deactivated': DISABLED,
  'user-suspended': DISABLED,
  'user-locked': DISABLED,
  'user-deleted': [200, 'AccountDeleted'],
  'password-expired': [200, 'changePasswordAtNextLogin'],
  'second-factor-denied': [200, 'second-factor-denied'],
  'not-assigned': [403, 'app_not_enabled_for_user'],
  'acs-mismatch': INVALID,
  'request-malformed': INVALID,
  'request-unsupported': INVALID,
  'request-unsigned': INVALID,
  'request-signature-invalid': INVALID,
  'name-id-policy-unsupported': INVALID,
  'authn-context-mismatch': INVALID,
  'passive-impossible': [400, 'no_passive'],
  'name-id-source-missing': [400, 'invalid_user_id_mapping'],
};

const BAD_SAML: Answer = [400, 'invalid-saml-request'];

const ONELOGIN: Answers = {
  'unknown-user': [200, 'invalid-credentials'],
  'unknown-app': [404, 'app-not-found'],
  'user-staged': [200, 'user-not-active'],
  'user-deactivated': [200, 'user-not-active'],
  'user-suspended': [200, 'user-suspended'],
  'user-locked': [200, 'user-locked'],
  'user-deleted': [200, 'invalid-credentials'],
  'password-expired': [200, 'password-expired'],
  'second-factor-denied': [200, 'second-factor-denied'],
  'not-assigned': [403, 'app-access-denied'],
  'acs-mismatch': [400, 'acs-url-invalid'],
  'request-malformed': BAD_SAML,
  'request-unsupported': BAD_SAML,
  'request-unsigned': BAD_SAML,
  'request-signature-invalid': BAD_SAML,
  'name-id-policy-unsupported': BAD_SAML,
  'authn-context-mismatch': BAD_SAML,
  'passive-impossible': [200, 'session-required'],
  'name-id-source-missing': [400, 'nameid-empty'],
};

/** The generic IdP has no codes but the reasons. */
function generic(reason: IdpReason): Answer {
  const request = /^(?:request|acs|authn|name-id-policy)/.test(reason);
  return [request ? 400 : reason === 'unknown-app' ? 404 : 403, reason];
}

const REASONS = Object.keys(IDP_REASONS) as IdpReason[];
const ANSWERS: Readonly<Record<VendorName, (reason: IdpReason) => Answer>> = {
  okta: (reason) => OKTA[reason],
  entra: (reason) => ENTRA[reason],
  'google-workspace': (reason) => GOOGLE[reason],
  onelogin: (reason) => ONELOGIN[reason],
  generic,
};
const HOSTILE = `</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>"'&{}`;

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

function elementsIn(node: Node): readonly Element[] {
  const inner = 'childNodes' in node ? node.childNodes.flatMap(elementsIn) : [];
  return 'tagName' in node ? [node, ...inner] : inner;
}

function textIn(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}

/** Tag and attribute names in order: what markup can change and text cannot. */
function skeleton({ html }: Page): readonly string[] {
  return elementsIn(parse(html)).map(({ tagName, attrs }) =>
    [tagName, ...attrs.map(({ name }) => name)].join(' '),
  );
}

function shown({ html }: Page): string {
  const visible = elementsIn(parse(html)).filter(({ tagName }) => tagName === 'main');
  return visible.map(textIn).join(' ').replace(/\s+/g, ' ');
}

function refuse(
  name: VendorName,
  objection: Objection,
  label = 'Proof',
): { code: string; page: Page } {
  const { tenant, application, context } = scene(name, { app: { label } });
  return VENDORS[name].refuse(objection, { tenant, application }, context);
}

describe.each(Object.keys(VENDORS) as VendorName[])('%s refuses', (name) => {
  it.each(REASONS)('for %s with its status and code', (reason) => {
    const [status, code] = ANSWERS[name](reason);
    const refusal = refuse(name, { reason });
    expect([refusal.page.status, refusal.code]).toEqual([status, code]);
    expect(refusal.page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-standin-refusal': reason,
      'x-standin-code': code,
      'cache-control': 'no-store',
    });
    expect(shown(refusal.page)).toContain(code);
    expect(shown(refusal.page)).toContain(IDP_REASONS[reason]);
  });

  it('under its own flag, and says that nothing was sent', () => {
    const { page } = refuse(name, { reason: 'not-assigned' });
    expect(shown(page)).toMatch(/^ ?Standin, a mock of /);
    expect(shown(page)).toContain('Nothing was sent to the application.');
  });

  it('with a page that loads and runs nothing, and fits a phone', () => {
    const { page } = refuse(name, { reason: 'not-assigned' });
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'/);
    const elements = elementsIn(parse(page.html));
    for (const { tagName, attrs } of elements) {
      expect(['link', 'img', 'iframe', 'form', 'a']).not.toContain(tagName);
      expect(
        attrs.filter((attribute) => /^(?:src|href|on|style|action)/.test(attribute.name)),
      ).toEqual([]);
      if (tagName === 'script') expect(attrs).toEqual([{ name: 'type', value: 'text/plain' }]);
    }
    expect(page.html).not.toMatch(/https?:\/\/(?!login)[^"<]*\.(?:css|js|png|svg)|url\(|@import/);
    expect(page.html).toContain('width=device-width');
    expect(page.html).toContain('color-scheme: light dark');
  });

  it('without letting any text become markup', () => {
    for (const reason of REASONS) {
      const tame = refuse(name, { reason, detail: 'x' });
      const hostile = refuse(name, { reason, detail: HOSTILE }, HOSTILE);
      expect(skeleton(hostile.page)).toEqual(skeleton(tame.page));
      expect(shown(hostile.page)).toContain(HOSTILE.replace(/\s+/g, ' '));
    }
  });

  it('without letting a code become markup', () => {
    const code = HOSTILE;
    const tame = refuse(name, { reason: 'request-unsupported' });
    const hostile = refuse(name, { reason: 'request-unsupported', code });
    expect(skeleton(hostile.page)).toEqual(skeleton(tame.page));
  });

  it('without repeating a long request', () => {
    const { page } = refuse(name, { reason: 'acs-mismatch', detail: 'a'.repeat(100_000) });
    expect(page.html.length).toBeLessThan(6000);
    expect(shown(page)).toContain(`${'a'.repeat(300)}…`);
  });

  it('the same way with the same seed and clock', () => {
    const [one, other] = [1, 2].map(() => refuse(name, { reason: 'not-assigned' }));
    expect(one).toEqual(other);
  });

  it('a request, naming what it asked for', () => {
    const acsUrl = 'https://attacker.example/<acs>?"';
    const outcome = scene(name).login({ request: received({ acsUrl }) });
    if (outcome.kind !== 'refused') throw new Error('issued');
    expect(outcome.reason).toBe('acs-mismatch');
    expect(shown(outcome.page)).toContain(acsUrl);
  });
});

describe("Entra's page", () => {
  const objection: Objection = {
    reason: 'request-unsupported',
    code: 'AADSTS900236',
    detail: 'Subject',
  };

  it('shows the code of the objection rather than that of the reason', () => {
    const { code, page } = refuse('entra', objection);
    expect(code).toBe('AADSTS900236');
    expect(page.headers['x-standin-code']).toBe('AADSTS900236');
    expect(shown(page)).toMatch(
      /AADSTS900236: The request sets a SAML property that must not be set/,
    );
  });

  it('ends with Trace ID, Correlation ID and Timestamp', () => {
    const guid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/.source;
    const { page } = refuse('entra', objection);
    const tail = new RegExp(
      `Trace ID ?(${guid}) ?Correlation ID ?(${guid}) ?Timestamp ?2026-03-02 09:00:00Z`,
    ).exec(shown(page));
    expect(tail?.[1]).toMatch(/00$/);
    expect(tail?.[1]).not.toBe(tail?.[2]);
    expect(page.headers['x-ms-request-id']).toBe(tail?.[1]);
  });

  it('carries the object that programs read', () => {
    const { page } = refuse('entra', { reason: 'user-deactivated', detail: HOSTILE }, HOSTILE);
    const [script] = elementsIn(parse(page.html)).filter(({ tagName }) => tagName === 'script');
    const json = /^\$Config=(\{.*\});$/.exec(script === undefined ? '' : textIn(script))?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({
      pgid: 'ConvergedError',
      sErrorCode: '50057',
      strServiceExceptionMessage: expect.stringMatching(/^AADSTS50057: /) as string,
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });
});

describe("Okta's page", () => {
  it('tells a stranger nothing about the account', () => {
    const pages = (['unknown-user', 'user-suspended', 'user-deleted'] as const).map((reason) =>
      shown(refuse('okta', { reason }).page).replace(/Refused because.*/, ''),
    );
    expect(new Set(pages).size).toBe(1);
  });

  it('is titled as Okta titles it for the unassigned', () => {
    expect(refuse('okta', { reason: 'not-assigned' }).page.html).toContain(
      '<title>App Not Assigned</title>',
    );
  });
});
