/** Floor 8: the report as one HTML file that asks nobody for anything. */
import { createHash } from 'node:crypto';
import type { Markup } from '../../base/html.js';
import type { RunResult } from '../../run/result.js';
import { h } from './markup.js';
import { countsLine, runSummary } from './run-summary.js';
import { storyList } from './story-list.js';
import { STYLE } from './style.js';

/** Nothing is fetched, run, sent or framed; only this very style sheet applies (CSP level 3). */
function policy(): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  return `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}

/** Our own style sheet, which holds nothing to escape. */
function styleSheet(): Markup {
  return { kind: 'markup', html: `<style>${STYLE}</style>` };
}

/** The page, which is the same for the same run. */
export function page(result: RunResult): string {
  const document = h`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Standin ${result.version}">
<title>${countsLine(result)} – Standin</title>
${styleSheet()}
</head>
<body>
<a class="skip" href="#stories">Skip to the stories</a>
${runSummary(result)}<main id="stories" tabindex="-1">
${storyList(result)}</main>
</body>
</html>
`;
  return document.html;
}
