import request from 'supertest';
import { mockIdp } from 'standin';
import { resetEach } from 'standin/vitest';
import { expect, it } from 'vitest';
import { createApp } from './app.js';

const idp = await mockIdp();
const app = createApp({
  entityId: 'http://app.example/metadata',
  acs: 'http://app.example/acs',
  metadata: idp.metadata,
});
resetEach(idp);

it('goes on in the agent that logged in', async () => {
  const agent = request.agent(app);
  const login = await idp.login('ada').to({
    app: agent,
    session: '/session',
    accounts: () => app.members.values(),
  });
  expect(login).toBeLoggedInAs('ada');
  expect(login).toCreateAccount({ email: 'ada@acme.example' });
  const page = await agent.get('/').expect(200);
  expect(page.text).toContain('Hello Ada');
});

it('keeps the name of the first login', async () => {
  idp.users.ada.update({ lastName: 'King' });
  const login = await idp.login('ada').to({ app, session: '/session' });
  expect(login).toBeLoggedInAs('ada');
  expect(app.members.get(login.assertion.nameId)).toMatchObject({ lastName: 'Lovelace' });
});

it('refuses a message for somebody else', async () => {
  const login = await idp.login('grace').with({ audience: 'http://other.example' }).to(app);
  expect(login).toBeRefusedBySp();
});
