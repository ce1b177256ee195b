const { createApp } = require('./app.js');

/** The app as Standin is told of it. */
function targetOf(idp, { follows }) {
  const { ssoUrl: entryPoint, certificate } = idp;
  const { app, users } = createApp({ entryPoint, certificate, follows });
  return {
    app,
    session: '/me',
    accounts: () => users.values(),
    reset: () => users.clear(),
  };
}

module.exports = { targetOf };
