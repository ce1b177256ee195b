/** Floor 9: what `standin init` writes into `standin.config.yaml`. */

/** What is known of the app. */
export interface AppFacts {
  /** Its public address. */
  readonly url: string;
  /** Where a login begins. */
  readonly start: string;
  /** Answers JSON about who is logged in. */
  readonly session: string;
}

/** What most apps in development look like. */
export const USUAL_APP: AppFacts = {
  url: 'http://localhost:3000',
  start: '/login',
  session: '/me',
};

const PLAIN = /^[A-Za-z/](?:[\w./?=&%~+:-]*[\w/])?$/;

/** A text as YAML has it. */
function scalar(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(text);
}

/** Above `url`. */
const ABOVE = `# yaml-language-server: $schema=./node_modules/standin/schema/config.schema.json
#
# The service providers that Standin tests. "standin doctor --target my-app" tries all of this, one line each;
# "standin run --target my-app" plays stories at the app. What is commented out shows an example.
#
# Addresses are absolute or start at "url"; files start at the folder of this file. \${NAME} and \${NAME:-default} are
# environment variables, wherever they stand.
targets:
  my-app:
    # The public address of the app.
`;

/** From `url` to `start`. */
const BEFORE_START = `
    # Where a person begins to log in; {email}, {domain} and {idp} are filled in.
`;

/** From `start` to `session`. */
const BEFORE_SESSION = `    # If that page asks for the e-mail address first:
    # start: { url: /login, form: { email: '{email}' } }

    # What the app promises. Stories that contradict it are left out. jit-create: the first login creates the account,
    # later ones change nothing. jit-update: every login brings the account up to date. jit-update-pushed: besides, the
    # app is told who leaves.
    profile: jit-update
    # With rules changed (all of them: scenarios/profiles/jit-update.yaml of Standin):
    # profile: { profile: jit-update, jit: { key: email }, consumption: { clockSkew: 0s, idpInitiated: false } }

    ####  How to look  ####

    # Who is logged in: asked with the browser's cookies. An address alone answers JSON with "email" or "nameId", at the
    # top or in "user".
`;

/** Below `session`: the other ways to look. */
const LOOK = `    # Elsewhere in JSON (JSON pointers, tried in turn), in a page (CSS selector), in a header:
    # session: { url: /api/whoami, email: [/profile/mail, /profile/login], accountId: /profile/id, anonymous: 404 }
    # session: { url: /, email: { css: '#user-menu .email' } }
    # session: { url: /, email: { header: x-user-email } }

    # The accounts of the app. Without them only sessions are judged. A JSON list, or one inside the answer:
    # accounts: /api/users
    # accounts: { url: /api/users, list: /items, fields: { id: /uuid, email: /mail, firstName: /name/first } }
    # A command that prints JSON (any database has one), a CSV file, a command that prints CSV:
    # accounts: { command: "sqlite3 -json app.db 'select id, email, last_name from users'", fields: { lastName: /last_name } }
    # accounts: { csv: ./users.csv, separator: ';', fields: { email: E-mail } }
    # accounts: { csv-command: ./bin/export-users }
    # A page, for apps without any API; it is read with a headless browser (npm i -D playwright-core):
    # accounts:
    #   page:
    #     url: /admin/users
    #     rows: table tbody tr
    #     login: { url: /admin, fill: { '#user': admin, '#password': '\${ADMIN_PASSWORD:-admin}' }, click: button }
    #   fields: { email: td.email, lastName: 'td:nth-child(3)' }

`;

/** What app and IdP must know of each other. */
const SAML = `    ####  SAML  ####

    # The app's own metadata: an address, or a file. Without it Standin learns entity ID and ACS URL from the first
    # AuthnRequest; the two can be given as well.
    # metadata: /saml/metadata
    # entityId: http://localhost:3000/saml/metadata
    # acs: /saml/acs

    # The identity providers that the app trusts: okta, entra, google-workspace, onelogin, generic.
    # idps: [okta]

    # The tenant and the name of the app at the identity provider. Its entity ID and URLs are made of them.
    # tenant: acme
    # application: app

    # How the app gets the identity provider's metadata: a file that is written before it starts, or a request or a
    # command with {metadata}. Without it: tell the app what "standin metadata --target my-app" prints.
    # trust: { file: ./idp-metadata.xml }
    # trust: { url: /test/idp, text: '{metadata}', headers: { content-type: application/samlmetadata+xml } }

`;

/** What the app can do for its tests, and how it is reached. */
const REST = `    ####  What the app can do for its tests  ####

    # Forgets all accounts, before each story: a request or a command. Without it every story gets e-mail addresses
    # that nobody had before.
    # reset: POST /test/reset
    # reset: { command: npm run db:reset }

    # Tells the app that a person was deactivated, as SCIM would; {email} and {nameId} are filled in.
    # deprovision: { url: '/scim/Users/{email}', method: PATCH, json: { active: false } }

    # Sets the clock of the app: {now} is an instant. Without it stories that need another time are left out.
    # clock: { url: /test/clock, json: { now: '{now}' } }

    # Ends a session; doctor tries it.
    # logout: /logout

    ####  Starting it, and reaching it  ####

    # Starts the app before the first story and ends it after the last. Ready when "ready" answers below 500.
    # command: npm start
    # command: { start: npm start, ready: /health, folder: ., env: { PORT: 3000 }, timeout: 60s }

    # Sent with every request to the app.
    # headers: { x-test: standin }

    # How long one answer may take, and how many requests the app can stand.
    # timeout: 10s
    # rate: 5/s

    # Certificates of the app's web server: more of them to trust, or none checked at all (this machine only).
    # tls: { ca: ./ca.pem }
    # tls: { insecure: true }

    # Other origins that a login may lead the browser to.
    # origins: [https://auth.acme.example]
`;

/**
 * The configuration with every key explained: the least of them active, the others commented out.
 *
 * @param facts - the app
 */
export function configText({ url, start, session }: AppFacts): string {
  return [
    `${ABOVE}    url: ${scalar(url)}\n`,
    `${BEFORE_START}    start: ${scalar(start)}\n`,
    `${BEFORE_SESSION}    session: ${scalar(session)}\n`,
    LOOK,
    SAML,
    REST,
  ].join('');
}
