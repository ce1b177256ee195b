/** The example apps that run in this process, each made as its own server would make it. */
import type { RequestListener } from 'node:http';
import { getRequestListener } from './request-listener.js';
import type { KnownIdp } from './plain-sp.js';

/** An app under a public origin, and what the plain tests look at. */
export interface ExampleApp {
  readonly handler: RequestListener;
  /** A path that answers JSON about the session; 401 for nobody. */
  readonly session: string;
  /** Accounts as the app keeps them. */
  readonly accounts: () => readonly unknown[];
}

/** Makes the app for the public origin that it will listen on. */
export type MakeApp = (origin: string, idp: KnownIdp) => Promise<ExampleApp>;

/** The module of an example. Examples are plain JavaScript: their types are ours to say. */
export async function exampleModule<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../examples/${path}`, import.meta.url).href)) as Module;
}

interface NodeSamlOptions {
  readonly entryPoint: string;
  readonly issuer: string;
  readonly idpCert: string;
  readonly callbackUrl: string;
}

function nodeSaml(origin: string, { application, certificate }: KnownIdp): NodeSamlOptions {
  return {
    entryPoint: application.ssoUrl,
    issuer: `${origin}/saml/metadata`,
    idpCert: certificate,
    callbackUrl: `${origin}/saml/acs`,
  };
}

interface Accounts {
  all: () => readonly unknown[];
}

const expressPassportSaml: MakeApp = async (origin, idp) => {
  const { Accounts } = await exampleModule<{ Accounts: new () => Accounts }>(
    'express-passport-saml/accounts.js',
  );
  const { createApp } = await exampleModule<{
    createApp: (options: NodeSamlOptions & { accounts: Accounts }) => RequestListener;
  }>('express-passport-saml/app.js');
  const accounts = new Accounts();
  const handler = createApp({ ...nodeSaml(origin, idp), accounts });
  return { handler, session: '/me', accounts: () => accounts.all() };
};

const samlify: MakeApp = async (origin, { metadata }) => {
  const { createApp } = await exampleModule<{
    createApp: (options: object) => RequestListener & { readonly members: Map<string, unknown> };
  }>('samlify/app.js');
  const handler = createApp({ entityId: `${origin}/metadata`, acs: `${origin}/acs`, metadata });
  return { handler, session: '/session', accounts: () => [...handler.members.values()] };
};

const hono: MakeApp = async (origin, idp) => {
  const { createApp } = await exampleModule<{
    createApp: (options: NodeSamlOptions) => {
      fetch(request: Request): Promise<Response>;
      readonly users: Map<string, unknown>;
    };
  }>('hono/app.js');
  const app = createApp(nodeSaml(origin, idp));
  return {
    handler: getRequestListener((request) => app.fetch(request)),
    session: '/api/session',
    accounts: () => [...app.users.values()],
  };
};

const fastify: MakeApp = async (origin, idp) => {
  const { createApp } = await exampleModule<{
    createApp: (options: NodeSamlOptions & { invited: readonly string[] }) => {
      ready(): Promise<unknown>;
      readonly routing: RequestListener;
      readonly accounts: Map<string, unknown>;
    };
  }>('fastify/app.js');
  const app = createApp({ ...nodeSaml(origin, idp), invited: ['ada@acme.example'] });
  await app.ready();
  return {
    handler: app.routing,
    session: '/me',
    accounts: () => [...app.accounts.values()],
  };
};

export const EXAMPLE_APPS: Readonly<Record<string, MakeApp>> = {
  'express-passport-saml': expressPassportSaml,
  samlify,
  hono,
  fastify,
};
