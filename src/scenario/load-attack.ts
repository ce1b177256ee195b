/** Floor 1: the text of an attack file becomes attacks, one a variant, or one error with every mistake in it. */
import type { Attack, AttackFile, AttackVariant } from './attack.js';
import { explain } from './explain.js';
import { placed, type Problem } from './problem.js';
import { readStep } from './read-step.js';
import { ScenarioError } from './scenario-error.js';
import type { UserSeed } from './scenario.js';
import { attackFile } from './schema/attack-file.js';
import type { LoginStep, Step } from './step.js';
import { readYaml, type Path, type YamlText } from './yaml-text.js';

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

/** One variant, or the whole file when it has none. */
function attackOf(
  file: AttackFile,
  name: string | undefined,
  about: Pick<Attack, 'id' | 'group' | 'file' | 'locate'>,
): Read {
  const own = name === undefined ? {} : (file.variants?.[name] ?? {});
  const played: Played = { ...file, ...own };
  const { signed = 'assertion', control } = played;
  const place = (key: keyof AttackVariant): Path => placeOf(file, name, key);
  const acted: Steps =
    played.steps === undefined
      ? { steps: [loginStep(played, signed)], problems: [] }
      : readSteps(played.steps, place('steps'), signed);
  const compared: Steps | undefined =
    played['control-steps'] === undefined
      ? control && { steps: [loginStep({ ...played, mutate: control }, signed)], problems: [] }
      : readSteps(played['control-steps'], place('control-steps'), signed);
  const idle = [played.mutate, played.steps, played.login].every((part) => part === undefined);
  const title = own.title === undefined ? file.attack : `${file.attack}: ${own.title}`;
  return {
    problems: [...(idle ? [missing(name)] : []), ...acted.problems, ...(compared?.problems ?? [])],
    attack: {
      ...about,
      id: name === undefined ? about.id : `${about.id}/${name}`,
      title,
      ...(file.description === undefined ? {} : { description: file.description }),
      severity: file.severity,
      model: file.model,
      clause: file.clause,
      references: file.references ?? [],
      expect: played.expect,
      needs: file.needs ?? [],
      sp: file.sp ?? {},
      signed,
      ...(file.key === undefined ? {} : { key: file.key }),
      users: { attacker: whole(played.attacker, ATTACKER), victim: whole(file.victim, VICTIM) },
      steps: acted.steps,
      ...(compared === undefined ? {} : { control: compared.steps }),
      never: file.never ?? {},
      caughtBy: played['caught-by'] ?? [],
    },
  };
}

function errorOf(problems: readonly Problem[], yaml: YamlText): ScenarioError {
  return new ScenarioError(problems.map((problem) => placed(problem, yaml)));
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
  const read = attackFile.safeParse(yaml.value);
  if (!read.success) {
    const checked = { schema: attackFile, value: yaml.value, path: [] };
    throw errorOf(explain(read.error.issues, checked), yaml);
  }
  const about = { ...nameOf(file), file, locate: yaml.locate };
  const names = Object.keys(read.data.variants ?? {});
  const reads = (names.length === 0 ? [undefined] : names).map((name) =>
    attackOf(read.data, name, about),
  );
  const problems = reads.flatMap((each) => each.problems);
  if (problems.length > 0) throw errorOf(problems, yaml);
  return reads.map(({ attack }) => attack);
}
