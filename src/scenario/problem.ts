/** Floor 1: a mistake that knows where in the data it is, not yet where in the text. */
import { UserError } from '../base/errors.js';
import type { ErrorCode } from '../base/errors.js';
import type { Path, YamlText } from './yaml-text.js';

/** One mistake. */
export interface Problem {
  readonly code: ErrorCode;
  readonly path: Path;
  /** Whether the key or its value is wrong. Default `value`. */
  readonly part?: 'key' | 'value';
  readonly message: string;
  readonly fix?: string;
}

/** The mistake as an error with its place in the text. */
export function placed(problem: Problem, text: YamlText): UserError {
  const { code, path, part, message, fix } = problem;
  return new UserError(code, message, {
    at: text.locate(path, part),
    path,
    ...(fix !== undefined && { fix }),
  });
}
