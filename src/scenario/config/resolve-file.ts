/** Floor 1: relative file names start at the folder of the configuration. */

const ABSOLUTE = /^(?:[\\/]|[A-Za-z]:[\\/])/;

/**
 * A file name as it is seen from anywhere. This floor knows no file system, so names are only text here.
 *
 * @param name - absolute, or relative to the folder
 * @param folder - absolute, without a separator at its end; empty: names stay relative
 * @example
 * resolveFile('../ca.pem', '/srv/app'); // '/srv/ca.pem'
 */
export function resolveFile(name: string, folder: string): string {
  if (ABSOLUTE.test(name)) return name;
  const parts = folder === '' ? [] : folder.split(/[\\/]/);
  for (const part of name.split(/[\\/]/)) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '' && last !== '..') parts.pop();
    else if (part !== '..' || last !== '') parts.push(part);
  }
  return parts.join('/') || (folder === '' ? '.' : '/');
}

/** The folder of a file; empty for a name alone. */
export function folderOf(file: string): string {
  const end = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return end < 0 ? '' : file.slice(0, end);
}
