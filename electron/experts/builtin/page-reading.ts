// Reading a picture with text in it: makes it dark on light, tries the recogniser until a reading can
// be believed, and gives its words with boxes in the source picture. Single attempts are in ocr.ts.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { ExpertContext } from '../expert.ts';
import {
  openPixels,
  type Picture,
  type PictureFile,
  readPicture,
  resizeTo,
  toPicture,
} from '../pictures.ts';
import { type PageLayout, recognise } from './ocr.ts';
import type { RecognisedLine, RecognisedWord } from './ocr-lines.ts';
import { separateColumns } from './text-columns.ts';
import { measureTones } from './tones.ts';
import { believable, confidenceOf, evidenceOf, medianHeight } from './word-evidence.ts';

export interface PageReading {
  /** In reading order; boxes in whole pixels of the source picture as displayed. */
  readonly lines: readonly RecognisedLine[];
  /** What was done to read it. */
  readonly notes: readonly ResultNote[];
}

/** How the page is put before the recogniser. */
interface Attempt {
  /** Times the source's width and height. */
  readonly scale: number;
  readonly layout: PageLayout;
  readonly smoothing: 'none' | 'blur' | 'median';
}

interface Outcome {
  readonly attempt: Attempt;
  readonly lines: readonly RecognisedLine[];
}

/**
 * Pixels that are recognised at most: about A4 at 350 dots per inch. It is the noise of photographs
 * that takes time: up to 9 s for a page of this size, and 1 s for one of the glance.
 */
const MAX_RECOGNISED = 12_000_000;
/** Pixels of the first attempt, which finds out whether there is text, and how large. */
const GLANCE = 3_000_000;
/** Pixels in which scattered words are sought: noise is full of them, and each one is read. */
const MAX_SCATTERED = 1_000_000;
/**
 * Median heights of words in pixels, measured on drawn pages in seven typefaces: below 15 up to half
 * of the words are lost, below 20 some, from 25 to 310 none.
 */
const SMALL_WORDS = 22;
const GOOD_WORDS = 30;
const MAX_ENLARGEMENT = 4;
/** Where nothing was found, letters may have been too small to be taken for letters. */
const BLIND_ENLARGEMENT = 3;
/** Clean print is read with 0.93 and more, print under heavy noise with 0.9 and less. */
const CLEAN_CONFIDENCE = 0.9;
/** Tones that differ by less than this, of 256, are no text on a ground. */
const LEAST_CONTRAST = 16;
/** Where half of the pixels are darker than this, of 256, the text is light on dark. */
const DARK_GROUND = 110;

/** The scale at which the page has so many pixels. */
type ScaleOf = (pixels: number) => number;

/** What to try next given the best outcome so far, or undefined where it needs no such attempt. */
const FURTHER_ATTEMPTS: readonly ((best: Outcome, scaleOf: ScaleOf) => Attempt | undefined)[] = [
  ({ attempt, lines }, scaleOf) => {
    const height = medianHeight(lines);
    if (height === undefined) {
      const scale = Math.min(BLIND_ENLARGEMENT, scaleOf(GLANCE));
      // Below its own size a picture is looked at in full before it is enlarged.
      return { ...attempt, scale: Math.max(scale, Math.min(1, scaleOf(MAX_RECOGNISED))) };
    }
    const isSmall = height * attempt.scale < SMALL_WORDS;
    const scale = Math.min(GOOD_WORDS / height, MAX_ENLARGEMENT, scaleOf(MAX_RECOGNISED));
    return isSmall && scale > attempt.scale ? { ...attempt, scale } : undefined;
  },
  ({ attempt: { scale, smoothing }, lines }, scaleOf) =>
    lines.length === 0
      ? { scale: Math.min(scale, scaleOf(MAX_SCATTERED)), smoothing, layout: 'scattered words' }
      : undefined,
  ({ attempt, lines }) =>
    confidenceOf(lines) < CLEAN_CONFIDENCE ? { ...attempt, smoothing: 'blur' } : undefined,
  ({ attempt, lines }) =>
    confidenceOf(lines) < CLEAN_CONFIDENCE ? { ...attempt, smoothing: 'median' } : undefined,
];

