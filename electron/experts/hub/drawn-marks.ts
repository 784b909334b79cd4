// Found objects over their picture: a box around each, with its name and score.

import type { FoundObject } from '../found-objects.ts';
import { BLACK, type Colour, labelColours } from '../picture-colours.ts';
import { lineWidth, numberedLabels, tagText } from '../picture-marks.ts';
import { openPixels, type Picture } from '../pictures.ts';
import { boxSvg, cssOf, svgOf, tagSvg } from './tags.ts';

export interface Drawn {
  readonly png: Uint8Array;
  /** Labels with letters that can't be drawn; their number among the objects stands for them. */
  readonly numbered: readonly string[];
}

export async function drawMarks(picture: Picture, objects: readonly FoundObject[]): Promise<Drawn> {
  const colours = labelColours(objects);
  const colourOf = (label: string) => colours.get(label) ?? BLACK;
  // The surest last, over the others; names over all boxes.
  const boxes = objects.map((object) => frameOf(object, picture, colourOf(object.label)));
  const names = objects.map((object, index) =>
    nameOf(object, index, { picture, colour: colourOf(object.label) }),
  );
  const drawing = svgOf(picture, [...boxes.toReversed(), ...names.toReversed()]);
  const pixels = await openPixels(picture);
  const layers = objects.length === 0 ? [] : [{ input: drawing }];
  const png = await pixels.composite(layers).removeAlpha().png({ compressionLevel: 6 }).toBuffer();
  return { png: new Uint8Array(png), numbered: numberedLabels(objects) };
}

function frameOf({ box }: FoundObject, picture: Picture, colour: Colour): string {
  const line = lineWidth(picture);
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
function nameOf(object: FoundObject, index: number, desk: Desk): string {
  const { box } = object;
  const place = ({ height }: { readonly height: number }) => ({
    x: box.x,
    y: box.y >= height ? box.y - height : box.y,
  });
  return tagSvg({ text: tagText(object, index), colour: desk.colour, place }, desk.picture);
}
