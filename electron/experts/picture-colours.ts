// Colours that mark what was found in a picture, the same on each host: far apart from each other, whatever
// the picture looks like.

/** Red, green and blue, from 0 to 255. */
export type Colour = readonly [number, number, number];

export const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];

/** Far apart in hue and in lightness, so that neighbours differ for most eyes. */
const OF_LABELS: readonly Colour[] = [
  [230, 30, 60],
  [0, 110, 220],
  [255, 200, 0],
  [0, 140, 70],
  [235, 90, 200],
  [255, 125, 0],
  [0, 190, 215],
  [115, 50, 170],
  [150, 210, 50],
  [135, 80, 30],
];
/** Turning the hue by the golden angle keeps any number of colours apart. */
const GOLDEN_ANGLE = 137.508;

/** One for each label, in the order in which they first come. */
export function labelColours(
  objects: readonly { readonly label: string }[],
): ReadonlyMap<string, Colour> {
  const labels = [...new Set(objects.map(({ label }) => label))];
  return new Map(labels.map((label, i) => [label, OF_LABELS[i % OF_LABELS.length] ?? BLACK]));
}

/** Red first; bright, so that a region's outline stands out from most pictures. */
export function regionColour(index: number): Colour {
  const hue = index * GOLDEN_ANGLE;
  return [channelAt(hue), channelAt(hue - 120), channelAt(hue + 120)];
}

/** One channel of a fully saturated hue: up over 60 degrees, level for 120, down over 60. */
function channelAt(degrees: number): number {
  const fromPeak = Math.abs(((((degrees + 180) % 360) + 360) % 360) - 180);
  return 255 * Math.min(1, Math.max(0, 2 - fromPeak / 60));
}

/** For letters on a ground; as the eye weighs the channels. */
export function inkOn([red, green, blue]: Colour): Colour {
  return 0.299 * red + 0.587 * green + 0.114 * blue > 110 ? BLACK : WHITE;
}
