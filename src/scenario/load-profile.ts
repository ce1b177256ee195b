/** Floor 1: the text of a profile file becomes a profile, or one error with every mistake in it. */
import { explain } from './explain.js';
import { placed } from './problem.js';
import type { Profile } from './profile.js';
import { ScenarioError } from './scenario-error.js';
import { profileFile } from './schema/profile-file.js';
import { readYaml } from './yaml-text.js';

/**
 * Loads a profile; its name is the file's name without `.yaml`.
 *
 * @param text - the file's text
 * @param options - `file`: its name, for the profile's name and for positions
 * @throws ScenarioError (a UserError) with every mistake of the file in `problems`
 * @example
 * loadProfile(readFileSync('scenarios/profiles/proof.yaml', 'utf8'), {
 *   file: 'scenarios/profiles/proof.yaml',
 * }).name; // 'proof'
 */
export function loadProfile(text: string, options: { readonly file: string }): Profile {
  const yaml = readYaml(text, options.file);
  const read = profileFile.safeParse(yaml.value);
  if (!read.success) {
    const problems = explain(read.error.issues, {
      schema: profileFile,
      value: yaml.value,
      path: [],
    });
    throw new ScenarioError(problems.map((problem) => placed(problem, yaml)));
  }
  const file = options.file.replaceAll('\\', '/').split('/').at(-1) ?? '';
  return {
    ...read.data,
    name: file.replace(/\.ya?ml$/, ''),
    references: read.data.references ?? [],
  };
}
