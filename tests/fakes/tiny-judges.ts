// Whether a picture shows what was asked for, as experts with the tiny detector, the tiny classifier and the
// tiny model that names colours see it.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Region } from 'sharp';
import { z } from 'zod';
import type { ExpertInput } from '../../electron/experts/expert.ts';
import { imageClassification } from '../../electron/experts/onnx/image-classification.ts';
import { objectDetection } from '../../electron/experts/onnx/object-detection.ts';
import { zeroShotImageClassification } from '../../electron/experts/onnx/zero-shot-image-classification.ts';
import type { Picture } from '../../electron/experts/pictures.ts';
import type { Box } from '../../shared/media.ts';
import { temporaryFolder } from './folders.ts';
import { performOnnx, tinyModel } from './onnx.ts';
import { SHAPES } from './scenes.ts';

const COLOURS = 'red, orange, yellow, green, blue, purple';
/** A box with some of what is around it: so the one that names colours knows shapes. */
const GROWN = 1.25;

const WishSchema = z.object({
  count: z.number(),
  colour: z.string(),
  shape: z.enum(SHAPES),
  ground: z.string(),
  text: z.string(),
});
export type Wish = z.infer<typeof WishSchema>;

/** What was never trained on together, written down by the script that trained. */
export function heldOut(): readonly Wish[] {
  const content = readFileSync(`${tinyModel('diffusion')}/held-out.json`, 'utf8');
  return z.array(WishSchema).parse(JSON.parse(content));
}

/** What was seen: the shapes found, each with its colour, and the one that the classifier names. */
export interface Seen {
  readonly shapes: readonly { readonly label: string; readonly colour: string }[];
  readonly named: string;
}

/** Every shape once, of the right kind and colour; one alone is also named right by the classifier. */
export function isRight({ shapes, named }: Seen, { count, colour, shape }: Wish): boolean {
  const matching = shapes.filter((seen) => seen.label === shape && seen.colour === colour);
  const isNamed = count > 1 || named === shape;
  return shapes.length === count && matching.length === count && isNamed;
}

export async function look({ pixels, width, height, channels }: Picture): Promise<Seen> {
  const whole = sharp(pixels, { raw: { width, height, channels } });
  const image = await fileOf(await whole.png().toBuffer());
  const { objects = [] } = await performOnnx(objectDetection, {
    model: 'object-detection',
    inputs: { image },
  });
  const { labels = [] } = await performOnnx(imageClassification, {
    model: 'image-classification',
    inputs: { image },
  });
  const shapes: { label: string; colour: string }[] = [];
  for (const { label, box } of objects) {
    const part = await whole.clone().extract(regionOf(box, { width, height })).png().toBuffer();
    shapes.push({ label, colour: await colourOf(part) });
  }
  return { shapes, named: labels[0]?.label ?? '' };
}

async function colourOf(part: Buffer): Promise<string> {
  const { labels = [] } = await performOnnx(zeroShotImageClassification, {
    model: 'zero-shot-image-classification',
    inputs: { image: await fileOf(part), labels: { kind: 'text', text: COLOURS } },
  });
  return labels[0]?.label ?? '';
}

async function fileOf(png: Buffer): Promise<ExpertInput> {
  const path = join(temporaryFolder(), 'picture.png');
  await sharp(png).toFile(path);
  const artefact = { id: '0'.repeat(64), kind: 'image', mime: 'image/png', size: 1 } as const;
  return { kind: 'image', name: 'picture.png', artefact, path };
}

/** The box with some of what is around it, within the picture. */
function regionOf(
  box: Box,
  { width, height }: { readonly width: number; readonly height: number },
): Region {
  const [x, y] = [(box.width * (GROWN - 1)) / 2, (box.height * (GROWN - 1)) / 2];
  const left = Math.max(0, Math.round(box.x - x));
  const top = Math.max(0, Math.round(box.y - y));
  const right = Math.min(width, Math.round(box.x + box.width + x));
  const bottom = Math.min(height, Math.round(box.y + box.height + y));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}
