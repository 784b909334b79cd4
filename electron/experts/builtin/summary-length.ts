// Reads how long a summary should be, from the words of a request. How it is met belongs to
// summarization.ts.

export interface SummaryLength {
  /** How many of the unit, or which share of the sentences from 0 to 1. */
  readonly amount: number;
  readonly unit: 'sentences' | 'words' | 'share';
  /** Sentences, where the request leaves it open. */
  readonly atMost?: number;
}

const DEFAULT_LENGTH: SummaryLength = { amount: 1 / 3, unit: 'share', atMost: 5 };
const NUMBER_WORDS = 'one two three four five six seven eight nine ten'.split(' ');
/** Words for a length, the first that a request holds counts. */
const SIZES: readonly (readonly [RegExp, SummaryLength])[] = [
  [/\b(?:a|single) sentence\b/, { amount: 1, unit: 'sentences' }],
  [/\b(?:very short|shortest|headline|gist|tl;?dr)\b/, { amount: 1, unit: 'sentences' }],
  [/\b(?:short(?:er)?|brief(?:ly)?|concise|small)\b/, { amount: 1 / 6, unit: 'share', atMost: 2 }],
  [/\b(?:medium|normal)\b/, DEFAULT_LENGTH],
  [/\b(?:long(?:er)?|detailed)\b/, { amount: 1 / 2, unit: 'share', atMost: 12 }],
  [/\bparagraphs?\b/, { amount: 1 / 3, unit: 'share', atMost: 6 }],
  [/\bhalf\b/, { amount: 1 / 2, unit: 'share' }],
  [/\b(?:a|one) third\b/, { amount: 1 / 3, unit: 'share' }],
  [/\b(?:a|one) quarter\b/, { amount: 1 / 4, unit: 'share' }],
];

/** A third of the text and at most five sentences, unless the request says otherwise. */
export function parseSummaryLength(request: string | undefined): SummaryLength {
  const written = (request ?? '').toLowerCase();
  const number = numberIn(written);
  if (number !== undefined) {
    return number;
  }
  return SIZES.find(([pattern]) => pattern.test(written))?.[1] ?? DEFAULT_LENGTH;
}

function numberIn(written: string): SummaryLength | undefined {
  const share = /(\d+(?:\.\d+)?)\s*(?:%|per ?cent)/.exec(written)?.[1];
  if (share !== undefined) {
    return { amount: Math.min(1, Number(share) / 100), unit: 'share' };
  }
  const match = /(\d+)[\s-]*(words?)?/.exec(written);
  if (match?.[1] !== undefined) {
    const unit = match[2]?.startsWith('word') ? 'words' : 'sentences';
    return { amount: Math.max(1, Number(match[1])), unit };
  }
  const spelled = new RegExp(`\\b(${NUMBER_WORDS.join('|')})\\b[\\s-]*(?:sentences?|lines?)`);
  const word = spelled.exec(written)?.[1] ?? (NUMBER_WORDS.includes(written) ? written : '');
  const amount = NUMBER_WORDS.indexOf(word) + 1;
  return amount > 0 ? { amount, unit: 'sentences' } : undefined;
}
