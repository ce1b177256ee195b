/** Floor 5: SPs that find success where there is none. */
import { NAMESPACES, STATUS_CODES } from '../../saml/names.js';
import { attributeOf, textOf } from '../../xml/query.js';
import { failed, known, passed, type Evidence } from '../checks/check.js';
import { status } from '../checks/structure.js';
import { breakingDown } from './broken.js';
import type { Defect } from './defect.js';
import { everywhere } from './everywhere.js';

function hasSuccess(evidence: Evidence): boolean {
  return everywhere(known(evidence, 'root'), NAMESPACES.protocol, 'StatusCode').some(
    (code) => attributeOf(code, 'Value') === STATUS_CODES.success,
  );
}

function messageOf(evidence: Evidence): string | undefined {
  return everywhere(known(evidence, 'root'), NAMESPACES.protocol, 'StatusMessage').map(textOf)[0];
}

export const CODES: readonly Defect[] = [
  {
    id: 'status-code-anywhere',
    title: 'Looks for Success among all StatusCodes, wherever they stand.',
    seenIn: ['ruby-saml with two StatusCodes', 'XPath //StatusCode'],
    rows: {
      schema: null,
      status: {
        ...status,
        test: (evidence) => (hasSuccess(evidence) ? passed() : failed('the login failed')),
      },
    },
  },
  {
    id: 'status-breaks-down',
    title: 'Throws at any status but Success, and nobody catches it.',
    seenIn: ['libraries that report errors by exception'],
    rows: { status: breakingDown(status) },
  },
  {
    id: 'status-message-shown',
    title: 'Writes the StatusMessage into the page as it is.',
    seenIn: ['CVE-2026-87949'],
    rows: {
      status: {
        ...status,
        test(evidence, facts) {
          const result = status.test(evidence, facts);
          return 'failed' in result ? failed(messageOf(evidence) ?? result.failed) : result;
        },
      },
    },
    habits: ['unescaped'],
  },
];
