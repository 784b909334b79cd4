// text-ranking with a cross-encoder, which reads the query and a document together (Nogueira and Cho
// 2019). A document too long for the model is as good as its best window.

import { detail } from '../../../shared/errors.ts';
import { invalid, textInput } from '../inputs.ts';
import { percent } from '../label-list.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { sigmoid, softmax } from './probabilities.ts';
import { sequenceClassifier } from './text-classification.ts';
import { frameOf, readSequences, roomIn, sequenceOf, windowsOf } from './text-sequences.ts';
import { tokensOf } from './text-tokens.ts';

const TASK = 'text-ranking';
/** Tokens that two windows of a document share. */
const OVERLAP = 32;
/** Characters of a document in the readable list. */
const SHOWN = 200;

export const textRanking: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const query = textInput(TASK, work.inputs, 'text');
    const documents = splitDocuments(textInput(TASK, work.inputs, 'documents'));
    const { scores, notes } = await scoreDocuments(query, documents, work);
    const ranking = documents
      .map((text, index) => ({ index, text, score: scores[index] ?? 0 }))
      .sort((a, b) => b.score - a.score || a.index - b.index);
    const lines = ranking.map(
      ({ text, score }, i) => `${i + 1}. ${short(text)} (${percent(score)})`,
    );
    return { text: lines.join('\n'), ranking, ...(notes.length > 0 ? { notes } : {}) };
  },
};

/** Parted by lines of `---` where there are any, else each line is one. */
function splitDocuments(text: string): readonly string[] {
  const rule = /^[ \t]*-{3,}[ \t]*\r?$/mu;
  const parts = rule.test(text) ? text.split(new RegExp(rule, 'gmu')) : text.split('\n');
  const documents = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (documents.length === 0) {
    throw invalid(TASK, detail('no-documents'));
  }
  return documents;
}

function short(text: string): string {
  const line = text.replace(/\s+/gu, ' ');
  return line.length > SHOWN ? `${line.slice(0, SHOWN).trimEnd()}…` : line;
}

async function scoreDocuments(query: string, documents: readonly string[], work: OnnxWork) {
  const text = await work.load(sequenceClassifier);
  const frame = frameOf(text.tokenizer, 'two');
  const room = roomIn(text, frame);
  const whole = tokensOf(text.tokenizer, query);
  const asked = whole.slice(0, Math.floor(room / 2));
  const left = room - asked.length;
  const pairs = documents.flatMap((document, index) => {
    const tokens = tokensOf(text.tokenizer, document);
    return windowsOf(tokens, left, Math.min(OVERLAP, Math.floor(left / 4))).map(({ from, to }) => ({
      index,
      sequence: sequenceOf(frame, asked, tokens.slice(from, to)),
    }));
  });
  const found = await readSequences({
    text,
    work,
    sequences: pairs.map(({ sequence }) => sequence),
    read: (output) => fitOf(output('logits')?.data ?? new Float32Array()),
  });
  const scores = documents.map((_, index) =>
    pairs.reduce(
      (best, pair, i) => (pair.index === index ? Math.max(best, found[i] ?? 0) : best),
      0,
    ),
  );
  const isCut = asked.length < whole.length;
  return { scores, notes: isCut ? [{ code: 'query-cut' as const }] : [] };
}

/** Rerankers have one number, or two of which the second says that the document fits. */
function fitOf(logits: Float32Array): number {
  return logits.length === 1 ? sigmoid(logits[0] ?? 0) : (softmax(logits)[1] ?? 0);
}
