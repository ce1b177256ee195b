/** Floor 9: changes of the directory: they count at once, and the apps are told in their turn. */
import type { User } from '../directory/user.js';
import type { DirectoryStep } from '../run/directory-changes.js';
import { changeOf } from '../run/directory-changes.js';
import type { Scene } from './scene.js';

/** The newest record of a handle. */
export function recordOf({ state }: Scene, handle: string): User | undefined {
  const { directory, clock } = state.memory;
  return directory.at(clock.now()).user(handle);
}

/** Whether the IdP would let the person through to the application. */
function isAdmitted({ state }: Scene, user: User | undefined): user is User {
  return user !== undefined && state.story.vendor.admit(user, state.application()) === undefined;
}

/** Tells the apps that can be told that somebody lost access, as a provisioning connector does. */
function tellOfLoss({ state, apps }: Scene, user: User): void {
  state.turns.leave(async () => {
    for (const { stage } of apps.all) {
      const nameId = stage.ledger.last(user.handle)?.facts.nameId;
      const person = { email: user.email, ...(nameId === undefined ? {} : { nameId }) };
      await stage.target.deprovision?.(person);
    }
  });
}

/**
 * Records a change.
 *
 * @throws UserError `transition-impossible`, `user-unknown`, `user-exists`, `group-unknown`, `value-invalid`
 */
export function record(scene: Scene, step: DirectoryStep): void {
  const { memory, story } = scene.state;
  const before = recordOf(scene, step.user);
  const setting = {
    at: memory.clock.now(),
    application: scene.state.application().name,
    groups: story.scenario.groups,
  };
  memory.directory.record(changeOf(step, setting));
  const lost = isAdmitted(scene, before) && !isAdmitted(scene, recordOf(scene, step.user));
  if (lost) tellOfLoss(scene, before);
}
