// Whether a stored file holds what its kind promises: a picture that decodes and is no empty sheet, sound
// that can be heard, a video with a picture. What is wrong with it, in words; nothing where it is right.

import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { openRecording } from '../../electron/experts/recording.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import { readVideo } from './videos.ts';

/** Pixels of a side. */
const SIDES = { least: 32, most: 2048 };
/** Of 255 levels, between the darkest and the brightest pixel of a channel. */
const LEAST_CONTRAST = 24;
const LEAST_SECONDS = 0.1;
/** Of the full scale, what a person hears as sound. */
const LEAST_PEAK = 0.01;

/** @param file is dubbed where it must be heard too */
export async function wrongWith(
  { name, artefact }: NamedArtefact,
  { path, isDubbed = false }: { readonly path: string; readonly isDubbed?: boolean },
): Promise<readonly string[]> {
  const file = { path, name, artefact };
  switch (artefact.kind) {
    case 'image':
      return wrongPicture(file);
    case 'audio':
      return wrongSound(file);
    case 'video':
      return [...(await wrongVideo(file)), ...(isDubbed ? await wrongSound(file) : [])];
    default:
      return readFileSync(path, 'utf8').trim() === '' ? [`${name} is empty`] : [];
  }
}

interface Stored extends NamedArtefact {
  readonly path: string;
}

async function wrongPicture({ path, name, artefact }: Stored): Promise<readonly string[]> {
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const { channels } = await sharp(data, { raw: info }).stats();
  const contrast = Math.max(...channels.map(({ min, max }) => max - min));
  const sides = [info.width, info.height];
  return [
    ...(sides.some((side) => side < SIDES.least || side > SIDES.most)
      ? [`${name} has ${sides.join(' × ')} pixels`]
      : []),
    ...(String(sides) === String([artefact.width, artefact.height])
      ? []
      : [`${name} is told to have other sides than ${sides.join(' × ')}`]),
    ...(contrast < LEAST_CONTRAST ? [`${name} shows nothing`] : []),
  ];
}

async function wrongSound({ name, ...file }: Stored): Promise<readonly string[]> {
  const recording = await openRecording('automatic-speech-recognition', { name, ...file });
  let [samples, peak] = [0, 0];
  try {
    for await (const block of recording.blocks()) {
      samples += block.length;
      peak = block.reduce((most, level) => Math.max(most, Math.abs(level)), peak);
    }
  } finally {
    recording.close();
  }
  return [
    ...(samples / recording.rate < LEAST_SECONDS ? [`${name} has ${samples} samples`] : []),
    ...(peak < LEAST_PEAK ? [`${name} is silent`] : []),
  ];
}

async function wrongVideo({ path, name }: Stored): Promise<readonly string[]> {
  const { picture, seconds } = await readVideo(readFileSync(path));
  return [
    ...((picture?.packets.length ?? 0) === 0 ? [`${name} has no picture`] : []),
    ...(seconds < LEAST_SECONDS ? [`${name} takes ${seconds} s`] : []),
  ];
}
