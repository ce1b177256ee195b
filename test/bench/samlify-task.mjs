/** The message of the comparison, made by samlify: Assertion and Response signed, the same attributes. */
import samlify from 'samlify';
import { ATTRIBUTES, EMAIL, ISSUER, PEM, REQUEST_ID, SP, VALUES } from './okta-login.mjs';

const { IdentityProvider, SamlLib, ServiceProvider } = samlify;
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';

function identityProvider() {
  const { context } = SamlLib.defaultLoginResponseTemplate;
  const attributes = ATTRIBUTES.map(([name, source]) => ({
    name,
    valueTag: source,
    nameFormat: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
    valueXsiType: 'xs:string',
  }));
  return IdentityProvider({
    entityID: ISSUER,
    privateKey: PEM.privateKey,
    signingCert: PEM.certificate,
    requestSignatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    singleLogoutService: [{ Binding: POST, Location: 'https://acme.okta.com/slo' }],
    singleSignOnService: [{ Binding: POST, Location: 'https://acme.okta.com/sso' }],
    loginResponseTemplate: { context, attributes },
  });
}

function serviceProvider() {
  return ServiceProvider({
    entityID: SP.entityId,
    wantAssertionsSigned: true,
    wantMessageSigned: true,
    transformationAlgorithms: [ENVELOPED, EXCLUSIVE],
    assertionConsumerService: [{ Binding: POST, Location: SP.acsUrl }],
  });
}

/** What samlify leaves to its caller: the values of the template. */
function fill(template) {
  const now = new Date().toISOString();
  const values = {
    ID: `_${Math.random().toString(36).slice(2)}`,
    AssertionID: `_${Math.random().toString(36).slice(2)}`,
    Destination: SP.acsUrl,
    Audience: SP.entityId,
    SubjectRecipient: SP.acsUrl,
    Issuer: ISSUER,
    IssueInstant: now,
    StatusCode: 'urn:oasis:names:tc:SAML:2.0:status:Success',
    ConditionsNotBefore: now,
    ConditionsNotOnOrAfter: now,
    SubjectConfirmationDataNotOnOrAfter: now,
    NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    NameID: EMAIL,
    InResponseTo: REQUEST_ID,
    AuthnStatement: '',
    attrUserEmail: VALUES.email,
    attrUserFirstName: VALUES.firstName,
    attrUserLastName: VALUES.lastName,
  };
  return { id: values.ID, context: SamlLib.replaceTagsByValue(template, values) };
}

/** A function that makes one message. */
export function samlifyTask() {
  const idp = identityProvider();
  const sp = serviceProvider();
  const request = { extract: { request: { id: REQUEST_ID } } };
  const user = { email: EMAIL };
  return async () => {
    const options = { customTagReplacement: fill };
    const response = await idp.createLoginResponse(sp, request, 'post', user, options);
    return Buffer.from(response.context, 'base64').toString();
  };
}

const SIDES = { idp: identityProvider(), sp: serviceProvider() };

/** Reads the AuthnRequest of a query and answers it: what an IdP on samlify does for one login. */
export async function answerRequest(query) {
  const { idp, sp } = SIDES;
  const request = await idp.parseLoginRequest(sp, 'redirect', { query });
  const options = { customTagReplacement: fill };
  return idp.createLoginResponse(sp, request, 'post', { email: EMAIL }, options);
}
