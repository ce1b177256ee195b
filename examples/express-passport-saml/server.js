import { readFileSync } from 'node:fs';
import { createApp } from './app.js';

const { PORT = '3000', BASE_URL = `http://localhost:${PORT}`, NODE_ENV } = process.env;
const { SAML_ENTRY_POINT, SAML_IDP_CERT_FILE, ADMIN_TOKEN } = process.env;

const app = createApp({
  entryPoint: SAML_ENTRY_POINT,
  issuer: `${BASE_URL}/saml/metadata`,
  callbackUrl: `${BASE_URL}/saml/acs`,
  idpCert: readFileSync(SAML_IDP_CERT_FILE, 'utf8'),
  adminToken: ADMIN_TOKEN,
  forTests: NODE_ENV === 'test',
});
app.listen(Number(PORT), () => console.log(`listening on ${BASE_URL}`));
