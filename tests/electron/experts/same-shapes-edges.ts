// Where hosts differ most easily: nothing found, several gaps, pictures that lie on their side.

import sharp from 'sharp';
import type { TaskType } from '../../../shared/tasks.ts';
import { type Compared, labelsOf } from './same-shapes-answers.ts';
import { COMPARED_MEDIA } from './same-shapes-media.ts';
import { COMPARED_WORDS } from './same-shapes-words.ts';

export interface Edge extends Compared {
  readonly task: TaskType;
  readonly name: string;
}

export const EDGES: readonly Edge[] = [
  {
    ...{ task: 'token-classification', name: 'without an entity' },
    ...COMPARED_WORDS['token-classification'],
    args: { text: 'It rained all day and nobody came.' },
  },
  {
    ...{ task: 'token-classification', name: 'with a name twice' },
    ...COMPARED_WORDS['token-classification'],
    args: { text: 'Kamilo lives in Tuvasi. Kamilo works for Peruto in Tuvasi.' },
  },
  {
    ...{ task: 'question-answering', name: 'without an answer in the passage' },
    ...COMPARED_WORDS['question-answering'],
    args: { text: 'Where did Karin dance?', context: 'Anna sang in London on Monday.' },
    answer: () => [{ answer: '', score: 0.1, start: 0, end: 0 }],
  },
  {
    ...{ task: 'fill-mask', name: 'with two gaps' },
    ...COMPARED_WORDS['fill-mask'],
    args: { text: 'The old lion [MASK]. The capital of Italy is ___.' },
    answer: (local) => {
      const first = COMPARED_WORDS['fill-mask'].answer(local);
      const then = first.map((word) => ({ ...word, token_str: 'rome' }));
      return ({ body }: { readonly body: unknown }) =>
        JSON.stringify(body).includes('is [MASK]') ? then : first;
    },
  },
  {
    ...{ task: 'tabular-classification', name: 'with one gap' },
    ...COMPARED_WORDS['tabular-classification'],
    args: { table: 'one-gap.csv' },
  },
  {
    ...{ task: 'zero-shot-image-classification', name: 'with one label' },
    ...COMPARED_MEDIA['zero-shot-image-classification'],
    args: { image: 'star.png', labels: 'circle' },
  },
  {
    ...{ task: 'object-detection', name: 'without an object' },
    ...COMPARED_MEDIA['object-detection'],
    args: { image: 'blank.png' },
  },
  {
    ...{ task: 'object-detection', name: 'in a picture on its side' },
    ...COMPARED_MEDIA['object-detection'],
    args: { image: 'lying-shapes.jpg' },
  },
  {
    ...{ task: 'image-segmentation', name: 'in a picture on its side' },
    ...COMPARED_MEDIA['image-segmentation'],
    args: { image: 'lying-regions.jpg' },
  },
  {
    ...{ task: 'document-question-answering', name: 'without an answer in the document' },
    ...COMPARED_MEDIA['document-question-answering'],
    args: { image: 'form.png', text: 'Who signed it?' },
    answer: () => [{ answer: '', score: 0.1, start: 0, end: 0 }],
  },
  {
    ...{ task: 'automatic-speech-recognition', name: 'of silence' },
    ...COMPARED_MEDIA['automatic-speech-recognition'],
    args: { audio: 'silence.wav' },
    answer: () => ({ text: '' }),
  },
  {
    // Whisper's form, around a table that says so for two seconds whatever it hears.
    ...{ task: 'automatic-speech-recognition', name: 'with a model that hears past the end' },
    ...COMPARED_MEDIA['automatic-speech-recognition'],
    model: 'whisper-script',
    args: { audio: 'short.wav' },
    answer: () => ({
      text: 'hello world',
      chunks: [{ text: ' hello world', timestamp: [0, 2] }],
    }),
  },
];

/** Services that tell less than the model of this machine, or what can't be. */
export const LOOSE: readonly Edge[] = [
  {
    ...{ task: 'automatic-speech-recognition', name: 'without times' },
    ...COMPARED_MEDIA['automatic-speech-recognition'],
    answer: () => ({ text: 'tiny voice' }),
  },
  {
    ...{ task: 'automatic-speech-recognition', name: 'with a time past the end' },
    ...COMPARED_MEDIA['automatic-speech-recognition'],
    answer: () => ({
      text: 'tiny voice',
      chunks: [
        { text: ' tiny', timestamp: [0, 1] },
        { text: ' voice', timestamp: [1, 30] },
      ],
    }),
  },
  {
    ...{ task: 'object-detection', name: 'with boxes that reach beyond the picture' },
    ...COMPARED_MEDIA['object-detection'],
    answer: (local) =>
      COMPARED_MEDIA['object-detection'].answer(local).map(({ box, ...object }, index) => ({
        ...object,
        box: index === 0 ? { ...box, xmin: -20, ymax: 500 } : box,
      })),
  },
  {
    ...{ task: 'image-segmentation', name: 'with masks of half the size, in shades' },
    ...COMPARED_MEDIA['image-segmentation'],
    answer: async (local) => {
      const whole = await COMPARED_MEDIA['image-segmentation'].answer(local);
      return Promise.all(
        whole.map(async ({ label, mask }) => {
          const half = sharp(Buffer.from(mask, 'base64')).resize({ width: 120 }).jpeg();
          return { label, mask: (await half.toBuffer()).toString('base64') };
        }),
      );
    },
  },
  {
    ...{ task: 'image-classification', name: 'with a score above 1' },
    ...COMPARED_MEDIA['image-classification'],
    answer: (local) =>
      labelsOf(local)?.map(({ label, score }) => ({ label, score: score * 1.0000003 })),
  },
];
