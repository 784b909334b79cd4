// summarization by choosing sentences: the ones ranked highest, in the order of the text. It writes no
// sentence of its own; ranking belongs to text-rank.ts, the wanted length to summary-length.ts.

import { detail } from '../../../shared/errors.ts';
import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { invalid, optionalText, textInput } from '../inputs.ts';
import { joinSentences, type Span, splitSentences } from './sentences.ts';
import { parseSummaryLength, type SummaryLength } from './summary-length.ts';
import { cosine } from './term-weights.ts';
import { type RankedSentences, rankSentences } from './text-rank.ts';
import { contentStems, splitWords } from './words.ts';

const TASK = 'summarization';
/** Sentences this alike say the same; the second one is passed over. */
const SAME = 0.75;
/** How much more the first sentence weighs than its rank: texts open with what they are about. */
const OPENING_BONUS = 1.25;
/** Words; shorter sentences (headings, "Yes.") are taken only where nothing else is left. */
const SHORT_SENTENCE = 4;

export const summarization: Expert = {
  task: TASK,
  model: {
    id: 'builtin/text-rank',
    host: 'builtin',
    revision: '1',
    tasks: [TASK],
    name: 'TextRank',
    description: 'Chooses the sentences that say most of what the others say, in any language.',
    licence: 'Apache-2.0',
    languages: [],
  },
  timeoutSeconds: 120,
  perform: async (inputs) => summarise(inputs),
};

function summarise(inputs: ExpertInputs): ExpertOutput {
  const sentences = splitSentences(textInput(TASK, inputs, 'text'));
  const length = parseSummaryLength(optionalText(inputs, 'length'));
  if (sentences.length === 0) {
    throw invalid(TASK, detail('no-sentence'));
  }
  if (sentences.length === 1) {
    return {
      text: joinSentences(sentences),
      notes: [{ code: 'summary-single' }],
    };
  }
  const chosen = chooseSentences(sentences, length);
  return {
    text: joinSentences(chosen),
    notes: [{ code: 'summary-chosen', values: { chosen: chosen.length, total: sentences.length } }],
  };
}

function chooseSentences(sentences: readonly Span[], length: SummaryLength): readonly Span[] {
  const ranked = rankSentences(sentences.map(({ text }) => contentStems(text)));
  const order = inOrderOfWorth(sentences, ranked);
  const chosen: number[] = [];
  let left = length.unit === 'words' ? length.amount : sentenceCount(sentences.length, length);
  for (const index of order) {
    const cost = length.unit === 'words' ? wordCount(sentences[index]) : 1;
    const isFirst = chosen.length === 0; // one sentence at least, even where it is too long
    if (isFirst || cost <= left) {
      chosen.push(index);
      left -= cost;
    }
    if (left <= 0) {
      break;
    }
  }
  const taken = new Set(chosen);
  return sentences.filter((_, index) => taken.has(index));
}

/** At least one. */
function sentenceCount(total: number, { amount, unit, atMost }: SummaryLength): number {
  const wanted = unit === 'share' ? Math.round(total * amount) : amount;
  return Math.max(1, Math.min(total, wanted, atMost ?? total));
}

/** Indexes, the best first; repetitions of better ones and very short sentences come last. */
function inOrderOfWorth(
  sentences: readonly Span[],
  { ranks, vectors }: RankedSentences,
): readonly number[] {
  const worth = ranks.map((rank, index) => (index === 0 ? rank * OPENING_BONUS : rank));
  const byWorth = [...worth.keys()].sort((a, b) => (worth[b] ?? 0) - (worth[a] ?? 0) || a - b);
  const first: number[] = [];
  const last: number[] = [];
  for (const index of byWorth) {
    const vector = vectors[index] ?? new Map();
    const isRepeated = first
      .slice(0, 200) // as many as a summary ever takes
      .some((other) => cosine(vector, vectors[other] ?? new Map()) > SAME);
    const isPoor = isRepeated || wordCount(sentences[index]) < SHORT_SENTENCE;
    (isPoor ? last : first).push(index);
  }
  return [...first, ...last];
}

function wordCount(sentence: Span | undefined): number {
  return sentence === undefined ? 0 : splitWords(sentence.text).length;
}
