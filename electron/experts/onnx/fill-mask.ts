// fill-mask: the words that a masked language model puts into the gaps of a text. Several gaps are
// filled one after the other, so that each reads what the ones before it were filled with.

import { AutoModelForMaskedLM, type PreTrainedTokenizer } from '../../runner/inference.ts';
import { rankLabels, type ScoredLabel } from '../label-list.ts';
import { GAP, gapNotes, joined, textWithGaps, withoutMark } from '../mask-gaps.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { softmax } from './probabilities.ts';
import { type TextModel, textLoader } from './text-model.ts';
import { type Frame, frameOf, readSequences, roomIn, sequenceOf } from './text-sequences.ts';
import { type TextToken, tokensOf } from './text-tokens.ts';

const TASK = 'fill-mask';
const CANDIDATES = 5;

const loader = textLoader('masked-language-model', AutoModelForMaskedLM);

export const fillMask: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const { source, gaps } = textWithGaps(work.inputs);
    return fillGaps(source, gaps, work);
  },
};

async function fillGaps(source: string, gaps: number, work: OnnxWork) {
  const text = await work.load(loader);
  const frame = frameOf(text.tokenizer, 'one');
  let isAnyCut = false;
  let filled = source;
  let first: readonly ScoredLabel[] = [];
  for (let gap = 0; gap < gaps; gap += 1) {
    work.signal.throwIfAborted();
    const { labels, isCut } = await candidatesOf({ text, frame, source: filled, work });
    first = gap === 0 ? labels : first;
    filled = putIn(filled, labels[0]?.label ?? '');
    isAnyCut ||= isCut;
    work.progress({ fraction: (gap + 1) / gaps });
  }
  const notes = [...(isAnyCut ? [{ code: 'gap-text-cut' as const }] : []), ...gapNotes(gaps)];
  const labels = first.map(({ label, score }) => ({ label: withoutMark(label), score }));
  return { text: filled, labels, ...(notes.length > 0 ? { notes } : {}) };
}

interface GapWork {
  readonly text: TextModel;
  readonly frame: Frame;
  readonly source: string;
  readonly work: OnnxWork;
}

/** What fits into the first gap. */
async function candidatesOf({ text, frame, source, work }: GapWork) {
  const { tokenizer } = text;
  if (tokenizer.mask_token === null || tokenizer.mask_token_id === undefined) {
    throw new Error('The model knows no mask, so that it can fill no gap.');
  }
  const tokens = tokensOf(tokenizer, source.replace(GAP, tokenizer.mask_token));
  const gap = tokens.findIndex(({ id }) => id === tokenizer.mask_token_id);
  const { read, at } = around(tokens, gap, roomIn(text, frame));
  const [labels = []] = await readSequences({
    text,
    work,
    sequences: [sequenceOf(frame, read)],
    read: (output) => {
      const { data, width } = output('logits') ?? { data: new Float32Array(), width: 1 };
      const row = ((frame.parts[0]?.length ?? 0) + at) * width;
      return bestWords(tokenizer, softmax(data.subarray(row, row + width)));
    },
  });
  return { labels, isCut: read.length < tokens.length };
}

/** As many tokens as there is room for, with the gap as near to their middle as may be. */
function around(tokens: readonly TextToken[], gap: number, room: number) {
  const latest = Math.max(0, tokens.length - room);
  const from = Math.min(latest, Math.max(0, gap - Math.floor(room / 2)));
  return { read: tokens.slice(from, from + room), at: gap - from };
}

function bestWords(tokenizer: PreTrainedTokenizer, scores: readonly number[]) {
  const special = new Set(tokenizer.all_special_ids);
  const ids = [...scores.keys()]
    .filter((id) => !special.has(id))
    .sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0))
    .slice(0, CANDIDATES);
  const words = ids.map((id) => tokenizer.decode([id]).trim());
  return rankLabels(
    words,
    ids.map((id) => scores[id] ?? 0),
  );
}

function putIn(source: string, word: string): string {
  const at = source.search(GAP);
  const length = source.slice(at).match(GAP)?.[0].length ?? 0;
  return joined(source.slice(0, at), word) + source.slice(at + length);
}
