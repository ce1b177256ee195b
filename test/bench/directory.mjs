/** Does a directory of 100,000 people cost ten times one of 10,000, and a login in it nothing more? */
import { fileURLToPath } from 'node:url';
import { handleOf, LOADED, loadRoster } from './roster.mjs';
import { interleave, median, ratio, runNode } from './measure.mjs';
import { oktaLogin } from './okta-login.mjs';

const LOADER = fileURLToPath(new URL('load-process.mjs', import.meta.url));

const SMALL = 10_000;
const LARGE = 100_000;

function load(size) {
  return JSON.parse(runNode(['--expose-gc', LOADER, String(size)]).output);
}

/** Loads both sizes in turns, each in a process of its own. */
export function measureLoading(rounds) {
  const small = [];
  const large = [];
  for (let round = 0; round < rounds; round++) {
    small.push(load(SMALL));
    large.push(load(LARGE));
  }
  const times = (loads) => loads.map(({ milliseconds }) => milliseconds);
  const sizes = (loads) => loads.map(({ bytes }) => bytes);
  return {
    milliseconds: { small: median(times(small)), large: median(times(large)) },
    megabytes: { small: median(sizes(small)) / 1e6, large: median(sizes(large)) / 1e6 },
    timeRatio: ratio(times(large), times(small)),
    memoryRatio: ratio(sizes(large), sizes(small)),
  };
}

/** Asks for one person after the other, far apart from each other. */
function lookups(directory, size) {
  let index = 0;
  return () => {
    for (let count = 0; count < 1000; count++) {
      index = (index + 7919) % size;
      const state = directory.at(LOADED);
      const user = state.user(handleOf(index));
      if (state.group(user.groups[1]) === undefined) throw new Error('no group');
    }
  };
}

/** Logs one person in after the other, far apart from each other. */
function logins(login, size) {
  let index = 0;
  return () => {
    index = (index + 7919) % size;
    login(handleOf(index));
  };
}

/** What a login costs in a directory of 10 and in one of 100,000. */
export async function measureLookups(options) {
  const few = 10;
  const small = oktaLogin((application) => loadRoster(few, application));
  const large = oktaLogin((application) => loadRoster(LARGE, application));
  const times = await interleave(
    {
      smallLogin: logins(small.login, few),
      largeLogin: logins(large.login, LARGE),
      smallLookup: lookups(small.directory, few),
      largeLookup: lookups(large.directory, LARGE),
    },
    options,
  );
  return {
    milliseconds: { small: median(times.smallLogin), large: median(times.largeLogin) },
    ratio: ratio(times.largeLogin, times.smallLogin),
    // A task looks a thousand people up.
    lookupNanoseconds: {
      small: median(times.smallLookup) * 1000,
      large: median(times.largeLookup) * 1000,
    },
  };
}
