/** `npm run bench`: measures, prints a table and writes `bench/results.json`. It judges nothing. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { measureCampaigns } from './campaigns.mjs';
import { measureLoading, measureLookups } from './directory.mjs';
import { measureColdStart } from './cold-start.mjs';
import { measureEndToEnd } from './end-to-end.mjs';
import { measureLibrary } from './library.mjs';
import { measureLogins } from './logins.mjs';
import { measureMinting } from './minting.mjs';
import { measureRoundTrips } from './round-trips.mjs';

const ROOT = new URL('../../', import.meta.url);

const readJson = (name) => JSON.parse(readFileSync(new URL(name, ROOT), 'utf8'));
const versionOf = (name) => readJson(`node_modules/${name}/package.json`).version;

/** The versions and the machine that the numbers belong to. */
function setting() {
  return {
    standin: readJson('package.json').version,
    node: process.versions.node,
    openssl: process.versions.openssl,
    samlify: versionOf('samlify'),
    saml20: versionOf('@boxyhq/saml20'),
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    platform: `${process.platform} ${process.arch}`,
  };
}

const times = (number) => `${number.toFixed(2)} x`;
const megabytes = (number) => `${number.toFixed(0)} MB`;
const milliseconds = (number) => `${number.toFixed(number < 10 ? 3 : 0)} ms`;

/** A cost, the cost it is held against, their ratio, and the aim. */
function row({ what, unit = milliseconds, cost, title, other, ratio, aim }) {
  return [what, unit(cost), `${title}: ${unit(other)}`, times(ratio), aim];
}

function mintingRows(minting) {
  const { milliseconds: cost, overBare, overBareFastest, fastest } = minting;
  const { fasterThanSamlify, fasterThanSaml20 } = minting;
  const mint = { what: 'doubly signed Okta Response', cost: cost.standin };
  const faster = { ...mint, aim: 'at least 8 x faster' };
  return [
    row({
      ...mint,
      title: 'two bare signatures',
      other: cost.bare,
      ratio: overBare,
      aim: 'at most 1.3 x (1.15)',
    }),
    row({
      what: 'the same, the fastest of each round',
      cost: fastest.standin,
      title: 'two bare signatures',
      other: fastest.bare,
      ratio: overBareFastest,
      aim: 'at most 1.3 x (1.15)',
    }),
    row({ ...faster, title: 'samlify', other: cost.samlify, ratio: fasterThanSamlify }),
    row({ ...faster, title: '@boxyhq/saml20', other: cost.saml20, ratio: fasterThanSaml20 }),
  ];
}

function directoryRows(loading, lookups) {
  const load = { title: '10,000', aim: 'at most 12 x' };
  const pair = ({ large, small }) => ({ cost: large, other: small });
  const { milliseconds: time, megabytes: memory, timeRatio, memoryRatio } = loading;
  return [
    row({ ...load, ...pair(time), what: 'load 100,000 users', ratio: timeRatio }),
    row({
      ...load,
      ...pair(memory),
      what: 'hold 100,000 users',
      unit: megabytes,
      ratio: memoryRatio,
    }),
    row({
      ...pair(lookups.milliseconds),
      what: 'login among 100,000 users',
      title: 'among 10',
      ratio: lookups.ratio,
      aim: 'the same',
    }),
  ];
}

function processRow({ milliseconds: { run, nothing }, ratio }) {
  const aim = 'at most 8 x';
  return row({
    what: 'standin run, one story',
    cost: run,
    title: 'node -e 0',
    other: nothing,
    ratio,
    aim,
  });
}

function libraryRows({ milliseconds: { standin, express, mockIdp }, fastest, ratio }) {
  const ready = { what: 'mockIdp() after it', unit: milliseconds, other: fastest.mockIdp };
  return [
    row({
      what: "import 'standin'",
      cost: standin,
      title: "import 'express'",
      other: express,
      ratio,
      aim: 'at most 4 x',
    }),
    row({
      ...ready,
      cost: mockIdp,
      title: 'the fastest',
      ratio: mockIdp / fastest.mockIdp,
      aim: 'below 10 ms',
    }),
  ];
}

