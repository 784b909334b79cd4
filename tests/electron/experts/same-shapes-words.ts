// The tasks on texts and tables that are done here and by hosted inference.

import { parse } from 'csv-parse/sync';
import type { TaskType } from '../../../shared/tasks.ts';
import { type Compared, codePoints, labelsOf, type Made, textOf } from './same-shapes-answers.ts';

/** In the catalogue, which says that it summarises; its files are those of a tiny model. */
export const SUMMARISER = 'Xenova/distilbart-cnn-6-6';

export const COMPARED_WORDS = {
  'text-classification': {
    model: 'text-classification',
    args: { text: 'The garden was truly delightful at noon.' },
    answer: (local) => [labelsOf(local)],
  },
  'token-classification': {
    model: 'token-classification',
    args: { text: '😀 Kamilo Bodare works for Peruto in Tuvasi.' },
    answer: ({ output: { entities = [] } }, { text = '' }) =>
      entities.map(({ label, text: word, start, end }) => ({
        ...{ entity_group: label, word, score: 0.9 },
        ...{ start: codePoints(text, start), end: codePoints(text, end) },
      })),
  },
  'zero-shot-classification': {
    model: 'zero-shot-classification',
    args: { text: 'We saw a violin near the piano.', labels: 'sports, music, weather' },
    answer: labelsOf,
  },
  'question-answering': {
    model: 'question-answering',
    args: {
      text: 'When did Hugo swim?',
      context: 'Anna sang in London on Monday. 😀 Hugo swam in Oslo on Friday.',
    },
    answer: ({ output: { answers = [] } }, { context = '' }) =>
      answers.slice(0, 1).map(({ text, score, start = 0, end = 0 }) => ({
        ...{ answer: text, score },
        ...{ start: codePoints(context, start), end: codePoints(context, end) },
      })),
  },
  'fill-mask': {
    model: 'fill-mask',
    args: { text: 'Everyone knows that the capital of Norway is [MASK].' },
    answer: ({ output: { labels = [], text } }) =>
      labels.map(({ label, score }, token) => ({ token_str: label, score, token, sequence: text })),
  },
  summarization: {
    model: SUMMARISER,
    args: { text: 'The old dogs see the cats, and the birds hear the men.' },
    answer: (local) => [{ summary_text: textOf(local) }],
  },
  translation: {
    model: 'translation',
    args: { text: 'The men hear the cats.', source_language: 'en', target_language: 'de' },
    answer: (local) => [{ translation_text: textOf(local) }],
  },
  'feature-extraction': {
    model: 'feature-extraction',
    args: { text: 'The kid buys a "big" car.\nA man is asleep.' },
    // One vector for each token, of any length.
    answer: async (local) =>
      (await rowsOf(local)).map(([, ...vector]) => [vector.map((value) => 3 * Number(value))]),
  },
  'sentence-similarity': {
    model: 'feature-extraction',
    args: { text1: 'The child buys a large car.', text2: 'The kid purchases a big automobile.' },
    answer: ({ output: { similarity } }) => [similarity?.score],
  },
  'text-generation': {
    model: 'text-generation',
    args: { text: 'fifteen sixteen seventeen' },
    answer: (local, { text = '' }) => textOf(local).slice(text.length),
    said: textOf,
  },
  conversational: {
    model: 'text-generation',
    args: { text: 'Hello!' },
    answer: textOf,
  },
  'tabular-classification': {
    model: 'builtin/random-forest',
    args: { table: 'grades.csv' },
    // The files' own rule: 0 up to 2, else 1.
    answer: async (local) => (await rowsOf(local)).map(([acid]) => (Number(acid) > 2 ? 1 : 0)),
    // How sure each host is of a row, and how it measured itself, are its own.
    sameText: (text) => text.replace(/\. .*$/, '').replaceAll(/ \(\d+\u00a0%\)/g, ''),
  },
} satisfies Partial<Record<TaskType, Compared>>;

/** Without the header. */
async function rowsOf({ output: { table }, bytes }: Made): Promise<readonly (readonly string[])[]> {
  return table === undefined ? [] : parse(await bytes(table), { from: 2 });
}
