// Annotated pictures: boxes with readable names over the source, in its own size. Drawn straight into the
// pixels, so that 64 megapixels need one copy of the picture and nothing more.

import type { Box } from '../../../shared/media.ts';
import { RawImage } from '../../runner/inference.ts';
import { BLACK, type Colour, inkOn, labelColours } from '../picture-colours.ts';
import { letterUnit, lineWidth, numberedLabels, ROOM, tagSize, tagText } from '../picture-marks.ts';
import { type Area, fillArea, strokeText } from './brush.ts';

export interface Marked {
  readonly label: string;
  /** From 0 to 1; drawn in per cent. */
  readonly score?: number;
  readonly box: Box;
}

interface Drawing {
  readonly image: RawImage;
  /** Labels that have letters which can't be drawn; they are drawn as their number among the objects. */
  readonly numbered: readonly string[];
}

/** Pixels. */
interface Measures {
  readonly line: number;
  /** Around a line, so that it stands out where the picture has its colour. */
  readonly edge: number;
  /** Of one unit of the letters' grid. */
  readonly unit: number;
}

type Size = Pick<Area, 'width' | 'height'>;

interface Tag extends Area {
  readonly text: string;
  readonly colour: Colour;
}

/** The source stays as it is; without objects, the drawing is the source itself. */
export function drawObjects(source: RawImage, objects: readonly Marked[]): Drawing {
  if (objects.length === 0) {
    return { image: source, numbered: [] };
  }
  const image = new RawImage(new Uint8ClampedArray(source.data), source.width, source.height, 3);
  const measures = measuresOf(image);
  const colours = labelColours(objects);
  // The surest last, over the others.
  for (const { label, box } of objects.toReversed()) {
    drawBox(image, box, { ...measures, colour: colours.get(label) ?? BLACK });
  }
  const tags = placeTags(objects, { image, colours });
  for (const tag of tags) {
    drawTag(image, tag, measures);
  }
  return { image, numbered: numberedLabels(objects) };
}

function measuresOf(image: RawImage): Measures {
  const line = lineWidth(image);
  return { line, edge: Math.max(1, Math.round(line / 3)), unit: letterUnit(image) };
}

function drawBox(
  image: RawImage,
  { x, y, width, height }: Box,
  { line, edge, colour }: Measures & { readonly colour: Colour },
): void {
  const outer = { x, y, width, height };
  drawFrame(image, grown(outer, edge), {
    thickness: line + 2 * edge,
    paint: BLACK,
    strength: 0.55,
  });
  drawFrame(image, outer, { thickness: line, paint: colour, strength: 1 });
}

function grown({ x, y, width, height }: Area, by: number): Area {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

interface Frame {
  readonly thickness: number;
  readonly paint: Colour;
  readonly strength: number;
}

/** Four bars inside of the area, which don't overlap, so that a strength below 1 stays even. */
function drawFrame(image: RawImage, { x, y, width, height }: Area, frame: Frame): void {
  const across = Math.min(frame.thickness, width / 2);
  const down = Math.min(frame.thickness, height / 2);
  const inner = height - 2 * down;
  for (const bar of [
    { x, y, width, height: down },
    { x, y: y + height - down, width, height: down },
    { x, y: y + down, width: across, height: inner },
    { x: x + width - across, y: y + down, width: across, height: inner },
  ]) {
    fillArea(image, bar, frame);
  }
}

interface Desk {
  readonly image: RawImage;
  readonly colours: ReadonlyMap<string, Colour>;
}

/** Tags that don't cover each other as long as there is room; those larger than the picture are left out. */
function placeTags(objects: readonly Marked[], { image, colours }: Desk): readonly Tag[] {
  const placed: Tag[] = [];
  for (const [index, object] of objects.entries()) {
    const text = tagText(object, index);
    const size = wholePixels(tagSize(text, image));
    if (size.width <= image.width && size.height <= image.height) {
      const area = freePlace(placesFor(object.box, size, image), placed);
      placed.push({ ...area, text, colour: colours.get(object.label) ?? BLACK });
    }
  }
  return placed;
}

function wholePixels({ width, height }: Size): Size {
  return { width: Math.ceil(width), height: Math.ceil(height) };
}

/** From the best on: above the box, below it, in its top, and then down and up along its left side. */
function placesFor(box: Box, size: Size, image: RawImage): readonly Area[] {
  const steps = Math.ceil(image.height / size.height);
  const rows = Array.from({ length: steps }, (_, step) => (step + 1) * size.height);
  const bottom = box.y + box.height;
  const tops = [
    ...(box.y >= size.height ? [box.y - size.height] : []),
    ...(bottom + size.height <= image.height ? [bottom] : []),
    box.y,
    ...rows.flatMap((row) => [box.y + row, box.y - size.height - row]),
  ];
  return tops.map((y) => ({
    ...size,
    x: Math.round(Math.min(Math.max(0, box.x), image.width - size.width)),
    y: Math.round(Math.min(Math.max(0, y), image.height - size.height)),
  }));
}

function freePlace(places: readonly Area[], taken: readonly Area[]): Area {
  const free = places.find((place) => !taken.some((other) => overlaps(place, other)));
  const [first] = places;
  if (first === undefined) {
    throw new Error('A tag has no place at all.'); // a bug: there is always the place in the box's top
  }
  return free ?? first;
}

function overlaps(a: Area, b: Area): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function drawTag(image: RawImage, tag: Tag, { unit }: Measures): void {
  fillArea(image, tag, { paint: tag.colour, strength: 1 });
  const at = { x: tag.x + ROOM.left * unit, y: tag.y + ROOM.above * unit };
  strokeText(image, tag.text, { ...at, unit, paint: inkOn(tag.colour) });
}
