// What the calls of language models in a run add up to.

import { type ModelCall, parseChoice } from '../../shared/controllers.ts';

export interface CallSums {
  readonly count: number;
  /** Names without the connection, each once. */
  readonly models: readonly string[];
  readonly input: number;
  readonly output: number;
  /** Some of the numbers are from the lengths of the texts. */
  readonly isEstimated: boolean;
  /** US dollars, of the calls whose price is known; undefined where none is. */
  readonly cost: number | undefined;
  /** The price of each call is known. */
  readonly isCostWhole: boolean;
}

export function sumsOf(calls: readonly ModelCall[]): CallSums {
  const total = (part: (call: ModelCall) => number) =>
    calls.reduce((sum, call) => sum + part(call), 0);
  const priced = calls.filter(({ cost }) => cost !== undefined);
  return {
    count: calls.length,
    models: [...new Set(calls.map(({ model }) => modelName(model)))],
    input: total(({ promptTokens }) => promptTokens),
    output: total(({ completionTokens }) => completionTokens),
    isEstimated: calls.some(({ isEstimated }) => isEstimated),
    cost: priced.length === 0 ? undefined : total(({ cost = 0 }) => cost),
    isCostWhole: priced.length === calls.length,
  };
}

/** `gpt-4o-mini` of `openai:gpt-4o-mini`. */
export function modelName(choice: string): string {
  const parsed = parseChoice(choice);
  return parsed.kind === 'rules' ? choice : parsed.model;
}
