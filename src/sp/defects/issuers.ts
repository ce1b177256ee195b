/** Floor 5: SPs that find the Issuer in a way of their own, or do without. */
import { NAMESPACES } from '../../saml/names.js';
import { textOf } from '../../xml/query.js';
import { failed, known, passed } from '../checks/check.js';
import { issuer } from '../checks/parties.js';
import { identity, idpDomain } from '../checks/policy.js';
import { identityOf } from '../jit/identity.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

export const ISSUERS: readonly Defect[] = [
  {
    id: 'issuer-anywhere',
    title: 'Is content when some Issuer of the message is the trusted one.',
    seenIn: ['//Issuer extractors'],
    rows: {
      schema: null,
      issuer: {
        ...issuer,
        test(evidence) {
          const all = everywhere(known(evidence, 'root'), NAMESPACES.assertion, 'Issuer');
          return all.some((one) => textOf(one) === evidence.idp?.issuer)
            ? passed()
            : failed('no Issuer is the trusted one');
        },
      },
    },
  },
  {
    id: 'issuer-optional',
    title: 'Compares the Issuer only where there is one.',
    seenIn: ['hand-written comparisons'],
    rows: {
      schema: null,
      issuer: {
        ...issuer,
        test: (evidence, facts) =>
          known(evidence, 'assertion').issuer === '' ? passed() : issuer.test(evidence, facts),
      },
    },
  },
  {
    id: 'issuer-from-name-qualifier',
    title: 'Takes the NameQualifier for the IdP whose name it is, whoever says so.',
    seenIn: ['SPs that follow saml-core 8.3.7 and trust several IdPs'],
    rows: {
      'name-qualifiers': null,
      identity: {
        ...identity,
        test(evidence, { profile }) {
          const said = known(evidence, 'assertion');
          const owner = said.nameId?.nameQualifier ?? said.issuer;
          const person = identityOf(said, profile, evidence.idp?.vendor ?? '');
          return passed({ identity: { ...person, issuer: owner } });
        },
      },
      'idp-domain': {
        ...idpDomain,
        test(evidence, facts) {
          const { nameId, ...person } = known(evidence, 'identity');
          const qualified = person.issuer !== evidence.idp?.issuer;
          const named = { ...person, nameId: qualified ? '' : nameId };
          return idpDomain.test({ ...evidence, identity: named }, facts);
        },
      },
    },
  },
];
