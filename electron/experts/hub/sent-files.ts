// Files on their way to a provider. A picture goes as it is where it is one that everybody decodes the same
// way; any other is sent upright, as a PNG of its first frame.

import { readFile, stat } from 'node:fs/promises';
import { AppError, detail } from '../../../shared/errors.ts';
import type { TaskType } from '../../../shared/tasks.ts';
import { formatBytes } from '../../library/bytes.ts';
import type { ExpertInputs } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { encodePng, readPicture } from '../pictures.ts';

/** Bytes; a body is held in memory, by some providers' formats as text a third longer. */
const MOST_BYTES = 100 * 1024 ** 2;
const PLAIN: readonly string[] = ['jpeg', 'png'];

/** @throws AppError FILE_TOO_LARGE, or FILE_UNREADABLE where the picture is damaged */
export async function pictureOf(task: TaskType, inputs: ExpertInputs): Promise<Blob> {
  const file = fileInput(task, inputs, 'image');
  const picture = await readPicture(file, 'colour'); // finds damage before anything is sent
  const { default: sharp } = await import('sharp');
  const { format, orientation = 1, pages = 1 } = await sharp(file.path).metadata();
  return PLAIN.includes(format) && orientation === 1 && pages === 1
    ? soundOf(file)
    : new Blob([Buffer.from(await encodePng(picture))], { type: 'image/png' });
}

export async function recordingOf(task: TaskType, inputs: ExpertInputs): Promise<Blob> {
  return soundOf(fileInput(task, inputs, 'audio'));
}

async function soundOf(file: ReturnType<typeof fileInput>): Promise<Blob> {
  const { size } = await stat(file.path);
  if (size > MOST_BYTES) {
    const [actual, limit] = [formatBytes(size), formatBytes(MOST_BYTES)];
    const advice = detail('make-smaller-or-here');
    throw AppError.of('FILE_TOO_LARGE', { name: file.name, actual, limit, advice });
  }
  return new Blob([await readFile(file.path)], { type: file.artefact.mime });
}

/** As chat messages carry it. */
export async function addressOf(blob: Blob): Promise<string> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  return `data:${blob.type};base64,${bytes.toString('base64')}`;
}
