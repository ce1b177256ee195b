/** Floor 7: changes the directory, and tells the SP of it where the SP can be told. */
import type { User } from '../../directory/user.js';
import type { DirectoryStep } from '../directory-changes.js';
import { changeOf } from '../directory-changes.js';
import type { Stage } from '../stage.js';
import type { StepRunner } from './effect.js';

function userNow({ directory, clock }: Stage, handle: string): User | undefined {
  return directory.at(clock.now()).user(handle);
}

/** Whether the IdP would let the person through to the application. */
function admitted({ item, application }: Stage, user: User | undefined): boolean {
  return user !== undefined && item.vendor.admit(user, application) === undefined;
}

/** What a provisioning connector pushes when somebody loses access (as SCIM's `active: false`). */
async function pushDeactivation({ item, target, ledger }: Stage, user: User): Promise<void> {
  if (item.profile.deprovision !== 'pushed' || target.deprovision === undefined) return;
  const nameId = ledger.last(user.handle)?.facts.nameId;
  await target.deprovision({ email: user.email, ...(nameId === undefined ? {} : { nameId }) });
}

/** Every verb that changes the directory, at the clock's instant. */
export const runDirectoryChange: StepRunner<DirectoryStep> = async (stage, step) => {
  const { directory, clock, application, item } = stage;
  const before = userNow(stage, step.user);
  const setting = {
    at: clock.now(),
    application: application.name,
    groups: item.scenario.groups,
  };
  directory.record(changeOf(step, setting));
  const after = userNow(stage, step.user);
  if (before !== undefined && admitted(stage, before) && !admitted(stage, after)) {
    await pushDeactivation(stage, before);
  }
  return { subject: step.user };
};
