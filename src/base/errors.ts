/** Floor 0: the one error family. Every failure says where it is, what it is and what to do. */

/** A place in a text the user wrote. Lines and columns count from 1. */
export interface SourcePosition {
  readonly file?: string;
  readonly line: number;
  readonly column: number;
}

/** Every stable error code. Tests and users match codes, never sentences. */
export type ErrorCode =
  // the command line and the file system
  | 'option-invalid'
  | 'file-not-found'
  | 'file-exists'
  | 'file-unreadable'
  | 'file-unwritable'
  // XML
  | 'xml-malformed'
  | 'xml-dtd-refused'
  | 'xml-too-large'
  | 'xml-too-deep'
  | 'xml-not-writable'
  | 'xml-not-canonical'
  // keys and signatures
  | 'key-invalid'
  | 'key-unsupported'
  | 'algorithm-unknown'
  | 'signature-position-missing'
  | 'decryption-failed'
  // directory
  | 'user-unknown'
  | 'user-exists'
  | 'group-unknown'
  | 'transition-impossible'
  | 'history-backwards'
  // scenario files
  | 'yaml-invalid'
  | 'scenario-invalid'
  | 'key-unknown'
  | 'value-invalid'
  | 'not-supported'
  | 'scenario-not-found'
  // mutations
  | 'mutation-order'
  | 'mutation-impossible'
  // attacks
  | 'attack-unknown'
  | 'host-refused'
  | 'calibration-failed'
  // SAML messages received
  | 'message-malformed'
  | 'message-too-large'
  // identity providers
  | 'vendor-unknown'
  | 'source-unknown'
  | 'setting-invalid'
  | 'login-refused'
  // targets
  | 'config-not-found'
  | 'environment-missing'
  | 'dependency-missing'
  | 'profile-unknown'
  | 'defect-unknown'
  | 'target-unknown'
  | 'target-unreachable'
  | 'target-undrivable'
  // the admin API
  | 'address-unknown'
  | 'method-refused'
  | 'token-refused'
  | 'site-refused'
  | 'content-type-refused'
  | 'json-malformed'
  | 'tenant-unknown'
  | 'application-unknown'
  | 'application-exists'
  | 'session-unknown'
  | 'key-missing'
  // ours
  | 'internal';

/** What an error carries besides its sentence. */
export interface ErrorDetails {
  readonly at?: SourcePosition;
  /** Which part of the user's data is wrong, from its top: whoever knows the file turns it into `at`. */
  readonly path?: readonly (string | number)[];
  /** What the user can do about it, one sentence. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** The base class: `code` is stable, `at` says where, `fix` says what to do. */
export class StandinError extends Error {
  override readonly name: string = 'StandinError';
  readonly code: ErrorCode;
  readonly at: SourcePosition | undefined;
  readonly path: readonly (string | number)[] | undefined;
  readonly fix: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.at = details.at;
    this.path = details.path;
    this.fix = details.fix;
  }
}

/** The user's mistake: a wrong option, an invalid scenario, hostile or broken input. Exit code 2. */
export class UserError extends StandinError {
  override readonly name = 'UserError';
}

/** The SP under test could not be reached or driven. Exit code 3. */
export class TargetError extends StandinError {
  override readonly name = 'TargetError';
}

/** Our bug. Exit code 4. */
export class InternalError extends StandinError {
  override readonly name = 'InternalError';
}
