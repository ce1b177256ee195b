/** Floor 7: moves the clock and the keys. */
import type { AdvanceStep, RotateKeysStep } from '../../scenario/step.js';
import { readSigningKey } from '../key-files.js';
import { signingKeyOf, trust } from '../stage.js';
import type { StepRunner } from './effect.js';

/** `advance`: time passes, at the SP too where it can be told. */
export const runAdvance: StepRunner<AdvanceStep> = async ({ clock, target }, { milliseconds }) => {
  clock.advance(milliseconds);
  await target.setClock?.(clock.now());
  return {};
};

/** `rotate-keys`: the IdP signs with its second key; with `overlap` the SP has read about it before. */
export const runRotateKeys: StepRunner<RotateKeysStep> = async (
  stage,
  { overlap, to, pending },
) => {
  const { item, application, keyring } = stage;
  const next = to === undefined ? signingKeyOf(item, application, 2) : readSigningKey(to);
  if (overlap) {
    keyring.published = [keyring.current, next];
    await trust(stage);
  }
  if (pending !== true) keyring.current = next;
  return {};
};
