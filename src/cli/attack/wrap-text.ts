/** Floor 9: a paragraph in lines that a terminal holds. */

/** As wide as people like to read. */
const WIDTH = 88;

/** The lines of a paragraph; words are never cut. */
export function wrapText(text: string, width: number = WIDTH): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
