/** Floor 7: fields of an account, whatever number the SP writes them in. */
import type { Account } from '../../sp/target.js';

const OTHER_NAME: Readonly<Record<string, string>> = {
  role: 'roles',
  roles: 'role',
  group: 'groups',
  groups: 'group',
};

/** The value of a field; `role` and `roles` are one, and an absent field is `undefined`. */
export function accountField(account: Account, field: string): unknown {
  return account[field] ?? account[OTHER_NAME[field] ?? field];
}

/** Whether two names are one field. */
export function isSameField(one: string, other: string): boolean {
  return one === other || OTHER_NAME[one] === other;
}
