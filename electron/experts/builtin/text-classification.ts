// text-classification as sentiment: POSITIVE, NEGATIVE or NEUTRAL with scores that sum to 1. How a text
// is measured belongs to sentiment.ts.

import type { Expert, ExpertInputs, ExpertOutput } from '../expert.ts';
import { textInput } from '../inputs.ts';
import { bestInWords, type ScoredLabel } from '../label-list.ts';
import { loadSentimentMeter } from './sentiment.ts';

const TASK = 'text-classification';
/** How fast a label's likelihood grows with the sentiment. */
const STEEPNESS = 5;
/** Square root of the sentiment (0.0625) at which a text is as likely to be neutral as not. */
const BALANCE = 0.25;

export const textClassification: Expert = {
  task: TASK,
  model: {
    id: 'builtin/wink-sentiment',
    host: 'builtin',
    revision: '2.4.0+1.8.1',
    tasks: [TASK],
    name: 'wink-nlp sentiment',
    description: 'Tells praise from complaint in English by the words that are used.',
    licence: 'MIT',
    languages: ['en'],
  },
  timeoutSeconds: 60,
  perform: async (inputs) => classifySentiment(inputs),
};

async function classifySentiment(inputs: ExpertInputs): Promise<ExpertOutput> {
  const measure = await loadSentimentMeter();
  const labels = toLabels(measure(textInput(TASK, inputs, 'text')));
  return { text: bestInWords(labels), labels };
}

/** Softmax over the sentiment, whose root is taken since word scores grow slower than what they say. */
function toLabels(sentiment: number): readonly ScoredLabel[] {
  const strength = Math.sign(sentiment) * Math.sqrt(Math.abs(sentiment));
  const weights = [
    { label: 'NEUTRAL', weight: 1 },
    { label: 'POSITIVE', weight: Math.exp(STEEPNESS * (strength - BALANCE)) },
    { label: 'NEGATIVE', weight: Math.exp(STEEPNESS * (-strength - BALANCE)) },
  ];
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights
    .map(({ label, weight }) => ({ label, score: weight / total }))
    .sort((a, b) => b.score - a.score);
}
