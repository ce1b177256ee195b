/** A process: an Express app with samlify's IdP, which does the same for the same request. Prints its SSO URL. */
import express from 'express';
import samlify from 'samlify';
import { answerRequest } from './samlify-task.mjs';
import './tell-cpu.mjs';

// The request is an attacker's until somebody has looked at it; samlify demands that somebody says so.
samlify.setSchemaValidator({ validate: async () => 'not looked at' });

const app = express();
app.get('/sso', async (request, response) => {
  const message = await answerRequest(request.query);
  response.set('cache-control', 'no-store').type('html').send(`<!doctype html>
<html><body><form id="form" method="POST" action="${message.entityEndpoint}">
<input type="hidden" name="SAMLResponse" value="${message.context}">
<noscript><input type="submit"></noscript></form>
<script>document.getElementById('form').submit();</script></body></html>`);
});
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/sso`);
});
