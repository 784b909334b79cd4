// The tasks on pictures and sounds that are done here and by hosted inference.

import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { TaskType } from '../../../shared/tasks.ts';
import { keptRecording } from './onnx/sounds.ts';
import { type Compared, labelsOf, textOf } from './same-shapes-answers.ts';

export const COMPARED_MEDIA = {
  'image-classification': {
    model: 'image-classification',
    args: { image: 'star.png' },
    answer: labelsOf,
  },
  'zero-shot-image-classification': {
    model: 'zero-shot-image-classification',
    args: { image: 'star.png', labels: 'red circle, blue star, green square' },
    answer: labelsOf,
  },
  'object-detection': {
    model: 'object-detection',
    args: { image: 'shapes.png' },
    answer: ({ output: { objects = [] } }) =>
      objects.toReversed().map(({ label, score, box: { x, y, width, height } }) => ({
        ...{ label, score },
        box: {
          ...{ xmin: Math.round(x), xmax: Math.round(x + width) },
          ...{ ymin: Math.round(y), ymax: Math.round(y + height) },
        },
      })),
  },
  'image-segmentation': {
    model: 'image-segmentation',
    args: { image: 'regions.png' },
    answer: ({ output: { masks = [] }, bytes }) =>
      Promise.all(
        masks.toReversed().map(async ({ label, file }) => {
          return { label, mask: (await bytes(file)).toString('base64') };
        }),
      ),
  },
  'image-to-image': {
    model: 'image-to-image',
    args: { image: 'star.png' },
    answer: () => pictureOf({ width: 400, height: 400, format: 'webp' }),
  },
  'image-to-text': {
    model: 'image-to-text',
    args: { image: 'circle.png' },
    answer: (local) => ({ generated_text: textOf(local) }),
    said: textOf,
  },
  'visual-question-answering': {
    model: 'visual-question-answering',
    args: { image: 'circle.png', text: 'What colour is it?' },
    answer: ({ output: { answers = [] } }) =>
      answers.map(({ text, score }) => ({ answer: text, score })),
    said: textOf,
  },
  'document-question-answering': {
    model: 'document-question-answering',
    args: { image: 'form.png', text: 'What is in the box?' },
    answer: ({ output: { answers = [] } }) =>
      answers.map(({ text, score }) => ({ answer: text, score, start: 0, end: 0 })),
    said: textOf,
  },
  'text-to-image': {
    model: 'text-to-image',
    args: { text: 'a red bar' },
    answer: () => pictureOf({ width: 64, height: 32, format: 'jpeg' }),
  },
  'canny-text-to-image': {
    model: 'diffusion',
    args: { image: 'star.png', text: 'a red star on white' },
    answer: () => pictureOf({ width: 64, height: 64, format: 'jpeg' }),
  },
  'text-to-speech': {
    model: 'text-to-speech',
    args: { text: 'a boat' },
    answer: () => readFile(keptRecording('tone.flac')),
  },
  'automatic-speech-recognition': {
    model: 'automatic-speech-recognition',
    args: { audio: 'speech.wav' },
    answer: (local) => ({
      text: textOf(local),
      chunks: local.output.utterances?.map(({ text, start, end }) => {
        return { text: ` ${text}`, timestamp: [start, end] };
      }),
    }),
  },
  'audio-classification': {
    model: 'audio-classification',
    args: { audio: 'sine.wav' },
    answer: labelsOf,
  },
  'audio-to-audio': {
    model: 'builtin/rnnoise',
    args: { audio: 'speech.wav' },
    answer: async () => {
      const blob = (await readFile(keptRecording('tone.mp3'))).toString('base64');
      return [{ label: 'speech', blob, 'content-type': 'audio/mpeg' }];
    },
  },
} satisfies Partial<Record<TaskType, Compared>>;

function pictureOf(kind: {
  readonly width: number;
  readonly height: number;
  readonly format: 'jpeg' | 'webp';
}): Promise<Buffer> {
  const { width, height, format } = kind;
  const plain = sharp({ create: { width, height, channels: 3, background: '#c03030' } });
  return plain.toFormat(format).toBuffer();
}
