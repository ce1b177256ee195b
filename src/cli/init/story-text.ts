/** Floor 9: the first story that `standin init` writes. */

/** A story of one person at the target `my-app`: first login, a new name, the end. */
export const STORY_TEXT = `# yaml-language-server: $schema=../node_modules/standin/schema/scenario.schema.json
#
# What happens to a person, and what the app must do about it: "standin run scenarios/first-login.yaml" plays it.
# What the app cannot show is reported as not verified, not as failed.
scenario: A new person gets an account, it follows the directory, and it ends with the job
description: The three moments at which single sign-on usually goes wrong.
tags: [jit, drift, deactivation]

# The identity provider that Standin stands in for, and the target of standin.config.yaml.
idp: okta
sp: { target: my-app }

# The directory at the start.
users:
  ada: { email: ada@acme.example, firstName: Ada, lastName: Byron }

steps:
  # The first login: nobody has prepared an account, so it must be made.
  - login: ada
    expect:
      outcome: logged-in
      session: { user: ada }
      account: { created: true, email: ada@acme.example, lastName: Byron }
      accounts: 1

  # Drift: the directory has a new name, and the next login brings it. An app that keeps what it has would promise
  # lastName: Byron and drift: [lastName] here, and jit-create in its profile.
  - rename: ada
    set: { lastName: Lovelace }
  - login: ada
    expect:
      outcome: logged-in
      account: { created: false, lastName: Lovelace }
      accounts: 1
      drift: []

  # The end: the identity provider lets nobody in who was deactivated. The app hears nothing of it: its account is
  # an orphan now.
  - deactivate: ada
  - login: ada
    expect:
      outcome: refused-by-idp
      reason: user-deactivated
      accounts: { count: 1, orphans: [ada] }
`;
