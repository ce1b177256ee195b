import { readFileSync } from 'node:fs';
import { createApp } from './app.js';

/** What passport-saml must know of the IdP, out of the metadata that an administrator downloads there. */
function readMetadata(file) {
  const xml = readFileSync(file, 'utf8');
  const [endpoint = ''] = /<[^<]*SingleSignOnService[^<]*HTTP-Redirect[^<]*>/.exec(xml) ?? [];
  return {
    entryPoint: /Location="([^"]+)"/.exec(endpoint)?.[1],
    idpCert: [...xml.matchAll(/X509Certificate>([^<]+)</g)].map(([, text]) => text.trim()),
  };
}

const { PORT = '3000', APP_URL = `http://localhost:${PORT}` } = process.env;

const app = createApp({
  ...readMetadata(process.env.IDP_METADATA),
  issuer: `${APP_URL}/saml/metadata`,
  callbackUrl: `${APP_URL}/saml/acs`,
  adminToken: process.env.ADMIN_TOKEN,
  forTests: process.env.NODE_ENV === 'test',
});
app.listen(Number(PORT), () => console.log(`listening on ${APP_URL}`));
