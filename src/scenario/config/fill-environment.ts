/** Floor 1: `${NAME}` in the texts of a configuration becomes the variable's value. */
import type { Problem } from '../problem.js';
import { isMap } from '../value-at.js';
import type { Path } from '../yaml-text.js';

/** The variables there are. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The data with every text filled in, and what could not be. */
export interface Filled {
  readonly value: unknown;
  readonly problems: readonly Problem[];
}

// `$${` is a `${` that stays; `${NAME}` and `${NAME:-default}` are filled in; any other `${` is a mistake.
const PART = /\$\$\{|\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}|\$\{[^}]*\}?/g;

/**
 * Fills in variables. An empty one counts as unset.
 *
 * @param value - plain data
 * @param env - the variables
 * @example
 * fillEnvironment('http://localhost:${PORT}', { PORT: '3000' }).value; // 'http://localhost:3000'
 */
export function fillEnvironment(value: unknown, env: Environment, path: Path = []): Filled {
  if (typeof value === 'string') return fillText(value, env, path);
  if (!isMap(value)) return { value, problems: [] };
  const parts = Object.entries(value).map(([key, each]) => {
    const step = Array.isArray(value) ? Number(key) : key;
    return [key, fillEnvironment(each, env, [...path, step])] as const;
  });
  const problems = parts.flatMap(([, filled]) => filled.problems);
  const filled = parts.map(([key, part]) => [key, part.value] as const);
  return {
    value: Array.isArray(value) ? filled.map(([, part]) => part) : Object.fromEntries(filled),
    problems,
  };
}

function fillText(text: string, env: Environment, path: Path): Filled {
  const problems: Problem[] = [];
  const value = text.replace(PART, (whole, name?: string, fallback?: string) => {
    if (whole === '$${') return '${';
    if (name === undefined) problems.push(malformed(whole, path));
    const found = name !== undefined && Object.hasOwn(env, name) ? env[name] : undefined;
    if (found !== undefined && found !== '') return found;
    if (name !== undefined && fallback === undefined) problems.push(missing(name, path));
    return fallback ?? whole;
  });
  return { value, problems };
}

function missing(name: string, path: Path): Problem {
  return {
    code: 'environment-missing',
    path,
    message: `the environment variable ${name} is not set`,
    fix: `Set it, or give it a default: \${${name}:-…}.`,
  };
}

function malformed(whole: string, path: Path): Problem {
  return {
    code: 'value-invalid',
    path,
    message: `"${whole}" is not a variable`,
    fix: 'Write ${NAME} for an environment variable, $${ for a "${" that stays.',
  };
}
