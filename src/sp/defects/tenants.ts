/** Floor 5: SPs that confuse the IdPs of their tenants. */
import { failed, known, passed, type Check, type SpFacts } from '../checks/check.js';
import { decideAccount } from '../jit/decide.js';
import { identityOf } from '../jit/identity.js';
import { account, identity, idpDomain } from '../checks/policy.js';
import { issuer } from '../checks/parties.js';
import { signatureVerifies, verifiedBy } from '../checks/signatures.js';
import { idp } from '../checks/structure.js';
import { verifiedBytes } from '../checks/verified-bytes.js';
import type { Defect } from './defect.js';

/** The keys of every tenant's IdP. */
const anyKey: Check = verifiedBy(({ signature, xml }, evidence, { idps }) =>
  verifiedBytes(
    xml ?? known(evidence, 'xml'),
    signature,
    idps.flatMap(({ keys }) => keys),
  ),
);

function isTrusted(name: string, { idps }: SpFacts): boolean {
  return idps.some((one) => one.issuer === name);
}

/** The person as one of the first tenant, whoever says so. */
const firstTenantsPerson: Check = {
  ...identity,
  test(evidence, { profile, idps }) {
    const said = known(evidence, 'assertion');
    const owner = idps[0]?.issuer ?? said.issuer;
    const person = identityOf(said, profile, evidence.idp?.vendor ?? '');
    return passed({ identity: { ...person, issuer: owner } });
  },
};

/** Compares domains in a way of its own. */
function domains(matches: (address: string, domain: string) => boolean): Check {
  return {
    ...idpDomain,
    test(evidence) {
      const own = evidence.idp?.domains;
      if (own === undefined) return passed();
      const { nameId, values } = known(evidence, 'identity');
      const addresses = [...(values.email ?? []), ...(nameId.includes('@') ? [nameId] : [])];
      const other = addresses.find((address) => !own.some((domain) => matches(address, domain)));
      return other === undefined ? passed() : failed(`${other} is of another domain`);
    },
  };
}

const byNameOnly: Check = {
  ...account,
  test(evidence, { accounts, profile }) {
    const person = known(evidence, 'identity');
    const same = accounts.find(({ nameId }) => nameId === person.nameId);
    const sought = { ...person, issuer: same?.issuer ?? person.issuer };
    return passed({ account: decideAccount(sought, accounts, profile.jit) });
  },
};

/** Asks for the domain of e-mails only: a NameID may be anything. */
const ofAddressesOnly: Check = {
  ...idpDomain,
  test(evidence, facts) {
    const person = { ...known(evidence, 'identity'), nameId: '' };
    return idpDomain.test({ ...evidence, identity: person }, facts);
  },
};

