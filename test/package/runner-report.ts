/** What Vitest's and Jest's JSON reports have in common. */

/** One test. */
interface Assertion {
  readonly title: string;
  readonly fullName: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'pending';
  readonly failureMessages: readonly string[];
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly Assertion[];
  }[];
}

/** The tests of one file, by their titles. @throws when the file is not in the report */
export function testsOf(json: string, file: string): ReadonlyMap<string, Assertion> {
  const { testResults } = JSON.parse(json) as Report;
  const found = testResults.find((result) => result.name.endsWith(`/${file}`));
  if (found === undefined) throw new Error(`no ${file} in ${json}`);
  if (found.assertionResults.length === 0) throw new Error(found.message);
  return new Map(found.assertionResults.map((assertion) => [assertion.title, assertion]));
}

/** How each test ended. */
export function statuses(tests: ReadonlyMap<string, Assertion>): Readonly<Record<string, string>> {
  return Object.fromEntries([...tests].map(([title, { status }]) => [title, status]));
}
