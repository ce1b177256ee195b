// Draws docs/picture/run.svg: what `standin run` prints, as a picture. `npm run picture` after a change of the output;
// with --check it only says whether the picture is still true.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COLOURS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 36: '#79c0ff', 90: '#8b949e' };
const PLAIN = '#e6edf3';
const LINE = 19;
const COLUMN = 8.15;
const MARGIN = 24;

/** Splits one line into runs of text with the colour and weight the escape codes ask for. */
function runsOf(line) {
  const runs = [];
  let style = { fill: PLAIN, bold: false, dim: false };
  for (const part of line.split(/(\u001b\[\d+m)/u)) {
    const code = /^\u001b\[(\d+)m$/u.exec(part)?.[1];
    if (code === undefined) {
      if (part !== '') runs.push({ ...style, text: part });
    } else if (code === '1') style = { ...style, bold: true };
    else if (code === '2') style = { ...style, dim: true };
    else if (code === '22') style = { ...style, bold: false, dim: false };
    else style = { ...style, fill: COLOURS[code] ?? PLAIN };
  }
  return runs;
}

const escape = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One line of the terminal as an SVG text element; columns are pinned so that any font lines up. */
function textElement(line, row) {
  let column = 0;
  const spans = runsOf(line).map(({ text, fill, bold, dim }) => {
    const x = MARGIN + column * COLUMN;
    column += [...text].length;
    const weight = bold ? ' font-weight="700"' : '';
    const faint = dim ? ' opacity="0.65"' : '';
    const width = ([...text].length * COLUMN).toFixed(1);
    return `<tspan x="${x.toFixed(1)}" textLength="${width}" fill="${fill}"${weight}${faint}>${escape(text)}</tspan>`;
  });
  return `<text y="${MARGIN + 34 + row * LINE}" xml:space="preserve">${spans.join('')}</text>`;
}

const output = execFileSync(process.execPath, ['bin/standin.js', 'run', '--seed', '1'], {
  cwd: ROOT,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', NO_COLOR: '', CI: '' },
});
const lines = ['\u001b[90m$\u001b[39m npx standin run', '', ...output.trimEnd().split('\n')].map(
  (line) => line.replace(/ \d+\.\d s,/u, ''),
);
const width = Math.ceil(
  MARGIN * 2 +
    COLUMN * Math.max(...lines.map((line) => [...line.replace(/\u001b\[\d+m/gu, '')].length)),
);
const height = MARGIN * 2 + 34 + lines.length * LINE;
const dots = ['#ff5f57', '#febc2e', '#28c840'].map(
  (fill, index) => `<circle cx="${MARGIN + index * 18}" cy="22" r="5.5" fill="${fill}"/>`,
);
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="standin run: the built-in stories, all green">
<rect width="100%" height="100%" rx="10" fill="#0d1117"/>
${dots.join('')}
<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace" font-size="13.5">
${lines.map(textElement).join('\n')}
</g>
</svg>
`;

const file = new URL('run.svg', import.meta.url);
if (!process.argv.includes('--check')) writeFileSync(file, picture);
else if (readFileSync(file, 'utf8') !== picture) {
  console.error('docs/picture/run.svg is out of date: npm run picture');
  process.exitCode = 1;
}