const KEYS: readonly Defect[] = [
  {
    id: 'any-tenant-key',
    title: "Verifies with the keys of all tenants' IdPs, whoever the Issuer is.",
    seenIn: ['Sentry CVE-2025-22146', 'Sentry CVE-2026-27197'],
    rows: { verified: anyKey },
  },
  {
    id: 'any-issuer-of-the-tenant-list',
    title: 'Takes the tenant from the address, and any Issuer that some tenant trusts.',
    seenIn: ['Sentry CVE-2026-42354', 'ZITADEL CVE-2026-109372'],
    rows: {
      verified: anyKey,
      identity: firstTenantsPerson,
      'idp-domain': null,
      'request-idp': null,
      issuer: {
        ...issuer,
        test: (evidence, facts) =>
          isTrusted(known(evidence, 'assertion').issuer, facts)
            ? passed()
            : failed('nobody trusts this Issuer'),
      },
    },
  },
  {
    id: 'last-idp-of-an-issuer',
    title: 'Lets whoever registers an entity ID last speak for it.',
    seenIn: ['Casdoor CVE-2026-9092', 'policy'],
    rows: {
      idp: {
        ...idp,
        test(evidence, { idps }) {
          const said = known(evidence, 'assertion').issuer;
          const named = idps.findLast((one) => one.issuer === said) ?? idps[0];
          return passed(named === undefined ? {} : { idp: named });
        },
      },
    },
  },
  {
    id: 'issuer-case',
    title: 'Compares the Issuer without case, white space and a last slash.',
    seenIn: ['hand-written comparisons'],
    rows: {
      issuer: {
        ...issuer,
        test(evidence) {
          const plain = (name = ''): string => name.trim().toLowerCase().replace(/\/+$/, '');
          const same = plain(known(evidence, 'assertion').issuer) === plain(evidence.idp?.issuer);
          return same ? passed() : failed('the Issuer is somebody else');
        },
      },
    },
  },
  {
    id: 'issuer-of-response-only',
    title: "Compares the Issuer of the Response, and never the Assertion's.",
    seenIn: ['hand-written comparisons'],
    rows: {
      issuer: {
        ...issuer,
        test(evidence) {
          const said = known(evidence, 'response').issuer;
          return said === evidence.idp?.issuer ? passed() : failed('the Issuer is somebody else');
        },
      },
    },
  },
  {
    id: 'no-key-no-check',
    title: 'Does not verify anything when the IdP is set up without a certificate.',
    seenIn: ['SolarWinds WHD <=2026.1', 'passport-saml-encrypted 0.1.13'],
    rows: {
      'signature-verifies': {
        ...signatureVerifies,
        test: (evidence, facts) =>
          evidence.idp?.keys.length === 0 ? passed() : signatureVerifies.test(evidence, facts),
      },
      'signature-present': {
        id: 'signature-present',
        clause: 'none',
        reason: 'signature-missing',
        test: (evidence, { idps }) =>
          idps[0]?.keys.length === 0 || known(evidence, 'root').children.some(isSigned)
            ? passed()
            : failed('nothing is signed'),
      },
    },
  },
];

function isSigned(view: {
  readonly local: string;
  readonly children: readonly { readonly local: string }[];
}): boolean {
  return view.local === 'Signature' || view.children.some(({ local }) => local === 'Signature');
}

const PEOPLE: readonly Defect[] = [
  {
    id: 'account-by-name-only',
    title: 'Finds the account by NameID alone, whichever IdP says it.',
    seenIn: ['Sentry CVE-2026-102899', 'policy'],
    rows: { account: byNameOnly, 'idp-domain': ofAddressesOnly },
  },
  {
    id: 'link-by-email-of-any-idp',
    title: 'Links a stranger to the account that has the same e-mail, whichever IdP says so.',
    seenIn: ['Zammad CVE-2026-84458', 'Logto CVE-2026-15611', 'nOAuth'],
    rows: {
      'idp-domain': null,
      account: {
        ...account,
        test(evidence, { accounts, profile }) {
          const jit = { ...profile.jit, linkByEmail: true };
          return passed({ account: decideAccount(known(evidence, 'identity'), accounts, jit) });
        },
      },
    },
  },
  {
    id: 'domain-suffix',
    title: "Asks only whether the address ends like the IdP's domain.",
    seenIn: ['endsWith checks'],
    rows: { 'idp-domain': domains((address, domain) => address.endsWith(domain)) },
  },
  {
    id: 'domain-contains',
    title: "Asks only whether the IdP's domain stands somewhere in the address.",
    seenIn: ['includes checks'],
    rows: { 'idp-domain': domains((address, domain) => address.includes(domain)) },
  },
  {
    id: 'domain-of-parent',
    title: 'Lets the IdP of a subdomain speak for the domain above, and the reverse.',
    seenIn: ['policy'],
    rows: {
      'idp-domain': domains((address, domain) => {
        const name = address.slice(address.lastIndexOf('@') + 1);
        return name === domain || name.endsWith(`.${domain}`) || domain.endsWith(`.${name}`);
      }),
    },
  },
  {
    id: 'domain-after-first-at',
    title: 'Takes what follows the first @ for the domain of an address.',
    seenIn: ['split("@")[1]'],
    rows: {
      'address-form': null,
      'idp-domain': domains((address, domain) => address.split('@')[1] === domain),
    },
  },
];

export const TENANTS: readonly Defect[] = [...KEYS, ...PEOPLE];
