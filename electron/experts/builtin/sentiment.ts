// The sentiment of an English text with wink-nlp's word scores, with two rules around them: negative
// words that wink-nlp does not take for a negation, and the weight of what follows a "but".

import { splitSentences } from './sentences.ts';

/** From -1 (bad) to 1 (good); 0 where nothing in the text says either. */
export type SentimentMeter = (text: string) => number;

/** wink-nlp flips the score of words after "not" alone, so these are read as "not". */
const NEGATIVE_WORD = /\b(?:nobody|no one|nothing|none|neither|never|hardly|barely|scarcely)\b/giu;
const CONTRAST = /\b(?:but|however)\b/iu;
/** A concession at the front, up to its comma: "Although it rained, …". */
const CONCESSION = /^\W*(?:although|though|even though|despite|in spite of)\b[^,]*,/iu;
/** What follows a contrast outweighs what went before (Hutto and Gilbert 2014, section 3.2). */
const BEFORE_CONTRAST = 0.5;
const AFTER_CONTRAST = 1.5;

let meter: Promise<SentimentMeter> | undefined;

/** Loads wink-nlp on the first call. */
export function loadSentimentMeter(): Promise<SentimentMeter> {
  meter ??= createMeter();
  return meter;
}

async function createMeter(): Promise<SentimentMeter> {
  const [{ default: winkNLP }, { default: model }] = await Promise.all([
    import('wink-nlp'),
    import('wink-eng-lite-web-model'),
  ]);
  const nlp = winkNLP(model, ['sbd', 'negation', 'sentiment']);
  const scoreClause = (clause: string) =>
    Number(nlp.readDoc(clause.replace(NEGATIVE_WORD, 'not')).out(nlp.its.sentiment));
  return (text) =>
    meanOfTelling(splitSentences(text).map((s) => scoreSentence(s.text, scoreClause)));
}

function scoreSentence(sentence: string, scoreClause: SentimentMeter): number {
  const { before, after } = splitContrast(sentence);
  return before === ''
    ? scoreClause(after)
    : BEFORE_CONTRAST * scoreClause(before) + AFTER_CONTRAST * scoreClause(after);
}

/** What a contrast sets aside, blank where there is none, and what it goes on to say. */
function splitContrast(sentence: string): { readonly before: string; readonly after: string } {
  const conceded = CONCESSION.exec(sentence)?.[0];
  if (conceded !== undefined) {
    return { before: conceded, after: sentence.slice(conceded.length) };
  }
  const clauses = sentence.split(CONTRAST);
  return { before: clauses.slice(0, -1).join(' ').trim(), after: clauses.at(-1) ?? '' };
}

/** Sentences that say neither don't water the others down. */
function meanOfTelling(scores: readonly number[]): number {
  const telling = scores.filter((score) => score !== 0);
  const sum = telling.reduce((total, score) => total + score, 0);
  return telling.length === 0 ? 0 : Math.max(-1, Math.min(1, sum / telling.length));
}
