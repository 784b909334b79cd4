// document-question-answering, built in: reads the document with Tesseract and gives the field or
// sentence that fits the question. The search for it is in answer-finder.ts.

import type { Model } from '../../../shared/models.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { Expert } from '../expert.ts';
import { fileInput, textInput } from '../inputs.ts';
import { findAnswers } from './answer-finder.ts';
import { readPage } from './page-reading.ts';

const TASK = 'document-question-answering';

const MODEL: Model = {
  id: 'builtin/document-fields',
  host: 'builtin',
  revision: '1',
  tasks: [TASK],
  name: 'Document fields',
  description:
    'Reads a printed English document with Tesseract and picks the field or sentence that fits the question.',
  licence: 'Apache-2.0',
  languages: ['en'],
};

/** Answers that share only part of the question's words score less. */
const SURE_SCORE = 0.4;

export const documentQuestionAnswering: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 120,
  perform: async (inputs, context) => {
    const file = fileInput(TASK, inputs, 'image');
    // The file's own name is no word of the question, though it may be one of the document.
    const question = textInput(TASK, inputs, 'text').replaceAll(file.name, ' ');
    context.progress({ message: { code: 'reading-text', values: { file: file.name } } });
    const { lines, notes } = await readPage(file, context);
    const answers = findAnswers(lines, question);
    const best = answers[0];
    return {
      text: best?.text ?? '',
      answers,
      notes: [...notes, ...doubts(lines.length, best?.score)],
    };
  },
};

function doubts(lines: number, score: number | undefined): readonly ResultNote[] {
  if (lines === 0) {
    return [{ code: 'no-text' }];
  }
  if (score === undefined) {
    return [{ code: 'document-unrelated' }];
  }
  return score < SURE_SCORE ? [{ code: 'document-guess' }] : [];
}
