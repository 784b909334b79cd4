// Experts for tests of whole requests: each gives a file or a text of the right kind, with the words and
// boxes that the test says.

import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { z } from 'zod';
import type { Expert, ExpertInputs, ExpertOutput } from '../../electron/experts/expert.ts';
import type { FoundObjectSchema } from '../../shared/outputs.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import { fakeExpert } from './experts.ts';
import { videoBytes } from './videos.ts';

const SPEECH = readFileSync(new URL('../../assets/samples/recording.wav', import.meta.url));
const FILM = videoBytes('silent.mp4');

export function picture(width = 8, height = 6): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3366cc' } })
    .png()
    .toBuffer();
}

type Made = Partial<ExpertOutput>;

/** @param more what it gives besides, by what it was given */
export function mediaExpert(
  task: TaskType,
  more: (inputs: ExpertInputs) => Made = () => ({}),
): Expert {
  const { outputs } = taskEntry(task);
  return fakeExpert(task, {
    perform: async (inputs) => ({
      ...(outputs.includes('text') && { text: `${task} done` }),
      ...(outputs.includes('image') && { image: { name: `${task}.png`, bytes: await picture() } }),
      ...(outputs.includes('audio') && { audio: { name: 'speech.wav', bytes: SPEECH } }),
      ...(outputs.includes('video') && { video: { name: 'film.mp4', bytes: FILM } }),
      ...more(inputs),
    }),
  });
}

type FoundObject = z.infer<typeof FoundObjectSchema>;

/** So many of one kind, side by side. */
export function found(label: string, count: number): readonly FoundObject[] {
  return Array.from({ length: count }, (_, index) => ({
    label,
    score: 0.9,
    box: { x: index, y: 0, width: 1, height: 1 },
  }));
}

/** The name of the picture that a task was given. */
export function pictureName({ image }: ExpertInputs): string {
  return image?.kind === 'image' ? image.name : '';
}
