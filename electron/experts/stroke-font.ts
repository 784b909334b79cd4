// Letters as strokes, for names drawn onto pictures. No font file is needed: SVG text takes whatever the
// system has, which on a bare Linux is nothing, and the program's own web font is not one that it reads.

/** A glyph on a grid: capitals from 0 to 6 downwards, small letters from 2, tails to 8. */
interface Glyph {
  readonly width: number;
  /** Each a row of x, y. */
  readonly strokes: readonly Stroke[];
}
export type Point = readonly [number, number];
type Stroke = readonly Point[];

/** Units of the grid from the top of a capital to the baseline, and to the end of a tail. */
export const CAPITAL = 6;
export const TAIL = 8;
const GAP = 1.6;
const SPACE = 2.4;

/** Points as pairs of digits, x and y; `~` in front rounds the corners between first and last. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '06 20 46/14 34',
  B: '00 06/~00 40 43 03/~03 43 46 06',
  C: '~41 40 00 06 46 45',
  D: '00 06/~00 40 46 06',
  E: '40 00 06 46/03 33',
  F: '40 00 06/03 33',
  G: '~41 40 00 06 46 43/43 23',
  H: '00 06/40 46/03 43',
  I: '00 20/10 16/06 26',
  J: '~40 46 06 04',
  K: '00 06/40 03/13 46',
  L: '00 06 46',
  M: '06 00 33 60 66',
  N: '06 00 46 40',
  O: '~20 40 46 06 00 20',
  P: '06 00/~00 40 43 03',
  Q: '~20 40 46 06 00 20/24 47',
  R: '06 00/~00 40 43 03/23 46',
  S: '~41 40 00 03 43 46 06 05',
  T: '00 40/20 26',
  U: '~00 06 46 40',
  V: '00 26 40',
  W: '00 16 31 56 60',
  X: '00 46/40 06',
  Y: '00 23 40/23 26',
  Z: '00 40 06 46',
  a: '32 36/~32 02 06 36',
  b: '00 06/~02 32 36 06',
  c: '~33 32 02 06 36 35',
  d: '30 36/~32 02 06 36',
  e: '04 34/~34 32 02 06 36 35',
  f: '~20 10 12/12 16/02 22',
  g: '~32 02 06 36/~32 38 08 07',
  h: '00 06/~02 32 36',
  i: '02 06/00 00',
  j: '~12 18 08/10 10',
  k: '00 06/32 04/14 36',
  l: '~00 06 16',
  m: '02 06/~02 32 36/~32 62 66',
  n: '02 06/~02 32 36',
  o: '~04 02 32 36 06 04',
  p: '02 08/~02 32 36 06',
  q: '32 38/~32 02 06 36',
  r: '02 06/~04 02 22',
  s: '~33 32 02 04 34 36 06 05',
  t: '~10 16 26/02 22',
  u: '~02 06 36/32 36',
  v: '02 26 42',
  w: '02 16 33 56 62',
  x: '02 36/32 06',
  y: '02 26/42 18',
  z: '02 32 06 36',
  '0': '~20 40 46 06 00 20',
  '1': '01 20 26',
  '2': '~01 00 40 43 06/06 46',
  '3': '~01 00 40 43 13/~13 43 46 06 05',
  '4': '36 30 04 44',
  '5': '40 00 03/~03 43 46 06 05',
  '6': '~41 40 00 06 46 43 03 04',
  '7': '00 40 16',
  '8': '~20 40 43 03 00 20/~23 43 46 06 03 23',
  '9': '~42 43 03 00 40 46 06 05',
  '%': '60 06/~10 20 22 02 00 10/~54 64 66 46 44 54',
  '.': '06 06',
  ',': '16 07',
  ':': '03 03/06 06',
  '-': '03 33',
  _: '07 37',
  '+': '03 43/21 25',
  '/': '40 06',
  "'": '00 01',
  '!': '00 04/06 06',
  '?': '~01 00 30 33 13 14/16 16',
  '(': '~10 00 06 16',
  ')': '~00 10 16 06',
  '&': '46 01 10 21 04 05 16 26 43',
  '#': '10 06/40 36/02 42/04 44',
};

const DRAWN = new Map(Object.entries(GLYPHS).map(([letter, code]) => [letter, toGlyph(code)]));

/** Without accents; undefined where a character has no glyph here. */
export function drawable(text: string): string | undefined {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ');
  return [...plain].every((letter) => letter === ' ' || DRAWN.has(letter)) ? plain : undefined;
}

/** The strokes of a {@link drawable} text from (0, 0), and its width, in units of the grid. */
export function strokesOf(text: string): Glyph {
  const strokes: Stroke[] = [];
  let x = 0;
  for (const letter of text) {
    const glyph = DRAWN.get(letter);
    for (const stroke of glyph?.strokes ?? []) {
      strokes.push(stroke.map(([px, py]) => [px + x, py]));
    }
    x += glyph === undefined ? SPACE : glyph.width + GAP;
  }
  return { width: Math.max(0, x - GAP), strokes };
}

function toGlyph(code: string): Glyph {
  const strokes = code.split('/').map((part) => {
    const points = [...part.matchAll(/(\d)(\d)/g)].map(([, x, y]): Point => [Number(x), Number(y)]);
    return part.startsWith('~') ? rounded(rounded(points)) : points;
  });
  return { width: Math.max(...strokes.flat().map(([x]) => x)), strokes };
}

/** Chaikin's corner cutting; the ends stay. */
function rounded(points: Stroke): Stroke {
  const cut = points.slice(1).flatMap((to, index) => {
    const from = points[index] ?? to;
    return [between(from, to, 0.25), between(from, to, 0.75)];
  });
  return [...points.slice(0, 1), ...cut, ...points.slice(-1)];
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + (bx - ax) * share, ay + (by - ay) * share];
}
