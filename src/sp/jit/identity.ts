/** Floor 5: the person an Assertion speaks of, in the words of the SP's own account fields. */
import type { AccountField, Profile } from '../../scenario/profile.js';
import type { AssertionModel } from '../checks/response-model.js';

/** Asserted values by account field; a field that was not asserted is absent. */
export interface Identity {
  readonly issuer: string;
  readonly nameId: string;
  readonly issuedAt: number;
  readonly values: Readonly<Partial<Record<AccountField, readonly string[]>>>;
}

/** The one value of a field: the first when several were asserted. */
export function firstValue(identity: Identity, field: AccountField): string | undefined {
  return identity.values[field]?.find((value) => value !== '');
}

/**
 * Maps attributes to account fields as the profile says for this vendor.
 * Several attributes of one name count as one with all the values.
 *
 * @param vendor - decides which mapping of the profile is used; `default` for vendors without one
 */
export function identityOf(assertion: AssertionModel, profile: Profile, vendor: string): Identity {
  const mapping = profile.attributes[vendor] ?? profile.attributes['default'] ?? {};
  const values: Partial<Record<AccountField, readonly string[]>> = {};
  for (const [field, name] of Object.entries(mapping) as [AccountField, string][]) {
    const asserted = assertion.attributes.filter((attribute) => attribute.name === name);
    if (asserted.length > 0) values[field] = asserted.flatMap((attribute) => attribute.values);
  }
  return {
    issuer: assertion.issuer,
    nameId: assertion.nameId?.value ?? '',
    issuedAt: assertion.issueInstant,
    values,
  };
}

/**
 * The part of an e-mail address after its last `@`, in lower case; empty when there is none. Only the letters of ASCII
 * have a lower case here (RFC 4343 3): the Kelvin sign is no k.
 */
export function domainOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1 || email.length);
  return domain.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
