// Colours by name, in English and Chinese, as CSS has them or near.

const HEX_BY_NAME: Readonly<Record<string, string>> = {
  red: '#ff0000',
  orange: '#ffa500',
  gold: '#ffd700',
  yellow: '#ffff00',
  lime: '#00ff00',
  green: '#008000',
  olive: '#808000',
  teal: '#008080',
  turquoise: '#40e0d0',
  cyan: '#00ffff',
  blue: '#0000ff',
  navy: '#000080',
  indigo: '#4b0082',
  purple: '#800080',
  violet: '#ee82ee',
  magenta: '#ff00ff',
  pink: '#ffc0cb',
  brown: '#a52a2a',
  红: '#ff0000',
  橙: '#ffa500',
  金: '#ffd700',
  黄: '#ffff00',
  绿: '#008000',
  青: '#00ffff',
  蓝: '#0000ff',
  紫: '#800080',
  粉: '#ffc0cb',
  棕: '#a52a2a',
};

/** A regular expression's source that matches any colour {@link toHex} knows, in lower case. */
export const COLOUR_PATTERN = `(?:#(?:[0-9a-f]{6}|[0-9a-f]{3})|${Object.keys(HEX_BY_NAME).join('|')})`;

/** As `#rrggbb`. @param colour what {@link COLOUR_PATTERN} matched */
export function toHex(colour: string): string {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
  if (short !== null) {
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  }
  return HEX_BY_NAME[colour] ?? colour;
}
