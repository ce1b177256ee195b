/** Floor 5: a user as the API shows one. */
import { z } from 'zod';
import type { User } from '../../../directory/user.js';
import type { TenantState } from '../../state/tenant-state.js';

/** The record. */
export interface RecordedUser {
  readonly tenant: string;
  readonly handle: string;
  readonly id: string;
  readonly state: string;
  readonly userName: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly groups: readonly string[];
  readonly assignments: readonly string[];
  readonly guestOf?: string;
}

/** The record as it is now, and what can be done to it. */
export interface UserRecord extends RecordedUser {
  readonly possible: readonly string[];
}

const names = z.array(z.string()).readonly();

const keys = {
  tenant: z.string().meta({ description: "The tenant's key." }),
  handle: z.string().meta({ description: 'How stories and this API name the user.' }),
  id: z.string().meta({ description: "The vendor's immutable id." }),
  state: z.string().meta({ description: "The state, in the vendor's word." }),
  userName: z.string().meta({ description: 'The login name.' }),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  displayName: z.string(),
  roles: names,
  attributes: z.record(z.string(), names),
  groups: names.meta({ description: 'Names of groups.' }),
  assignments: names.meta({ description: 'Names of applications.' }),
  guestOf: z.string().meta({ description: 'Where a guest comes from.' }).exactOptional(),
};

/** How it is written. */
export const recordedUser: z.ZodType<RecordedUser, RecordedUser> = z
  .strictObject(keys)
  .meta({ id: 'recorded-user', description: 'A person as the directory had them once.' });

/** How it is written while it is so. */
export const userRecord: z.ZodType<UserRecord, UserRecord> = z
  .strictObject({
    ...keys,
    possible: names.meta({ description: 'The verbs that the state allows.' }),
  })
  .meta({ id: 'user-record', description: 'A person in the directory of a tenant.' });

/** The verbs that lead anywhere from a user's state. */
export function possibleVerbs({ vendor }: TenantState, { state }: User): readonly string[] {
  return Object.keys(vendor.lifecycle.transitions[state] ?? {});
}

/** The user of a tenant. */
export function userRecordOf(tenant: TenantState, user: User): UserRecord {
  return { tenant: tenant.key, ...user, possible: possibleVerbs(tenant, user) };
}
