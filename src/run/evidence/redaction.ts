/** Floor 7: replaces secrets in texts: where a name says so, and wherever a known value stands. */
import { isSecretField, isSecretParameter } from './secret-name.js';

/** Stands for a secret. */
export const REDACTED = '[redacted]';

/** Shorter values would be found in innocent words. */
const SHORTEST = 8;

/** An account of the value as it may be written. */
function spellings(value: string): readonly string[] {
  const markup = value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
  const json = JSON.stringify(value).slice(1, -1);
  const form = new URLSearchParams({ v: value }).toString().slice('v='.length);
  return [value, encodeURIComponent(value), form, markup, json];
}

/** Replaces known values. */
export type Hide = (text: string) => string;

/** @param values - secrets; too short ones and plain paths are not looked for */
export function hiding(values: Iterable<string>): Hide {
  const known = [...values].filter((value) => value.length >= SHORTEST && !value.startsWith('/'));
  const all = [...new Set(known.flatMap(spellings))].sort(
    (left, right) => right.length - left.length,
  );
  return (text) => all.reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Values of secret parameters of a URL, and session ids in its path. */
export function redactUrl(url: string): string {
  return url
    .replace(/;(?:jsessionid|sid)=[^?#/;]*/gi, (found) => found.replace(/=.*/s, `=${REDACTED}`))
    .replace(/([?&#])([^=&#?]+)=([^&#]*)/g, (found: string, mark: string, name: string) =>
      isSecretParameter(decodedName(name)) ? `${mark}${name}=${REDACTED}` : found,
    );
}

/** The attribute of a tag, with its quotes. */
function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*'|[^\\s>]+)`, 'i').exec(tag)?.[1];
  return found?.replace(/^(["'])(.*)\1$/s, '$2');
}

function redactTag(tag: string): string {
  const name = attribute(tag, 'name') ?? '';
  const isPassword = attribute(tag, 'type')?.toLowerCase() === 'password';
  if (!isPassword && !isSecretParameter(name)) return tag;
  const values = /(\s(?:value|content)\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+)/gi;
  return tag.replace(values, (_found, start: string) => `${start}"${REDACTED}"`);
}

/** Hidden fields and meta tags of a page, members of a JSON answer, links with secret parameters. */
export function redactBody(body: string): string {
  return body
    .replace(/<(?:input|meta)\b[^>]*>/gi, redactTag)
    .replace(/"([^"\\\n]{1,80})"(\s*:\s*)"(?:[^"\\]|\\.)*"/g, (found: string, key, colon) =>
      isSecretField(String(key)) ? `"${String(key)}"${String(colon)}"${REDACTED}"` : found,
    )
    .replace(/(?:https?:\/\/|\/)[^\s"'<>]*[?&;][^\s"'<>]*/g, (link) => redactUrl(link));
}
