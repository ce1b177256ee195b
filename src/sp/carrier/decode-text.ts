/** Floor 5: from the bytes of an answer to its text, as a browser finds the encoding. */

/** How far a page's own declaration is looked for, in bytes (HTML 13.2.3.2, "prescan"). */
const PRESCAN = 1024;
const META_CHARSET = /<meta[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i;
const CHARSET_PARAMETER = /;\s*charset\s*=\s*"?([^\s";]+)/i;
const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)/i;

/** The bytes 0x80 to 0x9f of windows-1252, which is also what "latin1" means to browsers (Encoding Standard 9). */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** By hand: some versions of Node take windows-1252 for ISO-8859-1. */
function decodeWestern(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  return text.replace(
    /[\u0080-\u009f]/g,
    (character) => WINDOWS_1252[character.charCodeAt(0) - 0x80] ?? character,
  );
}

type Decode = (bytes: Buffer) => string;

function decoderFor(label: string | undefined): Decode | undefined {
  if (label === undefined) return undefined;
  try {
    const decoder = new TextDecoder(label);
    if (decoder.encoding === 'windows-1252') return decodeWestern;
    return (bytes) => decoder.decode(bytes);
  } catch {
    // A name that no browser knows counts as none (Encoding Standard 4.2).
    return undefined;
  }
}

function markOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : undefined;
}

function declaredIn(bytes: Buffer): string | undefined {
  const label = META_CHARSET.exec(bytes.toString('latin1', 0, PRESCAN))?.[1]?.toLowerCase();
  // A page whose declaration could be read as ASCII is not UTF-16 (HTML 13.2.3.2, last steps).
  return label?.startsWith('utf-16') === true ? 'utf-8' : label;
}

/**
 * Decodes an answer: byte order mark, then the Content-Type's charset, then a page's `<meta charset>`, then UTF-8
 * (HTML 13.2.3.1). Invalid bytes become U+FFFD.
 *
 * @param bytes - the body
 * @param contentType - the Content-Type header, empty when there is none
 */
export function decodeText(bytes: Buffer, contentType: string): string {
  const mark = markOf(bytes);
  const named = decoderFor(mark ?? CHARSET_PARAMETER.exec(contentType)?.[1]);
  if (named !== undefined) return named(bytes);
  const declared = PAGE.test(contentType) ? decoderFor(declaredIn(bytes)) : undefined;
  return declared === undefined ? new TextDecoder().decode(bytes) : declared(bytes);
}
