/** Floor 1: groups and application assignments of a user. */
import type { AssignmentChange, MembershipChange } from './change.js';
import { distinct } from './distinct.js';
import type { Effect, Present } from './present.js';
import { livingUser } from './present.js';
import { impossible, notHeld } from './refusal.js';
import { isUnassigned } from './transition.js';

export function join(present: Present, change: MembershipChange): Effect {
  const user = livingUser(present, change.handle, change.verb);
  return { change, user: { ...user, groups: distinct([...user.groups, ...change.groups]) } };
}

export function leave(present: Present, change: MembershipChange): Effect {
  const user = livingUser(present, change.handle, change.verb);
  const left = new Set(change.groups);
  for (const group of left) {
    if (!user.groups.includes(group)) throw notHeld('group-unknown', user, 'group', group);
  }
  return { change, user: { ...user, groups: user.groups.filter((group) => !left.has(group)) } };
}

export function assign(present: Present, change: AssignmentChange): Effect {
  const user = livingUser(present, change.handle, change.verb);
  if (isUnassigned(present.lifecycle, user)) {
    throw impossible(present.lifecycle, user, change.verb);
  }
  const assignments = distinct([...user.assignments, change.application]);
  return { change, user: { ...user, assignments } };
}

export function unassign(present: Present, change: AssignmentChange): Effect {
  const { application } = change;
  const user = livingUser(present, change.handle, change.verb);
  if (!user.assignments.includes(application)) {
    throw notHeld('transition-impossible', user, 'application', application);
  }
  const assignments = user.assignments.filter((name) => name !== application);
  return { change, user: { ...user, assignments } };
}
