/** Floor 7: moves the clock and the keys. */
import type { AdvanceStep, RotateKeysStep } from '../../scenario/step.js';
import { signingKeyOf, trust } from '../stage.js';
import type { StepRunner } from './effect.js';

/** `advance`: time passes. */
export const runAdvance: StepRunner<AdvanceStep> = ({ clock }, { milliseconds }) => {
  clock.advance(milliseconds);
  return {};
};

/** `rotate-keys`: the IdP signs with its second key; with `overlap` the SP has read about it before. */
export const runRotateKeys: StepRunner<RotateKeysStep> = async (stage, { overlap }) => {
  const { item, application, keyring } = stage;
  const next = signingKeyOf(item, application, 2);
  if (overlap) await trust(stage, [keyring.current, next]);
  keyring.current = next;
  return {};
};