/** @throws AppError FILE_UNREADABLE where the file is damaged; the signal's reason where it aborts */
export async function readPage(file: PictureFile, context: ExpertContext): Promise<PageReading> {
  const page = await readDarkOnLight(file);
  if (page === undefined) {
    return { lines: [], notes: [] };
  }
  const { lines, attempt } = await readBest(page.picture, context);
  return {
    lines: separateColumns(believable(lines)),
    notes: [
      ...(page.inverted ? [{ code: 'picture-inverted' as const }] : []),
      ...describe(attempt),
    ],
  };
}

/** Undefined where nothing stands out from its ground. */
async function readDarkOnLight(
  file: PictureFile,
): Promise<{ readonly picture: Picture; readonly inverted: boolean } | undefined> {
  // White text on a transparent ground vanishes on white, and shows on black.
  for (const background of ['white', 'black'] as const) {
    const picture = await readPicture(file, 'grey', background);
    const { darkest, lightest, median } = measureTones(picture.pixels);
    if (lightest - darkest >= LEAST_CONTRAST) {
      const inverted = median < DARK_GROUND;
      return { picture: inverted ? invert(picture) : picture, inverted };
    }
  }
  return undefined;
}

function invert(picture: Picture): Picture {
  return { ...picture, pixels: picture.pixels.map((tone) => 255 - tone) };
}

async function readBest(page: Picture, context: ExpertContext): Promise<Outcome> {
  const scaleOf: ScaleOf = (pixels) => Math.sqrt(pixels / (page.width * page.height));
  const first: Attempt = { scale: Math.min(1, scaleOf(GLANCE)), layout: 'page', smoothing: 'none' };
  let best = await tryToRead(page, first, context);
  for (const further of FURTHER_ATTEMPTS) {
    const attempt = further(best, scaleOf);
    if (attempt !== undefined) {
      const outcome = await tryToRead(page, attempt, context);
      best = evidenceOf(outcome.lines) > evidenceOf(best.lines) ? outcome : best;
    }
  }
  return best;
}

async function tryToRead(
  page: Picture,
  attempt: Attempt,
  context: ExpertContext,
): Promise<Outcome> {
  const prepared = await prepare(page, attempt);
  const lines = await recognise(prepared, attempt.layout, context);
  const toSource = placeIn(page, prepared);
  return {
    attempt,
    lines: lines.map((line) => ({ ...line, words: line.words.map(toSource) })),
  };
}

async function prepare(page: Picture, { scale, smoothing }: Attempt): Promise<Picture> {
  const unspecked = smoothing === 'median' ? await smooth(page, 'median') : page;
  const width = Math.max(1, Math.round(page.width * scale));
  const height = Math.max(1, Math.round(page.height * scale));
  const sized = await resizeTo(unspecked, { width, height });
  return smoothing === 'blur' ? smooth(sized, 'blur') : sized;
}

async function smooth(picture: Picture, how: 'blur' | 'median'): Promise<Picture> {
  const pixels = await openPixels(picture);
  const smoothed = how === 'blur' ? pixels.blur(1.5) : pixels.median(3);
  return toPicture(smoothed.toColourspace('b-w'), 1);
}

/** Takes a word's box from the prepared picture to the source, outwards to whole pixels. */
function placeIn(source: Picture, prepared: Picture): (word: RecognisedWord) => RecognisedWord {
  const across = source.width / prepared.width;
  const down = source.height / prepared.height;
  return (word) => {
    const { x, y, width, height } = word.box;
    const left = Math.floor(x * across);
    const top = Math.floor(y * down);
    const right = Math.min(source.width, Math.ceil((x + width) * across));
    const bottom = Math.min(source.height, Math.ceil((y + height) * down));
    return { ...word, box: { x: left, y: top, width: right - left, height: bottom - top } };
  };
}

/** Only what may have cost words is worth telling; enlarging costs none. */
function describe({ scale, smoothing }: Attempt): readonly ResultNote[] {
  return [
    ...(scale < 1 ? [{ code: 'picture-reduced' as const, values: { scale } }] : []),
    ...(smoothing === 'none' ? [] : [{ code: 'picture-smoothed' as const }]),
  ];
}
