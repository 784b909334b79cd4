// How many tokens a summary may have and must have: from the length that a request asks for, or from
// what the model's makers set. How a length is read belongs to builtin/summary-length.ts.

import { z } from 'zod';
import type { SummaryLength } from '../builtin/summary-length.ts';

export interface TokenBudget {
  readonly most: number;
  readonly least: number;
}

/** Tokens of a word and of a sentence of English, generously. */
const PER_WORD = 1.4;
const PER_SENTENCE = 40;
const SHORTEST = 16;
const LONGEST_BY_DEFAULT = 142;
/** A summary is not forced beyond this share of what it is made from: models fill up with inventions. */
const FORCED_SHARE = 1 / 4;

/** `max_length` of 20 is what the library sets where nobody set anything. */
const OwnLengthsSchema = z.object({
  max_length: z.number().gt(20).catch(LONGEST_BY_DEFAULT),
  min_length: z.number().nonnegative().catch(0),
});

/** As a request asks, shared among the parts of a long text; `tokens` are those of one part. */
export function tokenBudget(
  { amount, unit, atMost }: SummaryLength,
  { tokens, parts }: { readonly tokens: number; readonly parts: number },
): TokenBudget {
  if (unit === 'words') {
    const words = (amount / parts) * PER_WORD;
    return bounded({ most: words * 1.2, least: words * 0.6 }, tokens);
  }
  if (unit === 'sentences') {
    return bounded({ most: Math.ceil(amount / parts) * PER_SENTENCE, least: 0 }, tokens);
  }
  const limit = atMost === undefined ? Number.POSITIVE_INFINITY : atMost * PER_SENTENCE;
  const most = Math.min(amount * tokens, limit / parts);
  return bounded({ most, least: most / 2 }, tokens);
}

/** As the model's makers set it. */
export function ownBudget(settings: unknown, tokens: number): TokenBudget {
  const { max_length, min_length } = OwnLengthsSchema.parse(settings);
  return bounded({ most: max_length, least: min_length }, tokens);
}

function bounded({ most, least }: TokenBudget, tokens: number): TokenBudget {
  const atMost = Math.max(SHORTEST, Math.ceil(most));
  return { most: atMost, least: Math.floor(Math.min(least, tokens * FORCED_SHARE, atMost / 2)) };
}
