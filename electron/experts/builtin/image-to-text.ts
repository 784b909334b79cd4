// image-to-text, built in: reads the printed text of a picture with Tesseract. It does not describe
// what a picture shows; that takes a captioning model.

import type { Model } from '../../../shared/models.ts';
import type { TaskDetails } from '../../../shared/outputs.ts';
import type { Expert } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import type { RecognisedLine } from './ocr-lines.ts';
import { readPage } from './page-reading.ts';

const TASK = 'image-to-text';

const MODEL: Model = {
  id: 'builtin/tesseract-eng',
  host: 'builtin',
  revision: '7.0.0',
  tasks: [TASK],
  name: 'Tesseract',
  description: 'Reads printed English text in a picture with Tesseract; it describes no scenes.',
  licence: 'Apache-2.0',
  languages: ['en'],
};

export const imageToText: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 120,
  perform: async (inputs, context) => {
    const file = fileInput(TASK, inputs, 'image');
    context.progress({ message: { code: 'reading-text', values: { file: file.name } } });
    const { lines, notes } = await readPage(file, context);
    return {
      text: toText(lines),
      words: toWords(lines),
      notes: lines.length === 0 ? [{ code: 'no-text' }] : notes,
    };
  },
};

/** One line each, with an empty line between paragraphs. */
function toText(lines: readonly RecognisedLine[]): string {
  return lines
    .map(({ words, paragraph }, index) => {
      const text = words.map((word) => word.text).join(' ');
      const before = lines[index - 1];
      return before !== undefined && before.paragraph !== paragraph ? `\n${text}` : text;
    })
    .join('\n');
}

function toWords(lines: readonly RecognisedLine[]): NonNullable<TaskDetails['words']> {
  return lines.flatMap(({ words }, line) => words.map((word) => ({ ...word, line })));
}
