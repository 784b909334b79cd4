// The table of marks and what a voice makes of them: Markdown and HTML marks go, symbols become words,
// typography becomes ASCII. In order: each row sees the text as the rows above have left it. Each takes
// time in proportion to the text, whatever the text: inner repeats are bounded or can't fail late.

export interface SpokenMark {
  readonly pattern: RegExp;
  readonly spoken: string;
}

const LINES: readonly SpokenMark[] = [
  { pattern: /\r\n?|[\f\v\u0085\u2028\u2029]/g, spoken: '\n' },
  { pattern: /[ \t\u00a0\u2000-\u200a\u202f\u3000]+/g, spoken: ' ' },
  // Control characters, zero-width marks, soft hyphens; but not the joiner, which holds emoji together.
  { pattern: /(?![\n\u200d])[\p{Cc}\p{Cf}]/gu, spoken: '' },
];

const MARKDOWN: readonly SpokenMark[] = [
  { pattern: /^ *(?:```|~~~).*$/gm, spoken: '' },
  { pattern: /^ *(?:[-*_] *){3,}$/gm, spoken: '' },
  { pattern: /^ *\|?(?: *:?-{2,}:? *\|)+ *(?::?-{2,}:?)? *$/gm, spoken: '' },
  { pattern: /^ *(?:>+ *)+/gm, spoken: '' },
  { pattern: /^ *#{1,6} +(.*?)[ #]*$/gm, spoken: '$1' },
  { pattern: /^ *[-*+\u2022\u25aa\u25cf] +(?:\[[ xX]\] +)?/gm, spoken: '' },
  { pattern: /!?\[([^\][\n]{0,300})\]\([^()\s]{0,2000}(?: "[^"\n]{0,300}")?\)/g, spoken: '$1' },
  { pattern: /(\*{1,3}|~~|`{1,3})(?=\S)([^\n]{0,300}?\S)\1/g, spoken: '$2' },
  { pattern: /(?<![\w_])(_{1,3})(?=[^\s_])([^\n]{0,300}?[^\s_])\1(?!\w)/g, spoken: '$2' },
  { pattern: /<\/?[a-z][a-z0-9]*(?: [a-z-]+=(?:"[^"\n]*"|'[^'\n]*'))* ?\/?>/gi, spoken: ' ' },
  { pattern: /^ *\||\| *$/gm, spoken: '' },
  { pattern: / *\| */g, spoken: ', ' },
];

const ADDRESSES: readonly SpokenMark[] = [
  // An address is told by its site: nobody wants the rest read out.
  {
    pattern:
      /\b(?:https?|ftp):\/\/(?:www\.)?([\w.-]*\w)(?:[/?#](?:[^\s)\]>]{0,2000}[^\s)\]>.,;:!?])?)?/gi,
    spoken: '$1',
  },
  { pattern: /(?<=\w)@(?=\w)/g, spoken: ' at ' },
  { pattern: /(?<=[a-z])\.(?=[a-z]{2})/g, spoken: ' dot ' },
];

/** Whole units, hundredths, a power of ten; where the number begins is the pattern's to say. */
const AMOUNT = String.raw`(\d(?:[\d,]*\d)?)(?:\.(\d\d)(?!\d))?( (?:thousand|million|billion|trillion)\b)?`;
const ONE = String.raw`1(?:\.00)?(?![\d.,]*\d| (?:thousand|million|billion|trillion))`;
const NOT_INSIDE = String.raw`(?<![\d.,])`;

const MONEY: readonly SpokenMark[] = [
  ...currency('\\$', 'dollar'),
  ...currency('\u20ac', 'euro'),
  ...currency('\u00a3', 'pound'),
  ...currency('\u00a5', 'yen', 'yen'),
  ...currency('\u20b9', 'rupee'),
];

/** "€20.50", "€ 20.50" and "20.50 €" as "20 euros 50"; a sign alone as its name. */
function currency(sign: string, one: string, many = `${one}s`): readonly SpokenMark[] {
  const row = (pattern: string, spoken: string) => ({ pattern: new RegExp(pattern, 'g'), spoken });
  return [
    row(`${sign} ?${ONE}`, ` 1 ${one} `),
    row(`${NOT_INSIDE}${ONE} ?${sign}(?!\\d)`, ` 1 ${one} `),
    row(`${sign} ?${AMOUNT}`, ` $1$3 ${many} $2 `),
    row(`${NOT_INSIDE}${AMOUNT} ?${sign}(?!\\d)`, ` $1$3 ${many} $2 `),
    row(sign, ` ${many} `),
  ];
}

const SYMBOLS: readonly SpokenMark[] = [
  words('%', 'percent'),
  words('\u2030', 'per mille'),
  words('&', 'and'),
  words('\u00b0 ?C\\b|\u2103', 'degrees Celsius'),
  words('\u00b0 ?F\\b|\u2109', 'degrees Fahrenheit'),
  words('\u00b0', 'degrees'),
  words('\u00b2', 'squared'),
  words('\u00b3', 'cubed'),
  words('(?<=\\d ?)\u00bd', 'and a half'),
  words('\u00bd', 'a half'),
  words('(?<=\\d ?)\u00bc', 'and a quarter'),
  words('\u00bc', 'a quarter'),
  words('(?<=\\d ?)\u00be', 'and three quarters'),
  words('\u00be', 'three quarters'),
  words('\u00d7|(?<=\\d) ?\\* ?(?=\\d)', 'times'),
  words('\u00f7', 'divided by'),
  words('\u00b1', 'plus or minus'),
  words('\u2248|~(?= ?\\d)', 'about'),
  words('\u2260|!=', 'is not'),
  words('\u2264|<=', 'at most'),
  words('\u2265|>=', 'at least'),
  words('=>|->|[\u2192\u21d2\u27a1]', 'to'),
  words('=+', 'equals'),
  words('<', 'less than'),
  words('>', 'more than'),
  words('(?<=\\w)\\+{2}', 'plus plus'),
  words('\\+', 'plus'),
  words('\u221e', 'infinity'),
  words('\u03c0', 'pi'),
  words('[\u00b5\u03bc](?=[a-z]\\b)', 'micro'),
  words('\u00a7', 'section'),
  words('\u00a9', 'copyright'),
  words('\u2116|#(?= ?\\d)', 'number'),
  words('\u2122|\u00ae', ''),
  words('(?<=[a-z]{2})/(?=[a-z]{2})', ''),
];

function words(pattern: string, spoken: string): SpokenMark {
  return { pattern: new RegExp(pattern, 'gi'), spoken: ` ${spoken} ` };
}

const TYPOGRAPHY: readonly SpokenMark[] = [
  { pattern: /[\u2018\u2019\u201a\u2032]/g, spoken: "'" },
  { pattern: /[\u201c\u201d\u201e\u00ab\u00bb\u2033]/g, spoken: '"' },
  { pattern: /(?<=\d) ?[\u2013\u2010\u2011] ?(?=\d)/g, spoken: ' to ' },
  { pattern: /\u2212/g, spoken: '-' },
  { pattern: /[\u2010\u2011]/g, spoken: '-' },
  { pattern: / *(?:[\u2012-\u2015]|--+| - ) */g, spoken: ', ' },
  { pattern: /\u2026|\.{3,}/g, spoken: '.' },
  { pattern: /[*_^\\`{}[\]#~\u2022\u25aa\u25cf\u00b7]/g, spoken: ' ' },
  { pattern: /\u00df/g, spoken: 'ss' },
  { pattern: /[\u00e6\u00c6]/g, spoken: 'ae' },
  { pattern: /[\u0153\u0152]/g, spoken: 'oe' },
  { pattern: /[\u00f8\u00d8]/g, spoken: 'o' },
  { pattern: /[\u0142\u0141]/g, spoken: 'l' },
  { pattern: /[\u0111\u0110\u00f0\u00d0]/g, spoken: 'd' },
  { pattern: /[\u00fe\u00de]/g, spoken: 'th' },
  { pattern: /\u0131/g, spoken: 'i' },
];

export const SPOKEN_MARKS: readonly SpokenMark[] = [
  ...LINES,
  ...MARKDOWN,
  ...ADDRESSES,
  ...MONEY,
  ...SYMBOLS,
  ...TYPOGRAPHY,
];
