/** Floor 7: when two values of an expectation are the same. */

/** Whether two lists hold the same values, each as often; order does not matter. */
export function sameMembers(left: readonly string[], right: readonly string[]): boolean {
  if (left.length !== right.length) return false;
  const rest = [...right].sort();
  return [...left].sort().every((value, index) => value === rest[index]);
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((member) => typeof member === 'string');
}

/** Whether an account field has the value; a list of one and its only value are the same. */
export function sameValue(expected: unknown, observed: unknown): boolean {
  if (isStrings(expected) || isStrings(observed)) {
    const left = isStrings(expected) ? expected : [expected];
    const right = isStrings(observed) ? observed : [observed];
    return isStrings(left) && isStrings(right) && sameMembers(left, right);
  }
  return expected === observed;
}

/** A value in lower case, member by member: role names differ in case between vendors and SPs. */
export function lowerCased(value: unknown): unknown {
  if (typeof value === 'string') return value.toLowerCase();
  return Array.isArray(value) ? value.map(lowerCased) : value;
}
