/** Floor 8: the run for GitHub Actions: annotations at the lines of the stories, and a job summary. */
import { annotationsOf } from './github/annotations.js';
import { jobSummary } from './github/summary.js';
import type { Reporter } from './reporter.js';

/** The file that the runner shows as the summary of a job. */
const SUMMARY_FILE = 'GITHUB_STEP_SUMMARY';

/** Annotations on stdout; the summary where the runner wants it. */
export const githubReporter: Reporter = {
  name: 'github',
  summary: 'annotations and a job summary, for GitHub Actions',
  belowPretty: true,
  render: (result) =>
    annotationsOf(result)
      .map((line) => `${line}\n`)
      .join(''),
  appendix(result, env) {
    const file = env[SUMMARY_FILE];
    return file === undefined || file === '' ? undefined : { file, text: jobSummary(result) };
  },
};
