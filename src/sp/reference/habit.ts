/** Floor 5: what the reference SP can be told to get wrong around its checks; each a habit of real apps. */
import type { Markup } from '../../base/html.js';

export type Habit =
  /** A moment passes between asking whether an Assertion was used and noting that it is. */
  | 'marks-late'
  /** A request that was answered can be answered again. */
  | 'keeps-requests'
  /** Responses are taken by redirect, too, and one parameter is verified while another is read. */
  | 'takes-redirects'
  /** Fields of the query are fields of the form, whatever the method. */
  | 'reads-query'
  /** An Assertion was used as soon as somebody has shown it, whatever became of it. */
  | 'marks-refused'
  /** Certificates that metadata no longer lists are trusted for ever. */
  | 'keeps-old-keys'
  /** The SP's own certificates are among those of its partners. */
  | 'trusts-own-keys'
  /** Certificates that metadata lists for encryption verify signatures, too. */
  | 'ignores-key-use'
  /** The session that a browser brings goes on under the same number after a login. */
  | 'keeps-session-id'
  /** What others have said is written into pages as it is. */
  | 'unescaped';

/** A text of somebody else on a page: escaped, unless that is what the SP gets wrong. */
export function shown(text: string, habits: ReadonlySet<Habit>): string | Markup {
  return habits.has('unescaped') ? { kind: 'markup', html: text } : text;
}
