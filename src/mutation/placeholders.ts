/** Floor 3: placeholders in the settings of operations: `{victim}`, `{id.forged}`, `{now-5m}`, `{skew-ago-10s}`, `{kept.digest}`. */
import { parseDuration } from '../base/duration.js';
import { UserError } from '../base/errors.js';
import { didYouMean } from '../base/suggest.js';
import type { Scene } from './operation.js';

/** `{{` stands for a brace. */
const PLACEHOLDER = /\{\{|\{([a-zA-Z][\w.+-]*)\}/g;

/** What placeholders stand for while one message is forged. */
export interface Filling {
  readonly scene: Scene;
  /** Texts put aside so far. */
  readonly texts: Readonly<Record<string, string>>;
  /** Identifiers by name, drawn at their first use. */
  readonly ids: Map<string, string>;
}

/** xs:ID starts with a letter or an underscore (xmlschema-2 3.3.8). */
function freshId({ scene }: Filling): string {
  return `_${scene.context.random.hex(32)}`;
}

function idOf(name: string, filling: Filling): string {
  const known = filling.ids.get(name);
  if (known !== undefined) return known;
  const id = freshId(filling);
  filling.ids.set(name, id);
  return id;
}

/** What instants are reckoned from: now, and the ends of what the SP's patience with clocks covers. */
const INSTANTS: ReadonlyMap<string, (skew: number) => number> = new Map([
  ['now', () => 0],
  // The same without its time zone.
  ['local', () => 0],
  ['skew-ago', (skew: number) => -skew],
  ['skew-ahead', (skew: number) => skew],
]);

/** The patience of an SP that says nothing of it. */
const USUAL_SKEW = 60_000;

/** An instant, and how far from it: `now`, `now-5m`, `skew-ago-1h30m`. */
const INSTANT = new RegExp(`^(${[...INSTANTS.keys()].join('|')})(?:([+-])(.*))?$`);

function offsetOf(sign: string, length: string, name: string): number {
  const by = parseDuration(length);
  if (by !== undefined && by >= 0) return sign === '-' ? -by : by;
  throw new UserError('value-invalid', `"${length}" in {${name}} is no length of time.`, {
    fix: 'For example: {now-5m}, {now+1h30m}.',
  });
}

function instant(name: string, { scene }: Filling): string | undefined {
  const [, from = '', sign, length = ''] = INSTANT.exec(name) ?? [];
  const skew = Number(scene.values['clock-skew'] ?? USUAL_SKEW);
  const start = INSTANTS.get(from)?.(skew);
  if (start === undefined) return undefined;
  const by = sign === undefined ? 0 : offsetOf(sign, length, name);
  const written = new Date(scene.context.clock.now() + start + by).toISOString();
  return from === 'local' ? written.replace('Z', '') : written;
}

/** What is kept under a name; never what every object has. */
function own(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

function valueOf(name: string, filling: Filling): string {
  const { scene, texts } = filling;
  const moment = instant(name, filling);
  if (moment !== undefined) return moment;
  if (name === 'id') return freshId(filling);
  if (name.startsWith('id.')) return idOf(name, filling);
  const kept = name.startsWith('kept.') ? own(texts, name.slice('kept.'.length)) : undefined;
  const value = kept ?? own(scene.values, name);
  if (value !== undefined) return value;
  const known = [
    ...Object.keys(scene.values),
    'id',
    ...INSTANTS.keys(),
    ...Object.keys(texts).map((each) => `kept.${each}`),
  ];
  throw new UserError('value-invalid', `There is nothing that {${name}} could stand for.`, {
    fix: `${didYouMean(name, known)} Write {{ for a brace.`,
  });
}

/** One text with its placeholders filled in. */
function fillText(text: string, filling: Filling): string {
  return text.replace(PLACEHOLDER, (whole, name: string | undefined) =>
    name === undefined ? whole.slice(1) : valueOf(name, filling),
  );
}

/**
 * Settings with every placeholder filled in.
 *
 * @throws UserError `value-invalid` for a placeholder that stands for nothing
 */
export function fill<Value>(value: Value, filling: Filling): Value {
  if (typeof value === 'string') return fillText(value, filling) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each: unknown) => fill(each, filling)) as Value;
  const entries = Object.entries(value).map(([key, each]) => [key, fill(each as unknown, filling)]);
  return Object.fromEntries(entries) as Value;
}
