/** Floor 5: from the bytes of an answer to its text, as a browser finds the encoding. */

/** How far a page's own declaration is looked for, in bytes (HTML 13.2.3.2, "prescan"). */
const PRESCAN = 1024;
const META_CHARSET = /<meta[^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]+)/i;
const CHARSET_PARAMETER = /;\s*charset\s*=\s*"?([^\s";]+)/i;
const PAGE = /^\s*(?:text\/html|application\/xhtml\+xml)/i;

function decoderFor(label: string | undefined): TextDecoder | undefined {
  if (label === undefined) return undefined;
  try {
    return new TextDecoder(label);
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
  if (named !== undefined) return named.decode(bytes);
  const declared = PAGE.test(contentType) ? decoderFor(declaredIn(bytes)) : undefined;
  return (declared ?? new TextDecoder()).decode(bytes);
}