function loginsRow({ logins, milliseconds: cost, own, share, atMost }) {
  return [
    `one of ${logins} logins`,
    milliseconds(cost),
    `Standin's own: ${milliseconds(own)}`,
    `${percent(share)} (${percent(atMost)})`,
    'at most 30 %',
  ];
}

const percent = (part) => `${(100 * part).toFixed(0)} %`;

function campaignRows({ cases, perSecond, share, atMost, validation, megabytes: memory, growth }) {
  return [
    [
      `${cases} attacks at the embedded SP`,
      `${perSecond.toFixed(0)} a second`,
      `the SP's own validation: ${percent(validation)}`,
      `Standin's own: ${percent(share)} (${percent(atMost)})`,
      'at most 35 %',
    ],
    row({
      what: 'held after 20 campaigns',
      unit: megabytes,
      cost: memory.late,
      title: 'after the first ones',
      other: memory.early,
      ratio: growth,
      aim: 'flat',
    }),
  ];
}

const aSecond = (number) => `${number.toFixed(0)} a second`;

function roundTripRows({ concurrency, standin, samlify, bare, ...ratios }) {
  const { fasterThanSamlify, overBare, cpuOverBare } = ratios;
  const what = `logins over HTTP, ${concurrency} at once`;
  const trip = { what, unit: aSecond, cost: standin.perSecond };
  return [
    row({
      ...trip,
      title: 'an IdP on samlify',
      other: samlify.perSecond,
      ratio: fasterThanSamlify,
      aim: 'faster',
    }),
    row({
      ...trip,
      title: 'their bare signatures',
      other: bare.perSecond,
      ratio: overBare,
      aim: 'the clock: the browsers need a core, too',
    }),
    row({
      what: 'the work of all cores in one',
      cost: standin.cpu,
      title: 'its two bare signatures',
      other: bare.cpu,
      ratio: cpuOverBare,
      aim: 'near 1 x',
    }),
  ];
}

function coldStartRows({ milliseconds: { start, nothing }, ratio, megabytes: held }) {
  const begun = { what: 'standin serve, until it listens', cost: start, title: 'node -e 0' };
  return [
    row({ ...begun, other: nothing, ratio, aim: 'at most 6 x' }),
    ['held while nobody comes', held === undefined ? '-' : megabytes(held), '', '', ''],
  ];
}

/** Columns as wide as their widest cell. */
function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row.map((cell, column) => cell.padEnd(widths[column])).join('   ');
  return rows.map((row) => line(row).trimEnd()).join('\n');
}

const endToEnd = measureEndToEnd(15);
const minting = await measureMinting({ rounds: 12, time: 200 });
const loading = measureLoading(7);
const lookups = await measureLookups({ rounds: 10, time: 200 });
const library = measureLibrary(15);
const logins = await measureLogins();
const campaigns = await measureCampaigns(20);
const coldStart = await measureColdStart(11);
const roundTrips = await measureRoundTrips({ rounds: 7, count: 960 });
const measured = {
  minting,
  loading,
  lookups,
  endToEnd,
  library,
  logins,
  campaigns,
  coldStart,
  roundTrips,
};
const results = { setting: setting(), ...measured };

const header = ['what', 'costs', 'against', 'ratio', 'aim'];
const rows = [
  ...mintingRows(minting),
  ...directoryRows(loading, lookups),
  processRow(endToEnd),
  ...libraryRows(library),
  loginsRow(logins),
  ...campaignRows(campaigns),
  ...coldStartRows(coldStart),
  ...roundTripRows(roundTrips),
];
console.log(table([header, ...rows]));
mkdirSync(new URL('bench', ROOT), { recursive: true });
writeFileSync(new URL('bench/results.json', ROOT), `${JSON.stringify(results, null, 2)}\n`);
