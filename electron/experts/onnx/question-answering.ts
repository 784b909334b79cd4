// question-answering by a model that marks where in a passage the answer stands. A long passage is read
// in windows that overlap; which stretch is best belongs to answer-spans.ts.

import { AutoModelForQuestionAnswering } from '../../runner/inference.ts';
import { doubtsAbout, questionAndPassage, UNANSWERED } from '../question-and-passage.ts';
import { type AnswerSpan, bestAnswers, spansOf } from './answer-spans.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { textLoader } from './text-model.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'question-answering';
const ANSWERS = 3;
/** Share of a window that the one before it has read too, so that an answer is whole in one of them. */
const OVERLAP = 0.25;

const loader = textLoader('question-answering', AutoModelForQuestionAnswering);

export const questionAnswering: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const { question, passage } = questionAndPassage(work.inputs);
    const { spans, notes } = await readPassage(question, passage, work);
    const answers = bestAnswers(passage, spans, ANSWERS);
    const [best] = answers;
    if (best === undefined) {
      return {
        ...UNANSWERED,
        notes: [...notes, { code: 'passage-no-answer' }],
      };
    }
    const told = [...notes, ...doubtsAbout(best.score)];
    const text = best.text.replace(/\s+/gu, ' ');
    return { text, answers, ...(told.length > 0 ? { notes: told } : {}) };
  },
};

async function readPassage(question: string, passage: string, work: OnnxWork) {
  const text = await work.load(loader);
  const frame = frameOf(text.tokenizer, 'two');
  const room = roomIn(text, frame);
  const whole = tokensOf(text.tokenizer, question);
  const asked = whole.slice(0, Math.floor(room / 2));
  const tokens = tokensOf(text.tokenizer, passage);
  const left = room - asked.length;
  const windows = windowsOf(tokens, left, Math.floor(left * OVERLAP));
  const found = await readSequences<readonly AnswerSpan[]>({
    text,
    work,
    sequences: windows.map(({ from, to }) => sequenceOf(frame, asked, tokens.slice(from, to))),
    read: (output, index) => {
      const { from, to } = windows[index] ?? { from: 0, to: 0 };
      const at = (frame.parts[0]?.length ?? 0) + asked.length + (frame.parts[1]?.length ?? 0);
      return spansOf({
        starts: output('start_logits')?.data ?? new Float32Array(),
        ends: output('end_logits')?.data ?? new Float32Array(),
        tokens: tokens.slice(from, to),
        at,
      });
    },
  });
  const isCut = asked.length < whole.length;
  const notes = isCut ? [{ code: 'question-cut' as const }] : [];
  return { spans: found.flat(), notes };
}
