/** Holds the lockfile against known advisories and against packages that run code when installed. */

/** The part of `package-lock.json` that is read here. */
interface LockedPackage {
  /** Only of a package that is installed under another name. */
  readonly name?: string;
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly hasInstallScript?: boolean;
}

/** A package with its place in `node_modules`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** The first version without a known advisory. */
interface SafeVersion {
  readonly name: string;
  /** The floor; of several, that of the same release line (`0.9.`) counts, or else the first. */
  readonly from: readonly [string, ...string[]];
  /** `shipped`: dev dependencies may lie below, they attack or compare. Packages that are attacked always may. */
  readonly scope: 'everywhere' | 'shipped';
  /** The advisories. */
  readonly because: string;
}

const SAFE_VERSIONS: readonly SafeVersion[] = [
  {
    name: 'samlify',
    from: ['2.13.0'],
    scope: 'everywhere',
    because: 'CVE-2025-47949, GHSA-34r5-q4jw-r36m, audit of April 2026',
  },
  {
    name: 'xml-crypto',
    from: ['6.0.1'],
    scope: 'everywhere',
    because: 'CVE-2025-29774, CVE-2025-29775',
  },
  {
    name: '@node-saml/node-saml',
    from: ['5.1.0'],
    scope: 'everywhere',
    because: 'CVE-2025-54419',
  },
  {
    name: '@xmldom/xmldom',
    from: ['0.8.13', '0.9.10'],
    scope: 'shipped',
    because: 'CVE-2026-34601, CVE-2026-41672, CVE-2026-41675',
  },
  {
    name: 'node-forge',
    from: ['1.4.0'],
    scope: 'shipped',
    because: 'CVE-2025-12816, CVE-2025-66030, CVE-2026-33891, CVE-2026-33894',
  },
];

/** Where Node finds a package that another one asks for. */
function placeOf(packages: LockedPackages, from: string, wanted: string): string | undefined {
  const parts = from === '' ? [''] : ['', ...from.split(/(?<=[^/])\/(?=node_modules\/)/)];
  for (let length = parts.length; length > 0; length--) {
    const folder = parts.slice(0, length).filter((part) => part !== '');
    const place = [...folder, `node_modules/${wanted}`].join('/');
    if (packages[place] !== undefined) return place;
  }
  return undefined;
}

/**
 * Places of everything that the bundles may contain: the packages that `src` may use, and all that they use. They are
 * installed for development only, so the lockfile's own marks do not tell.
 */
export function shippedPlaces(
  packages: LockedPackages,
  used: readonly string[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (from: string, wanted: string): void => {
    const place = placeOf(packages, from, wanted);
    if (place === undefined || found.has(place)) return;
    found.add(place);
    for (const next of Object.keys(packages[place]?.dependencies ?? {})) visit(place, next);
  };
  for (const name of used) visit('', name);
  return found;
}

/** `0.8.15` belongs to the line `0.8`. */
const lineOf = (version: string): string => version.split('.', 2).join('.');

/** Whether a version is at least another; a pre-release is less than its release. */
export function isAtLeast(version: string, floor: string): boolean {
  const [release = '', preRelease] = version.split('-', 2);
  const numbers = release.split('.').map(Number);
  const floors = floor.split('.').map(Number);
  for (let index = 0; index < 3; index++) {
    const difference = (numbers[index] ?? 0) - (floors[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return preRelease === undefined;
}

/** `samlify-2.9.1`: an old version under a name of its own, which tests attack because it falls. */
export function isAttacked(place: string, packages: LockedPackages): boolean {
  const [, alias = ''] = /^node_modules\/([^/]+)/.exec(place) ?? [];
  const { name, version } = packages[`node_modules/${alias}`] ?? {};
  return name !== undefined && version !== undefined && alias.endsWith(`-${version}`);
}

/** Packages below their safe version. */
export function advisoryViolations(
  packages: LockedPackages,
  shipped: ReadonlySet<string>,
): string[] {
  const found: string[] = [];
  for (const { name, from, scope, because } of SAFE_VERSIONS) {
    for (const [place, locked] of Object.entries(packages)) {
      if (locked.name !== name && !place.endsWith(`node_modules/${name}`)) continue;
      if (!shipped.has(place) && (scope === 'shipped' || isAttacked(place, packages))) continue;
      const { version = '0.0.0' } = locked;
      const floor = from.find((line) => lineOf(line) === lineOf(version)) ?? from[0];
      if (!isAtLeast(version, floor)) {
        found.push(`${place} ${version} is below ${floor} (${because})`);
      }
    }
  }
  return found;
}

/** A package of a registry: a tarball, or a place that was left out but a checksum that was not. */
function isFromRegistry({ resolved, integrity }: LockedPackage): boolean {
  const tarball = resolved === undefined || /^https:\/\/[^/]+\/.+\.tgz$/.test(resolved);
  return tarball && integrity?.startsWith('sha512-') === true;
}

/** Packages that come from anywhere but a registry, and shipped ones that run code when installed. */
export function originViolations(packages: LockedPackages, shipped: ReadonlySet<string>): string[] {
  return Object.entries(packages).flatMap(([place, locked]) => {
    if (place === '') return [];
    const found: string[] = [];
    if (!isFromRegistry(locked)) found.push(`${place} does not come from a registry`);
    if (locked.hasInstallScript === true && shipped.has(place)) {
      found.push(`${place} runs a script when installed`);
    }
    return found;
  });
}
