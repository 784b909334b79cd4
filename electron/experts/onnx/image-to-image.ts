// image-to-image: changes a picture as a text says, by diffusion; or super-resolution, where the model enlarges
// a picture and draws its detail anew, and follows no instructions. For that, large pictures go through it in
// tiles (tiles.ts), and transparency is kept.

import { z } from 'zod';
import { detail } from '../../../shared/errors.ts';
import { type ImageToImagePipeline, pipeline, RawImage } from '../../runner/inference.ts';
import type { Loader } from '../../runner/models.ts';
import type { ExpertInputs, ExpertOutput } from '../expert.ts';
import { fileInput, invalid, optionalText } from '../inputs.ts';
import { encodePng, MAX_PIXELS, type Picture, readPicture, resizeTo } from '../pictures.ts';
import { drawnOutput, loadDiffusion } from './diffusion-answer.ts';
import { type Enlarging, parseEnlarging } from './enlarging-text.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { blankPicture, cutTile, layInto, spansOf } from './tiles.ts';

const TASK = 'image-to-image';

/** `upscale` of `config.json`: by how much the sides grow. */
const UpscaleSchema = z.object({ upscale: z.number().int().min(1).max(16) }).readonly();

const enlarger: Loader<ImageToImagePipeline> = {
  name: 'image-to-image',
  load: (folder, options) => pipeline('image-to-image', folder, options),
  dispose: (enlarge) => enlarge.dispose(),
};

export const imageToImage: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const diffusion = await loadDiffusion(work);
    work.signal.throwIfAborted();
    if (diffusion === undefined) {
      return enlarged(work);
    }
    const prompt = changeOf(work.inputs);
    const picture = await readPicture(fileInput(TASK, work.inputs, 'image'), 'colour');
    return drawnOutput(diffusion, { task: TASK, prompt, picture }, work);
  },
};

/**
 * What a model that draws is to make of the picture.
 * @throws AppError INPUT_INVALID where nothing is asked for but more pixels: enlarging models do that
 */
function changeOf(inputs: ExpertInputs): string {
  const text = optionalText(inputs, 'text');
  if (text === undefined || parseEnlarging(text) !== undefined) {
    const why =
      text === undefined ? detail('change-without-text') : detail('change-only-enlarges', { text });
    throw invalid(TASK, why);
  }
  return text;
}

async function enlarged(work: OnnxWork): Promise<ExpertOutput> {
  const wanted = wantedOf(work.inputs);
  const source = await readPicture(fileInput(TASK, work.inputs, 'image'), 'colour and alpha');
  const enlarge = await work.load(enlarger);
  work.signal.throwIfAborted();
  const scale = UpscaleSchema.parse(enlarge.model.config).upscale;
  checkScale(scale, wanted, source);
  const colours = await enlargeInTiles(withoutAlpha(source), { enlarge, scale, work });
  const result = await withAlphaOf(colours, source);
  const { width, height } = result;
  return {
    image: { name: 'enlarged.png', bytes: await encodePng(result) },
    notes: [{ code: 'enlarged', values: { scale, width, height } }],
  };
}

/** @throws AppError INPUT_INVALID where the text is about something else than enlarging */
function wantedOf(inputs: ExpertInputs): Enlarging {
  const text = optionalText(inputs, 'text');
  const wanted = text === undefined ? {} : parseEnlarging(text);
  if (wanted === undefined) {
    throw invalid(TASK, detail('only-enlarges', { text: text ?? '' }));
  }
  return wanted;
}

/** @throws AppError INPUT_INVALID where the text wants another scale, or the result would be too large */
function checkScale(scale: number, { factor }: Enlarging, { width, height }: Picture): void {
  if (factor !== undefined && factor !== scale) {
    throw invalid(TASK, detail('other-scale', { scale, factor }));
  }
  if (width * height * scale ** 2 > MAX_PIXELS) {
    const size = { width: width * scale, height: height * scale, most: MAX_PIXELS };
    throw invalid(TASK, detail('result-too-large', size));
  }
}

interface EnlargeWork {
  readonly enlarge: ImageToImagePipeline;
  readonly scale: number;
  readonly work: Pick<OnnxWork, 'signal' | 'progress'>;
}

/** Joins each row of tiles from left to right, then the rows from top to bottom. */
async function enlargeInTiles(
  source: Picture,
  { enlarge, scale, work }: EnlargeWork,
): Promise<Picture> {
  const columns = spansOf(source.width);
  const rows = spansOf(source.height);
  const result = blankPicture(source.width * scale, source.height * scale);
  const total = columns.length * rows.length;
  let done = 0;
  for (const row of rows) {
    const band = blankPicture(result.width, (row.end - row.start) * scale);
    for (const column of columns) {
      work.signal.throwIfAborted();
      const values = { part: done + 1, parts: total };
      work.progress({ fraction: done / total, message: { code: 'enlarging-part', values } });
      const tile = await enlargeTile(cutTile(source, column, row), enlarge, scale);
      layInto(band, tile, { offset: column.start * scale, along: 'x', scale });
      done += 1;
    }
    layInto(result, band, { offset: row.start * scale, along: 'y', scale });
  }
  work.signal.throwIfAborted();
  return result;
}

/** The processor pads at the right and below to what the model can take; that is cut off again. */
async function enlargeTile(
  { pixels, width, height }: Picture,
  enlarge: ImageToImagePipeline,
  scale: number,
): Promise<Picture> {
  const image = new RawImage(new Uint8ClampedArray(pixels), width, height, 3);
  const found = await enlarge(image);
  const made = Array.isArray(found) ? found[0] : found;
  if (made === undefined || made.width < width * scale || made.height < height * scale) {
    throw new Error(`the model made ${made?.width} × ${made?.height} of ${width} × ${height}`);
  }
  const whole: Picture = {
    width: made.width,
    height: made.height,
    channels: 3,
    pixels: new Uint8Array(made.data),
  };
  return cutTile(whole, { start: 0, end: width * scale }, { start: 0, end: height * scale });
}

function withoutAlpha({ pixels, width, height }: Picture): Picture {
  const colours = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    colours.set(pixels.subarray(at * 4, at * 4 + 3), at * 3);
  }
  return { width, height, channels: 3, pixels: colours };
}

/** Transparency is enlarged by interpolation; a picture without any needs no alpha channel. */
async function withAlphaOf(colours: Picture, source: Picture): Promise<Picture> {
  const alpha = source.pixels.filter((_, at) => at % 4 === 3);
  if (alpha.every((level) => level === 255)) {
    return colours;
  }
  const { width, height } = colours;
  const enlarged = await resizeTo({ ...source, channels: 1, pixels: alpha }, { width, height });
  const pixels = new Uint8Array(width * height * 4);
  for (const [at, level] of enlarged.pixels.entries()) {
    pixels.set(colours.pixels.subarray(at * 3, at * 3 + 3), at * 4);
    pixels[at * 4 + 3] = level;
  }
  return { width, height, channels: 4, pixels };
}
