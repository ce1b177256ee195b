/** Floor 1: the text of an attack file becomes attacks, one a variant, or one error with every mistake in it. */
import type { Attack, AttackFile, AttackVariant } from './attack.js';
import { explain } from './explain.js';
import { placed, type Problem } from './problem.js';
import { readStep } from './read-step.js';
import { ScenarioError } from './scenario-error.js';
import type { UserSeed } from './scenario.js';
import { z } from 'zod';
import { attackFile } from './schema/attack-file.js';
import type { LoginStep, Step } from './step.js';
import { readYaml, type Path, type YamlText } from './yaml-text.js';

const FILE = attackFile(z.unknown());

/** The user whom attacks are made by: an ordinary one. */
const ATTACKER: UserSeed = {
  email: 'mallory@corp.example',
  firstName: 'Mallory',
  lastName: 'Moss',
};

/** The user whom attacks are aimed at. */
const VICTIM: UserSeed = { email: 'admin@corp.example', firstName: 'Ada', lastName: 'Min' };

type Played = AttackVariant & Pick<AttackFile, 'expect'>;

/** Where a part of a variant stands: in the variant, or in the file when the variant does not say it. */
function placeOf(file: AttackFile, variant: string | undefined, key: keyof AttackVariant): Path {
  const own = variant === undefined ? undefined : file.variants?.[variant]?.[key];
  return own === undefined ? [key] : ['variants', variant ?? '', key];
}

/** Finds what a variant says where the variant says it. */
function locateIn(file: AttackFile, name: string | undefined, yaml: YamlText): Attack['locate'] {
  return ([key, ...rest], part) => {
    if (key === undefined) return yaml.locate([], part);
    return yaml.locate([...placeOf(file, name, key as keyof AttackVariant), ...rest], part);
  };
}

function loginStep({ login, mutate }: Played, signed: Attack['signed']): LoginStep {
  const { start = 'sp', binding = 'redirect', ...rest } = login ?? {};
  return {
    verb: 'login',
    index: 0,
    user: 'attacker',
    victim: 'victim',
    start,
    binding,
    signed,
    ...rest,
    ...(mutate === undefined ? {} : { mutate }),
  };
}

