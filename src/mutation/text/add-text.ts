/** Floor 3: `add-text`: text around the message, or behind its XML declaration. */
import type { Operation } from '../operation.js';
import { shown } from './shown.js';
import { splitDeclaration } from './xml-declaration.js';

type Where = 'start' | 'end' | 'prolog';

const WAYS: Readonly<Record<Where, (message: string, text: string) => string>> = {
  start: (message, text) => text + message,
  end: (message, text) => message + text,
  prolog(message, text) {
    const [declaration, rest] = splitDeclaration(message);
    return declaration + text + rest;
  },
};

const WORDS: Readonly<Record<Where, string>> = {
  start: 'before everything',
  end: 'behind everything',
  prolog: 'before the first element',
};

export const addText: Operation<'add-text', 'text'> = {
  stage: 'text',
  describe: ({ where, text }) => `writes ${shown(text)} ${WORDS[where]}`,
  apply: (draft, { where, text }) => WAYS[where](draft, text),
};
