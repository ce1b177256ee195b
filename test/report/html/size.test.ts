import { expect, it } from 'vitest';
import { htmlReporter } from '../../../src/report/html.js';
import { recordedRun } from '../recorded.js';
import { run } from '../results.js';

it('stays below 5 MB for 130 stories with all their evidence', async () => {
  const { stories } = await recordedRun({});
  const whole = Array.from({ length: 130 }, (_, index) => stories[index % stories.length]).filter(
    (each) => each !== undefined,
  );
  const html = await htmlReporter.render(run(whole), { color: false });
  expect(whole).toHaveLength(130);
  expect(Buffer.byteLength(html)).toBeLessThan(5_000_000);
}, 120_000);
