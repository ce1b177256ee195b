/** Floor 5: SPs that write what they were told into the query that looks for the account. */
import { known, passed, type Check, type Evidence } from '../checks/check.js';
import { account } from '../checks/policy.js';
import type { AccountRecord } from '../jit/account.js';
import { decideAccount } from '../jit/decide.js';
import { firstValue } from '../jit/identity.js';
import type { Defect } from './defect.js';

/** Columns and their values, as a query sees an account. */
type Columns = Readonly<Record<string, string>>;

function columnsOf({ issuer, nameId, email }: AccountRecord): Columns {
  return { issuer, nameid: nameId, email: email ?? '' };
}

/** The account that a query finds first; without one, somebody new. */
function found(query: (evidence: Evidence) => (columns: Columns) => boolean): Check {
  return {
    ...account,
    test(evidence, { accounts, profile }) {
      const person = known(evidence, 'identity');
      const matches = query(evidence);
      const first = accounts.find((one) => matches(columnsOf(one)));
      return passed({
        account:
          first === undefined
            ? decideAccount(person, [], profile.jit)
            : { kind: 'use', account: first, matches: 1 },
      });
    },
  };
}

const SQL = /\s*(?:'((?:[^']|'')*)'|([A-Za-z]+)|(=)|--.*$)/gy;

/** A WHERE clause of comparisons with `=`, AND and OR; AND binds closer. @throws SyntaxError */
function where(clause: string): (columns: Columns) => boolean {
  let end = 0;
  const words: { readonly text?: string; readonly word?: string }[] = [];
  for (const [whole, text, word, equals] of clause.matchAll(SQL)) {
    end += whole.length;
    if (text !== undefined) words.push({ text: text.replaceAll("''", "'") });
    else if ((word ?? equals) !== undefined) words.push({ word: (word ?? '=').toLowerCase() });
  }
  if (end !== clause.trimEnd().length)
    throw new SyntaxError(`syntax error at "${clause.slice(end)}"`);
  return (columns) => {
    const value = (at: number): string => words[at]?.text ?? columns[words[at]?.word ?? ''] ?? '';
    let all = true;
    let any = false;
    for (let at = 0; at < words.length; at += 4) {
      all = all && value(at) === value(at + 2);
      if (words[at + 3]?.word === 'and') continue;
      any = any || all;
      all = true;
    }
    return any;
  };
}

const PART = /\((\w+)=([^()]*)\)/g;

/** An LDAP filter that is a conjunction of equalities, in which `*` stands for anything (RFC 4515). */
function filter(text: string): (columns: Columns) => boolean {
  const parts = [...text.matchAll(PART)].map(([, name = '', value = '']) => {
    const pieces = value.split('*').map((piece) => piece.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return [name, new RegExp(`^${pieces.join('.*')}$`)] as const;
  });
  return (columns) => parts.every(([name, pattern]) => pattern.test(columns[name] ?? ''));
}

/** `accounts[name]`, where `accounts` is a plain object: some names are there from the beginning. */
const inAnObject: Check = {
  ...account,
  test(evidence, facts) {
    const { issuer, nameId } = known(evidence, 'identity');
    const own = facts.accounts.filter((one) => one.issuer === issuer);
    const byName: Record<string, AccountRecord> = {};
    for (const one of own) byName[one.nameId] = one;
    const same = byName[nameId];
    if (!same) return account.test(evidence, facts);
    // What is there from the beginning has no roles.
    const { length: count } = same.roles;
    return passed({ account: { kind: 'use', account: same, matches: Math.min(count, 1) } });
  },
};

/** What PHP calls empty. */
function isEmpty(key: string | undefined): boolean {
  return key === undefined || key === '' || key === '0';
}

export const QUERIES: readonly Defect[] = [
  {
    id: 'query-by-concatenation',
    title: 'Writes the NameID between quotes into the query that looks for the account.',
    seenIn: ['SQL injection, CWE-89'],
    rows: {
      account: found((evidence) => {
        const { issuer, nameId } = known(evidence, 'identity');
        return where(`issuer = '${issuer}' AND nameid = '${nameId}'`);
      }),
    },
  },
  {
    id: 'filter-with-wildcards',
    title: 'Writes the NameID into an LDAP filter, where an asterisk stands for anything.',
    seenIn: ['LDAP injection, CWE-90'],
    rows: {
      account: found((evidence) => {
        const { issuer, nameId } = known(evidence, 'identity');
        return filter(`(&(issuer=${issuer})(nameid=${nameId}))`);
      }),
    },
  },
  {
    id: 'accounts-in-an-object',
    title:
      'Keeps accounts by name in a plain object, where __proto__ and constructor are there already.',
    seenIn: ['plain-object stores'],
    rows: { account: inAnObject },
  },
  {
    id: 'empty-key-matches-all',
    title:
      'Leaves an e-mail that is missing, empty or 0 out of the query, which then finds anybody.',
    seenIn: ['Prisma: undefined in where', 'PHP: empty("0")'],
    rows: {
      'address-form': null,
      account: found((evidence) => {
        const email = firstValue(known(evidence, 'identity'), 'email');
        return (columns) => isEmpty(email) || columns['email'] === email;
      }),
    },
  },
];
