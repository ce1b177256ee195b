/** Floor 9: the matchers as test suites see them, with their arguments. */
import type { IdpReason, SpReason } from '../../base/reasons.js';
import type { AccountValue } from '../../scenario/scenario.js';

/** Fields of an account, by the names that the app gives them. */
export type AccountFields = Readonly<Record<string, AccountValue>>;

/** Why the IdP refuses: Standin's reason, the vendor's own code, or both. */
export interface IdpRefusal {
  readonly reason?: IdpReason;
  /** `AADSTS50057`, `E0000004`. */
  readonly code?: string;
}

/** Whose signature it must be: the IdP, a certificate as PEM, or as base64 of its DER bytes. */
export type Signer = string | { readonly certificate: string | { readonly pem: string } };

/** What of a message can be signed. */
export type SignedPart = 'assertion' | 'response' | 'both';

/**
 * The matchers for a login. They hold the same expectations with the same judges as the steps of a scenario file.
 * What the app cannot show fails, with and without `.not`, and the message says what to configure.
 */
export interface LoginMatchers<Result> {
  /**
   * The login ended in a session of this user, by the app's own word.
   *
   * @param handle - the user's name in the directory
   * @example
   * expect(await idp.login('ada').to(app)).toBeLoggedInAs('ada');
   */
  toBeLoggedInAs(handle: string): Result;
  /**
   * The app has an account of the user that was not there before.
   *
   * @param fields - what the new account must say
   * @example
   * expect(login).toCreateAccount({ firstName: 'Ada', roles: ['admin'] });
   */
  toCreateAccount(fields?: AccountFields): Result;
  /**
   * The user's account was there before and says something else now.
   *
   * @param fields - what it must say now
   * @example
   * expect(login).toUpdateAccount({ lastName: 'Lovelace' });
   */
  toUpdateAccount(fields?: AccountFields): Result;
  /**
   * No account of the user was created, and none says anything else than before.
   *
   * @example
   * expect(login).toLeaveAccountUnchanged();
   */
  toLeaveAccountUnchanged(): Result;
  /**
   * The IdP refused: nothing reached the app.
   *
   * @param why - Standin's reason, or reason and vendor's code; absent = any
   * @example
   * expect(login).toBeRefusedByIdp({ reason: 'user-deactivated', code: 'AADSTS50057' });
   */
  toBeRefusedByIdp(why?: IdpReason | IdpRefusal): Result;
  /**
   * The app refused the message, and opened no session.
   *
   * @param reason - the reason, for apps that show one; absent = any
   * @example
   * expect(login).toBeRefusedBySp();
   */
  toBeRefusedBySp(reason?: SpReason): Result;
  /**
   * Exactly these fields of the account say something else than the directory; `[]`: none does.
   *
   * @param fields - of `email`, `firstName`, `lastName`, `displayName`, `roles`; order does not matter
   * @example
   * expect(login).toHaveDrift(['lastName']);
   */
  toHaveDrift(fields: readonly string[]): Result;
  /**
   * The assertion that was sent carries the attribute.
   *
   * @param attribute - its name on the wire
   * @param value - its only value, or all of them in any order; absent = any
   * @example
   * expect(login).toHaveAttribute('department', 'Engines');
   */
  toHaveAttribute(attribute: string, value?: string | readonly string[]): Result;
  /**
   * The message that was sent carries signatures that verify with this certificate, checked by xml-crypto. The
   * certificate inside the message is never trusted.
   *
   * @param signer - the IdP, or a certificate as PEM or base64
   * @param part - what must be signed; absent = whatever is, and at least one of the two
   * @example
   * expect(login).toBeSignedBy(idp, 'assertion');
   */
  toBeSignedBy(signer: Signer, part?: SignedPart): Result;
}
