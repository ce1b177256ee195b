/** Floor 5: SPs that take two names for one. */
import { known, passed, type Check } from '../checks/check.js';
import { account } from '../checks/policy.js';
import { decideAccount } from '../jit/decide.js';
import { firstValue } from '../jit/identity.js';
import type { Defect } from './defect.js';

/** The account whose name or address is the same, once both are written in one way. */
function sameWhen(written: (name: string) => string): Check {
  return {
    ...account,
    test(evidence, { accounts, profile }) {
      const person = known(evidence, 'identity');
      const names = [firstValue(person, 'email'), person.nameId]
        .filter((name) => name !== undefined)
        .map(written);
      const same = accounts.find(
        ({ email, nameId }) =>
          names.includes(written(email ?? '')) || names.includes(written(nameId)),
      );
      return passed({
        account:
          same === undefined
            ? decideAccount(person, accounts, profile.jit)
            : { kind: 'use', account: same, matches: 1 },
      });
    },
  };
}

/** Rows of an SP that writes names in one way before it compares them. */
function written(by: (name: string) => string): Readonly<Record<string, Check | null>> {
  return {
    account: sameWhen(by),
    'unique-email': null,
    'address-form': null,
    'name-id-text': null,
  };
}

export const ADDRESSES: readonly Defect[] = [
  {
    id: 'email-is-the-account',
    title: 'Finds the account by the e-mail of the Assertion, without case.',
    seenIn: ['passport strategies keyed on e-mail', 'policy'],
    rows: written((name) => name.toLowerCase()),
  },
  {
    id: 'email-nfkc',
    title: 'Brings addresses into compatibility form (NFKC) before it compares them.',
    seenIn: ['next-auth e-mail normaliser'],
    rows: written((name) => name.normalize('NFKC').toLowerCase()),
  },
  {
    id: 'email-upper-case',
    title: 'Compares addresses in upper case: the dotless i and the long s become I and S.',
    seenIn: ['GitHub password reset 2019', 'Django CVE-2019-19844'],
    rows: written((name) => name.toUpperCase()),
  },
  {
    id: 'email-trimmed',
    title: 'Cuts white space and control characters off names before it compares them.',
    seenIn: ['trim() before lookup'],
    rows: written((name) => name.replace(/^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu, '')),
  },
  {
    id: 'email-plain-letters',
    title: 'Leaves out what is no letter of ASCII before it compares names.',
    seenIn: ['databases with a loose collation'],
    rows: written((name) => name.replace(/[^\x21-\x7e]/g, '')),
  },
  {
    id: 'email-last-of-list',
    title: 'Takes the last of several addresses in one value.',
    seenIn: ['mail address parsers'],
    rows: written((name) => name.split(/[,;\s]+/).at(-1) ?? name),
  },
  {
    id: 'name-ends-at-nul',
    title: 'Reads a name up to the first control character.',
    seenIn: ['C strings'],
    rows: written((name) => name.split(/\p{Cc}/u)[0] ?? name),
  },
  {
    id: 'name-truncated',
    title: 'Keeps the first 255 characters of a name.',
    seenIn: ['silently truncating databases'],
    rows: written((name) => name.slice(0, 255)),
  },
  {
    id: 'plus-tag-dropped',
    title: 'Leaves out the tag behind a plus in an address.',
    seenIn: ['Gmail-like normalisers'],
    rows: written((name) => name.replace(/\+[^@]*@/, '@')),
  },
  {
    id: 'quoted-address',
    title: 'Takes what stands in quotes before the @ for the whole address.',
    seenIn: ['regex domain extraction'],
    rows: written((name) => /^"([^"]+)"@/.exec(name)?.[1] ?? name.replace(/\([^)]*\)/g, '')),
  },
  {
    id: 'local-part-is-the-user',
    title: 'Takes what stands before the @, or behind a backslash, for the name of the user.',
    seenIn: ['user names made of addresses'],
    rows: written((name) => (name.split('\\').at(-1) ?? name).replace(/@.*$/s, '').toLowerCase()),
  },
  {
    id: 'link-by-email',
    title: 'Links a stranger to the account that has the same e-mail.',
    seenIn: ['Logto CVE-2026-15611', 'Prowler CVE-2026-59151'],
    rows: {
      account: {
        ...account,
        test(evidence, { accounts, profile }) {
          const jit = { ...profile.jit, linkByEmail: true };
          return passed({ account: decideAccount(known(evidence, 'identity'), accounts, jit) });
        },
      },
    },
  },
];
