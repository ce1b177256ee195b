/** Values that a directory may hold and a careless message may not survive. */

/** What the directory holds, and what a receiver must read: the same, less what XML 1.0 cannot carry (xml 2.2). */
export interface HostileValue {
  readonly name: string;
  readonly held: string;
  readonly read: string;
}

function same(name: string, held: string): HostileValue {
  return { name, held, read: held };
}

export const HOSTILE: readonly HostileValue[] = [
  same('markup', `& < > " ' ]]> <a b="c">&amp;&#65;</a>`),
  same('comment', 'admin<!-- -->@acme.example'),
  same('cdata', '<![CDATA[ x ]]>'),
  { name: 'control', held: 'a\u0000b\u0001c\u000Bd\u001Fe', read: 'abcde' },
  { name: 'surrogates', held: 'a\uD800b\uDC00c\uFFFEd\uFFFF', read: 'abcd' },
  same('c1', 'a\u007Fb\u0080c\u009Fd'),
  same('other_scripts', 'Zoë Ångström 漢字 עברית \u202E😀 e\u0301'),
  same('long', 'x&'.repeat(5_120)),
  same('spaces', '  leading, double  and trailing  '),
  same('line_feed', 'first\nsecond\n'),
  same('tab', 'first\tsecond'),
  same('template', '${user.email} {0} %s $& $1'),
  same('return', 'first\rsecond'),
  same('return_line_feed', 'first\r\nsecond\r\n'),
  same('next_line', 'first\u0085second'),
  same('line_separator', 'first\u2028second'),
];

/** The login name, which becomes the NameID. */
export const HOSTILE_NAME = `ada & <b> "q" 'a' ]]> Ångström 漢 😀`;
