/** Floor 5: what an SP is told of this IdP, in the words of common libraries. */
import { tenantPath } from '../addresses.js';
import type { ServedApp, TenantState } from '../../state/tenant-state.js';

/** Text to copy. */
interface Snippet {
  readonly title: string;
  readonly text: string;
}

/** Every value that a snippet may need. */
interface Values {
  readonly file: string;
  readonly certificate: string;
  readonly metadata: string;
  readonly issuer: string;
  readonly sso: string;
  readonly slo?: string;
  readonly entityId: string;
  readonly acs: string;
  readonly signed: { readonly response: boolean; readonly assertion: boolean };
}

/** What stands for an SP that is not known yet. */
const YOURS = {
  entityId: 'http://localhost:3000/saml/metadata',
  acs: 'http://localhost:3000/saml/acs',
};

function valuesOf(origin: string, tenant: TenantState, app: ServedApp): Values {
  const { application, places, sp, waiting } = app;
  const own = waiting ? YOURS : { entityId: sp.facts.entityId, acs: sp.facts.acsUrl };
  return {
    file: `${tenant.key}.pem`,
    certificate: `${origin}${tenantPath(tenant.key)}/certificate.pem`,
    metadata: places.metadata,
    issuer: application.issuer,
    sso: places.sso,
    ...(places.slo === undefined ? {} : { slo: places.slo }),
    ...own,
    signed: application.signed,
  };
}

const js = (value: string): string => JSON.stringify(value);

function passport(values: Values): string {
  const { file, certificate, issuer, sso, slo, entityId, acs, signed } = values;
  const verify = '(profile, done) => done(null, { id: profile.nameID })';
  return `// curl -o ${file} ${certificate}
import { readFileSync } from 'node:fs';
import { Strategy as SamlStrategy } from '@node-saml/passport-saml';

const strategy = new SamlStrategy(
  {
    issuer: ${js(entityId)}, // your entity ID
    callbackUrl: ${js(acs)}, // your ACS
    audience: ${js(entityId)},
    entryPoint: ${js(sso)},${slo === undefined ? '' : `\n    logoutUrl: ${js(slo)},`}
    idpIssuer: ${js(issuer)},
    idpCert: readFileSync(${js(file)}, 'utf8'),
    wantAuthnResponseSigned: ${String(signed.response)},
    wantAssertionsSigned: ${String(signed.assertion)},
    identifierFormat: null,
    disableRequestedAuthnContext: true,
  },
  ${verify},
  ${verify}, // logout
);
`;
}

function samlify({ metadata, entityId, acs }: Values): string {
  return `import * as samlify from 'samlify';

// samlify demands a validator of schemas; this one lets everything pass, for development only.
samlify.setSchemaValidator({ validate: () => Promise.resolve('not validated') });

const idp = samlify.IdentityProvider({
  metadata: await (await fetch(${js(metadata)})).text(),
});
const sp = samlify.ServiceProvider({
  entityID: ${js(entityId)}, // your entity ID
  assertionConsumerService: [
    { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: ${js(acs)} }, // your ACS
  ],
});
const { context: url } = sp.createLoginRequest(idp, 'redirect'); // send the browser there
`;
}

function spring({ metadata, entityId, acs }: Values): string {
  return `# application.yml; needs spring-security-saml2-service-provider
spring:
  security:
    saml2:
      relyingparty:
        registration:
          standin:
            entity-id: ${js(entityId)}
            acs:
              location: ${js(acs)}
            assertingparty:
              metadata-uri: ${js(metadata)}
`;
}

/** A word of a shell, whatever is in it. */
function word(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

function environment(values: Values): string {
  const { file, certificate, metadata, issuer, sso, slo, entityId, acs } = values;
  const lines: readonly (readonly [name: string, value: string | undefined])[] = [
    ['SAML_IDP_METADATA_URL', metadata],
    ['SAML_IDP_ENTITY_ID', issuer],
    ['SAML_IDP_SSO_URL', sso],
    ['SAML_IDP_SLO_URL', slo],
    ['SAML_IDP_CERT_FILE', file],
    ['SAML_SP_ENTITY_ID', entityId],
    ['SAML_SP_ACS_URL', acs],
  ];
  const set = lines.flatMap(([name, value]) =>
    value === undefined ? [] : [`export ${name}=${word(value)}\n`],
  );
  return `curl -o ${word(file)} ${word(certificate)}\n${set.join('')}`;
}

/** The set-up of one application, for whoever writes the SP. @param origin - the server's */
export function snippetsFor(
  origin: string,
  tenant: TenantState,
  app: ServedApp,
): readonly Snippet[] {
  const values = valuesOf(origin, tenant, app);
  return [
    { title: 'passport-saml', text: passport(values) },
    { title: 'samlify', text: samlify(values) },
    { title: 'Spring Boot', text: spring(values) },
    { title: 'Environment variables', text: environment(values) },
  ];
}
