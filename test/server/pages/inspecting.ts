/** Test tool: opens the inspection, presses its buttons, reads what is sent. */
import { readFacts, type MessageFacts } from '../../../src/saml/facts.js';
import type { TestServer } from '../open-server.js';
import { arrive, sentBy, visitor, type Visited, type Visitor } from './visitor.js';

export interface Opened {
  readonly guest: Visitor;
  readonly path: string;
  readonly shown: Visited;
}

export async function inspect(
  server: TestServer,
  user: string,
  { tenant = 'okta-acme', query }: { tenant?: string; query?: string } = {},
): Promise<Opened> {
  const guest = visitor(server.origin);
  const login = await arrive(server, guest, {
    tenant,
    ...(query === undefined ? {} : { query }),
  });
  const path = `${login}/inspect?user=${encodeURIComponent(user)}`;
  return { guest, path, shown: await guest.get(path) };
}

export function factsSent(answered: Visited): MessageFacts {
  const xml = sentBy(answered);
  if (xml === undefined) throw new Error(`nothing was sent: ${answered.status} ${answered.html}`);
  return readFacts(xml);
}

export function valuesBy({
  assertions,
}: MessageFacts): Readonly<Record<string, readonly string[]>> {
  const attributes = assertions[0]?.attributes ?? [];
  return Object.fromEntries(attributes.map(({ name, values }) => [name, values]));
}

/** Presses a button of the form after some fields were changed. */
export function press(
  { guest, path, shown }: Opened,
  button: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>> = {},
): Promise<Visited> {
  const fields = shown.form('form.inspect');
  for (const [name, value] of Object.entries({ ...changes, ...button })) fields.set(name, value);
  return guest.post(path, fields);
}
