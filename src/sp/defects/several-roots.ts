/** Floor 5: SPs whose parser goes on behind the end of the document. */
import { NAMESPACES } from '../../saml/names.js';
import { parseXml } from '../../xml/parse.js';
import { rootOf, type ResolvedElement } from '../../xml/query.js';
import { writeXml } from '../../xml/write.js';
import { StandinError } from '../../base/errors.js';
import { failed, known, passed, type Check } from '../checks/check.js';
import { wellFormed } from '../checks/message.js';
import { EXACT } from '../checks/read-response.js';
import { readBy } from '../checks/structure.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';
import { SIGNATURE_ANYWHERE } from './wrapping.js';

const DECLARATION = /^\ufeff?<\?xml[^>]*\?>/;

/** Whatever stands at the top, in the first root. */
function joined(xml: string): string {
  const [frame] = parseXml(`<frame>${xml.replace(DECLARATION, '')}</frame>`).children;
  const all = frame?.kind === 'element' ? frame.children : [];
  const first = all.find((node) => node.kind === 'element');
  if (first?.kind !== 'element') return xml;
  const more = all.filter((node) => node !== first && node.kind === 'element');
  return writeXml({ ...first, children: [...first.children, ...more] });
}

const rootsJoined: Check = {
  ...wellFormed,
  test(evidence) {
    try {
      const xml = joined(known(evidence, 'xml'));
      return passed({ xml, root: rootOf(parseXml(xml)) });
    } catch (error) {
      if (error instanceof StandinError) return failed(error.message);
      throw error;
    }
  },
};

function assertionsIn(root: ResolvedElement): readonly ResolvedElement[] {
  return everywhere(root, NAMESPACES.assertion, 'Assertion');
}

export const SEVERAL_ROOTS: readonly Defect[] = [
  {
    id: 'roots-joined-first',
    title: 'Takes several roots for one document, and the first Assertion in it.',
    seenIn: ['@xmldom/xmldom <0.7.7', 'CVE-2022-39353', 'passport-saml <3.2.2'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'well-formed': rootsJoined,
      read: readBy({ ...EXACT, assertions: assertionsIn }),
    },
  },
  {
    id: 'roots-joined-last',
    title: 'Takes several roots for one document, and the last Assertion in it.',
    seenIn: ['@xmldom/xmldom <0.7.7', 'CVE-2022-39353'],
    rows: {
      ...SIGNATURE_ANYWHERE,
      'well-formed': rootsJoined,
      read: readBy({ ...EXACT, assertions: (root) => assertionsIn(root).toReversed() }),
    },
  },
];
