/** Floor 9: back to the start. */
import { trust } from '../run/stage.js';
import { openMemory } from './open-state.js';
import { sharedWith, tellTime } from './open-apps.js';
import type { Scene } from './scene.js';

/** Forgets what happened at the IdP, in the browsers, and at the apps that can forget. */
export async function reset({ state, apps }: Scene): Promise<void> {
  const { moved, rotations, clock } = state.memory;
  // An app may have moved the clock of the process; then only this undoes it.
  clock.advance(-moved);
  if (moved !== 0) for (const { stage } of apps.all) await tellTime(stage);
  state.memory = openMemory(state);
  state.waiting.length = 0;
  for (const { stage } of apps.all) {
    Object.assign(stage, sharedWith(state));
    stage.seats.clear();
    stage.envelopes.clear();
    await stage.target.reset?.();
    if (rotations > 0) await trust(stage);
  }
}

/** Signs with the next key. Without `overlap` the apps still trust only the keys they have read about. */
export function rotateKeys({ state, apps }: Scene, overlap: boolean): void {
  const { memory, turns } = state;
  const { keyring } = memory;
  const next = state.key(memory.rotations + 2);
  memory.rotations += 1;
  if (overlap) keyring.published = [next, keyring.current];
  keyring.current = next;
  if (!overlap) return;
  turns.leave(async () => {
    for (const { stage } of apps.all) await trust(stage);
  });
}
