// question-answering by a model that marks where in a passage the answer stands. A long passage is read
// in windows that overlap; which stretch is best belongs to answer-spans.ts.

import { AutoModelForQuestionAnswering } from '../../runner/inference.ts';
import { splitPassage } from '../builtin/passage.ts';
import type { ExpertInputs } from '../expert.ts';
import { invalid, optionalText, textInput } from '../inputs.ts';
import { type AnswerSpan, bestAnswers, spansOf } from './answer-spans.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { textLoader } from './text-model.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'question-answering';
const ANSWERS = 3;
/** A best score below this is called a guess. */
const DOUBTFUL = 0.3;
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
        text: 'The passage does not seem to answer this question.',
        answers: [],
        notes: [...notes, 'To the model, no stretch of the passage is likelier than no answer.'],
      };
    }
    const doubts = best.score < DOUBTFUL ? ['This is a guess: the model is not sure.'] : [];
    const told = [...notes, ...doubts];
    const text = best.text.replace(/\s+/gu, ' ');
    return { text, answers, ...(told.length > 0 ? { notes: told } : {}) };
  },
};

function questionAndPassage(inputs: ExpertInputs) {
  const text = textInput(TASK, inputs, 'text');
  const context = optionalText(inputs, 'context');
  const parts = context === undefined ? splitPassage(text) : { question: text, passage: context };
  if (parts === undefined) {
    throw invalid(
      TASK,
      'it has a question and no passage to answer it from: give the passage as its context',
    );
  }
  return parts;
}

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
  const notes = isCut ? ['The question is too long; only its beginning was read.'] : [];
  return { spans: found.flat(), notes };
}
