/** The user table. It is in memory here; with a database, these would be queries. */
import { randomUUID } from 'node:crypto';

/** A login that ends here, with a sentence for the person. */
export class LoginRefused extends Error {}

export class Accounts {
  #rows = new Map();
  #domains;
  #defaultRole;

  /**
   * @param options - `domains`: whose people may log in; absent: everybody whom the IdP lets through. `defaultRole`:
   *   of new accounts for which the IdP names none
   */
  constructor({ domains, defaultRole = 'user' } = {}) {
    this.#domains = domains;
    this.#defaultRole = defaultRole;
  }

  all() {
    return [...this.#rows.values()];
  }

  byNameId(nameId) {
    return this.all().find((account) => account.nameId === nameId);
  }

  byEmail(email) {
    return this.all().find((account) => account.email === email);
  }

  insert(person) {
    const account = { id: randomUUID(), status: 'active', roles: [this.#defaultRole], ...person };
    this.#rows.set(account.id, account);
    return account;
  }

  update(account, changes) {
    const changed = { ...account, ...changes };
    this.#rows.set(account.id, changed);
    return changed;
  }

  /** Turns away who may not have an account at all. */
  admit({ email }) {
    if (!email) throw new LoginRefused('Your IdP did not send an e-mail address.');
    const domain = email.split('@').at(-1).toLowerCase();
    if (this.#domains?.includes(domain) === false) {
      throw new LoginRefused(`People of ${domain} have no access.`);
    }
  }

  /** Just-in-time provisioning: the first login creates the account, later logins update it. */
  logIn(person) {
    this.admit(person);
    const account = this.byNameId(person.nameId);
    if (account === undefined) return this.insert(person);
    if (account.status !== 'active') throw new LoginRefused('Your account was deactivated.');
    return this.update(account, person);
  }

  /** The account behind a session; a deactivated one has none. */
  active(id) {
    const account = this.#rows.get(id);
    return account?.status === 'active' ? account : undefined;
  }

  deactivate(email) {
    const account = this.byEmail(email);
    if (account !== undefined) this.update(account, { status: 'inactive' });
  }

  clear() {
    this.#rows.clear();
  }
}
