// Found objects over their picture: a box around each, with its name and score.

import { drawable } from '../onnx/stroke-font.ts';
import { openPixels, type Picture } from '../pictures.ts';
import type { FoundObject } from './finds.ts';
import { boxSvg, type Colour, cssOf, svgOf, tagSvg } from './tags.ts';

const BLACK: Colour = { r: 0, g: 0, b: 0 };
/** Far apart in hue and in lightness, so that neighbours differ for most eyes. */
const COLOURS: readonly Colour[] = [
  { r: 230, g: 30, b: 60 },
  { r: 0, g: 110, b: 220 },
  { r: 255, g: 200, b: 0 },
  { r: 0, g: 140, b: 70 },
  { r: 235, g: 90, b: 200 },
  { r: 255, g: 125, b: 0 },
  { r: 0, g: 190, b: 215 },
  { r: 115, g: 50, b: 170 },
];

export interface Drawn {
  readonly png: Uint8Array;
  /** Labels with letters that can't be drawn; their number among the objects stands for them. */
  readonly numbered: readonly string[];
}

export async function drawMarks(picture: Picture, objects: readonly FoundObject[]): Promise<Drawn> {
  const labels = [...new Set(objects.map(({ label }) => label))];
  const colourOf = (label: string) => COLOURS[labels.indexOf(label) % COLOURS.length] ?? BLACK;
  // The surest last, over the others; names over all boxes.
  const boxes = objects.map((object) => frameOf(object, picture, colourOf(object.label)));
  const names = objects.map((object, index) =>
    nameOf(object, index, { picture, colour: colourOf(object.label) }),
  );
  const drawing = svgOf(picture, [...boxes.toReversed(), ...names.toReversed()]);
  const pixels = await openPixels(picture);
  const layers = objects.length === 0 ? [] : [{ input: drawing }];
  const png = await pixels.composite(layers).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
  const numbered = labels.filter((label) => drawable(label) === undefined);
  return { png: new Uint8Array(png), numbered };
}

function frameOf({ box }: FoundObject, { width, height }: Picture, colour: Colour): string {
  const line = Math.max(2, Math.round(Math.min(width, height) / 200));
  const area = `${boxSvg(box)} fill="none"`;
  return (
    `<rect ${area} stroke="#000" stroke-opacity="0.55" stroke-width="${line * 1.7}"/>` +
    `<rect ${area} stroke="${cssOf(colour)}" stroke-width="${line}"/>`
  );
}

interface Desk {
  readonly picture: Picture;
  readonly colour: Colour;
}

/** Above the box, or in its top where there is no room. */
function nameOf({ label, score, box }: FoundObject, index: number, desk: Desk): string {
  const text = `${drawable(label) ?? `#${index + 1}`} ${Math.round(score * 100)}%`;
  const place = ({ height }: { readonly height: number }) => ({
    x: box.x,
    y: box.y >= height ? box.y - height : box.y,
  });
  return tagSvg({ text, colour: desk.colour, place }, desk.picture);
}
