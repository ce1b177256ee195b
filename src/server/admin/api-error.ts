/** Floor 5: a refusal of the admin API: a status, and the error with its stable code as JSON. */
import type { ErrorCode, ErrorDetails } from '../../base/errors.js';
import { StandinError, UserError } from '../../base/errors.js';
import { jsonAnswer, type Answer } from '../http/answer.js';

/** Everything else that is the caller's mistake is 400; what is not the caller's mistake is 500. */
const STATUSES: Readonly<Partial<Record<ErrorCode, number>>> = {
  'token-refused': 401,
  'site-refused': 403,
  'address-unknown': 404,
  'tenant-unknown': 404,
  'user-unknown': 404,
  'group-unknown': 404,
  'application-unknown': 404,
  'session-unknown': 404,
  'attack-unknown': 404,
  'method-refused': 405,
  'transition-impossible': 409,
  'user-exists': 409,
  'application-exists': 409,
  'history-backwards': 409,
  'key-missing': 409,
  'message-too-large': 413,
  'xml-too-large': 413,
  'content-type-refused': 415,
};

/** A change that the user's state does not allow, with the verbs that it does. */
export class TransitionRefused extends UserError {
  readonly possible: readonly string[];

  constructor(message: string, details: ErrorDetails & { readonly possible: readonly string[] }) {
    super('transition-impossible', message, details);
    this.possible = details.possible;
  }
}

/** A method that the address does not answer to. */
export class MethodRefused extends UserError {
  readonly allow: readonly string[];

  constructor(message: string, details: ErrorDetails & { readonly allow: readonly string[] }) {
    super('method-refused', message, details);
    this.allow = details.allow;
  }
}

/** What a refusal says. */
export interface ApiProblem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly fix?: string | undefined;
  readonly path?: readonly (string | number)[] | undefined;
  readonly possible?: readonly string[];
}

/** A refusal. */
export function refusal(status: number, problem: ApiProblem): Answer {
  // Members that are undefined are not written.
  return jsonAnswer(status, { error: problem });
}

/** Headers that the standard wants beside a status (RFC 9110 11.6.1, 15.5.6). */
function headersFor(error: UserError): Answer['headers'] {
  if (error.code === 'token-refused') return { 'www-authenticate': 'Bearer realm="Standin"' };
  return error instanceof MethodRefused ? { allow: error.allow.join(', ') } : {};
}

/** The answer to what an operation threw. */
export function answerToError(error: unknown): Answer {
  if (!(error instanceof UserError)) {
    const code = error instanceof StandinError ? error.code : 'internal';
    const message = error instanceof Error ? error.message : String(error);
    const fix = 'This is a bug of Standin. The log has the error, too.';
    return refusal(500, { code, message, fix });
  }
  const { code, message, fix, path } = error;
  const possible = error instanceof TransitionRefused ? { possible: error.possible } : {};
  const answer = refusal(STATUSES[code] ?? 400, { code, message, fix, path, ...possible });
  return { ...answer, headers: { ...answer.headers, ...headersFor(error) } };
}
