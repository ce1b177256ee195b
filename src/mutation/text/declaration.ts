/** Floor 3: `declaration`: another XML declaration, or none. */
import type { Operation } from '../operation.js';
import { shown } from './shown.js';
import { splitDeclaration } from './xml-declaration.js';

export const declaration: Operation<'declaration', 'text'> = {
  stage: 'text',
  describe: ({ to }) =>
    to === '' ? 'takes the XML declaration out' : `makes the XML declaration ${shown(to)}`,
  apply: (draft, { to }) => to + splitDeclaration(draft)[1],
};
