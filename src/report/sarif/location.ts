/** Floor 8: where a result stands: a file and a line, the same on every machine. */
import { PACKAGE_ROOT } from '../../run/package-root.js';
import type { Finding } from '../../run/result.js';
import { printable } from '../printable.js';
import type { SarifMessage } from './message.js';

/** `artifactLocation` (sarif 3.4). */
interface ArtifactLocation {
  readonly uri: string;
  readonly uriBaseId?: string;
}

/** `location` (sarif 3.28). */
export interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: ArtifactLocation;
    readonly region?: { readonly startLine: number; readonly startColumn?: number };
  };
}

const CHECKOUT = '%SRCROOT%';
const PACKAGE = 'STANDIN';

/** What paths are relative to; where that is on this machine is nobody's business (sarif 3.14.14). */
export const BASES: Readonly<Record<string, { readonly description: SarifMessage }>> = {
  [CHECKOUT]: { description: { text: 'The folder in which Standin was started.' } },
  [PACKAGE]: { description: { text: 'The folder in which Standin is installed.' } },
};

const ROOT = PACKAGE_ROOT.replaceAll('\\', '/');

function encoded(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(printable(part)))
    .join('/');
}

function isAbsolute(file: string): boolean {
  return file.startsWith('/') || /^[A-Za-z]:\//u.test(file);
}

/** Whether whoever uploads the log from the checkout finds the file there. */
export function isInCheckout(file: string): boolean {
  return !isAbsolute(file);
}

function artifact(file: string): ArtifactLocation {
  if (file.startsWith(ROOT)) {
    return { uri: encoded(file.slice(ROOT.length)), uriBaseId: PACKAGE };
  }
  if (isAbsolute(file)) return { uri: `file://${file.startsWith('/') ? '' : '/'}${encoded(file)}` };
  return { uri: encoded(file), uriBaseId: CHECKOUT };
}

/** A file; with a finding, its line. */
export function locationOf(file: string, place?: Pick<Finding, 'line' | 'column'>): Location {
  const artifactLocation = artifact(file);
  if (place === undefined) return { physicalLocation: { artifactLocation } };
  const region = { startLine: place.line, startColumn: place.column };
  return { physicalLocation: { artifactLocation, region } };
}
