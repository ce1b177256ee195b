/** Floor 9: reads what a command is given: a file, or stdin for `-`. */
import { resolve } from 'node:path';
import { readText } from '../run/read-text.js';
import type { Io } from './io.js';

/** The text of `FILE` or `-`. @throws UserError `file-not-found`, `file-unreadable` */
export async function readInput(name: string, io: Io): Promise<string> {
  if (name !== '-') return readText(resolve(io.cwd, name), name);
  const decoder = new TextDecoder();
  const parts: string[] = [];
  for await (const chunk of io.stdin) {
    parts.push(typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true }));
  }
  return parts.join('') + decoder.decode();
}