interface Steps {
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

/** Steps as scenario files write them; logins of theirs are signed as the attack says, unless they say so themselves. */
function readSteps(items: readonly unknown[], place: Path, signed: Attack['signed']): Steps {
  const reads = items.map(readStep);
  const steps = reads.flatMap((read) => ('step' in read ? [read.step] : []));
  return {
    steps: steps.map((step) =>
      step.verb === 'login' ? { signed, victim: 'victim', ...step } : step,
    ),
    problems: reads
      .flatMap((read) => ('problems' in read ? read.problems : []))
      .map((problem) => ({ ...problem, path: [...place, ...problem.path.slice(1)] })),
  };
}

function whole(user: UserSeed | undefined, usual: UserSeed): UserSeed {
  return user === undefined ? usual : { ...usual, ...user };
}

interface Read {
  readonly attack: Attack;
  readonly problems: readonly Problem[];
}

function missing(variant: string | undefined): Problem {
  return {
    code: 'value-invalid',
    path: variant === undefined ? ['attack'] : ['variants', variant],
    part: 'key',
    message: 'the attack does nothing: neither "mutate" nor "steps" nor "login" is there',
    fix: 'Say how the message is forged: mutate: [{ remove: //Signature }].',
  };
}

/** What is said of one variant: its own way to forge takes the place of the file's. */
function playedBy(file: AttackFile, own: AttackVariant): Played {
  const { mutate, steps, ...shared } = file;
  const says = own.mutate !== undefined || own.steps !== undefined;
  return {
    ...shared,
    ...(says || mutate === undefined ? {} : { mutate }),
    ...(says || steps === undefined ? {} : { steps }),
    ...own,
  };
}

interface Acts {
  readonly steps: Steps;
  /** Absent: a genuine login. */
  readonly control: Steps | undefined;
}

function actsOf(
  played: Played,
  signed: Attack['signed'],
  place: (key: keyof AttackVariant) => Path,
): Acts {
  const { steps, control } = played;
  const compared = played['control-steps'];
  const alone = (login: Played): Steps => ({ steps: [loginStep(login, signed)], problems: [] });
  return {
    steps: steps === undefined ? alone(played) : readSteps(steps, place('steps'), signed),
    control:
      compared === undefined
        ? control && alone({ ...played, mutate: control })
        : readSteps(compared, place('control-steps'), signed),
  };
}

/** What is wrong with a variant as a whole. */
function shapeProblems(played: Played, name: string | undefined): readonly Problem[] {
  const { mutate, steps, login } = played;
  if (mutate === undefined && steps === undefined && login === undefined) return [missing(name)];
  if (mutate === undefined || steps === undefined) return [];
  return [
    {
      code: 'scenario-invalid',
      path: name === undefined ? ['steps'] : ['variants', name],
      part: 'key',
      message: 'an attack is one login with "mutate", or "steps", not both',
      fix: 'Put the operations into the login among the steps.',
    },
  ];
}

/** One variant, or the whole file when it has none. */
function attackOf(
  file: AttackFile,
  name: string | undefined,
  about: Pick<Attack, 'id' | 'group' | 'file' | 'locate'>,
): Read {
  const own = name === undefined ? {} : (file.variants?.[name] ?? {});
  const played = playedBy(file, own);
  const { signed = 'assertion', expect, attacker } = played;
  const { steps, control } = actsOf(played, signed, (key) => placeOf(file, name, key));
  const { attack, description, severity, model, clause, key, victim } = file;
  const { references = [], needs = [], sp = {}, never = {} } = file;
  return {
    problems: [...shapeProblems(played, name), ...steps.problems, ...(control?.problems ?? [])],
    attack: {
      ...about,
      id: name === undefined ? about.id : `${about.id}/${name}`,
      title: own.title === undefined ? attack : `${attack}: ${own.title}`,
      ...(description === undefined ? {} : { description }),
      ...{ severity, model, clause, references, expect, needs, sp, signed, never },
      ...(key === undefined ? {} : { key }),
      users: { attacker: whole(attacker, ATTACKER), victim: whole(victim, VICTIM) },
      steps: steps.steps,
      ...(control === undefined ? {} : { control: control.steps }),
      caughtBy: played['caught-by'] ?? [],
    },
  };
}

/** What several variants share is wrong once. */
function errorOf(problems: readonly Problem[], yaml: YamlText): ScenarioError {
  const distinct = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return new ScenarioError([...distinct.values()].map((problem) => placed(problem, yaml)));
}

/** `scenarios/attacks/wrapping/xsw3.yaml` is `xsw3` of the group `wrapping`. */
function nameOf(file: string): { readonly id: string; readonly group: string } {
  const [name = '', folder = ''] = file.replaceAll('\\', '/').split('/').toReversed();
  return { id: name.replace(/\.ya?ml$/, ''), group: folder };
}

/**
 * Loads an attack file.
 *
 * @param text - the file's text
 * @param options - `file`: its name; the last folder of its path is the group
 * @returns one attack, or one a variant
 * @throws ScenarioError (a UserError) with every mistake of the file in `problems`
 * @example
 * loadAttack(text, { file: 'scenarios/attacks/wrapping/xsw3.yaml' })[0]?.id; // 'xsw3'
 */
export function loadAttack(text: string, options: { readonly file: string }): readonly Attack[] {
  const { file } = options;
  const yaml = readYaml(text, file);
  const read = FILE.safeParse(yaml.value);
  if (!read.success) {
    const checked = { schema: FILE, value: yaml.value, path: [] };
    throw errorOf(explain(read.error.issues, checked), yaml);
  }
  const about = { ...nameOf(file), file };
  const names = Object.keys(read.data.variants ?? {});
  const reads = (names.length === 0 ? [undefined] : names).map((name) =>
    attackOf(read.data, name, { ...about, locate: locateIn(read.data, name, yaml) }),
  );
  const problems = reads.flatMap((each) => each.problems);
  if (problems.length > 0) throw errorOf(problems, yaml);
  return reads.map(({ attack }) => attack);
}
