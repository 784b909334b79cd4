// question-answering from a passage: the stretch that best fits the question, from the sentences that
// share most with it (Hirschman and others 1999, "Deep Read"; Riloff and Thelen 2000). It never answers
// from anything but the passage.

import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { questionAndPassage, UNANSWERED } from '../question-and-passage.ts';
import { answersIn, type ScoredAnswer, withCoverage } from './answer-scores.ts';
import type { ReadSentence } from './answer-spans.ts';
import { loadParser, type ParsedText } from './compromise.ts';
import { findEntities } from './entities.ts';
import { analyseQuestion, keysOf } from './passage-question.ts';
import { type Span, splitSentences } from './sentences.ts';
import { inverseFrequencies } from './term-weights.ts';
import { contentStems } from './words.ts';

const TASK = 'question-answering';
const ANSWERS = 3;
/** Sentences that are read with grammar, at most; of a longer passage those that share most words. */
const MOST_READ = 300;
/** Sentences in which an answer is looked for. */
const MOST_SEARCHED = 8;
/** A best score below this is called a guess. */
const DOUBTFUL = 0.4;

export const questionAnswering: Expert = {
  task: TASK,
  model: {
    id: 'builtin/passage-search',
    host: 'builtin',
    revision: '1',
    tasks: [TASK],
    name: 'Passage search',
    description:
      'Finds the words of an English passage that fit the question, by shared words and the kind of answer asked for.',
    licence: 'Apache-2.0',
    languages: ['en'],
  },
  timeoutSeconds: 120,
  perform: async (inputs) => answerQuestion(inputs),
};

async function answerQuestion(inputs: ExpertInputs): Promise<ExpertOutput> {
  const { question, passage } = questionAndPassage(inputs);
  const parse = await loadParser();
  const answers = findAnswers(question, passage, parse);
  const [best] = answers;
  if (best === undefined) {
    return {
      ...UNANSWERED,
      notes: [{ code: 'passage-unrelated' }],
    };
  }
  const isDoubtful = best.score < DOUBTFUL;
  return {
    text: best.text.replace(/\s+/gu, ' '),
    answers,
    ...(isDoubtful ? { notes: [{ code: 'passage-guess' }] } : {}),
  };
}

/** The best three at most, the best first; offsets in the passage. */
function findAnswers(
  question: string,
  passage: string,
  parse: (text: string) => ParsedText,
): readonly ScoredAnswer[] {
  const asked = analyseQuestion(question, parse(question));
  const read = readSentences(passage, question, parse);
  const weights = inverseFrequencies(read.map(({ parsed }) => parsed.terms.flatMap(keysOf)));
  const searched = withCoverage(read, asked, weights)
    .filter(({ coverage }) => coverage > 0)
    .sort((a, b) => b.coverage - a.coverage || a.offset - b.offset)
    .slice(0, MOST_SEARCHED);
  const answers = searched.flatMap((sentence) => answersIn(sentence, asked, weights));
  return distinct(answers.sort((a, b) => b.score - a.score || a.start - b.start));
}

function readSentences(
  passage: string,
  question: string,
  parse: (text: string) => ParsedText,
): readonly ReadSentence[] {
  return mostSharing(splitSentences(passage), question).map(({ text, start }) => {
    const parsed = parse(text);
    return { text, parsed, entities: findEntities(text, parsed), offset: start };
  });
}

/** In the order of the passage. */
function mostSharing(sentences: readonly Span[], question: string): readonly Span[] {
  if (sentences.length <= MOST_READ) {
    return sentences;
  }
  const asked = new Set(contentStems(question));
  const stems = sentences.map(({ text }) => new Set(contentStems(text)));
  const weights = inverseFrequencies(stems.map((set) => [...set]));
  const shared = stems.map((set) =>
    [...set].reduce((sum, key) => sum + (asked.has(key) ? (weights.get(key) ?? 0) : 0), 0),
  );
  return [...sentences.keys()]
    .sort((a, b) => (shared[b] ?? 0) - (shared[a] ?? 0) || a - b)
    .slice(0, MOST_READ)
    .sort((a, b) => a - b)
    .flatMap((i) => sentences.slice(i, i + 1));
}

function distinct(answers: readonly ScoredAnswer[]): readonly ScoredAnswer[] {
  const kept: ScoredAnswer[] = [];
  for (const answer of answers) {
    const overlaps = kept.some(({ start, end }) => start < answer.end && answer.start < end);
    const isSaid = kept.some(({ text }) => text.toLowerCase() === answer.text.toLowerCase());
    if (!overlaps && !isSaid && kept.length < ANSWERS) {
      kept.push(answer);
    }
  }
  return kept;
}
