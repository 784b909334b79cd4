// What a call took: tokens as the server counted them, else estimated, and what they cost.

import type { Connection } from '../../../shared/controllers.ts';
import type { ChatMessage, ChatUsage } from '../chat.ts';
import { estimateMessages, estimateTokens } from '../prompts/estimate-tokens.ts';

export interface CountedTokens {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface UsageFrom {
  readonly counted: CountedTokens | undefined;
  readonly messages: readonly ChatMessage[];
  /** All that the model wrote, thoughts included. */
  readonly written: string;
  readonly price: Connection['price'];
}

export function usageOf({ counted, messages, written, price }: UsageFrom): ChatUsage {
  const tokens = counted ?? {
    promptTokens: estimateMessages(messages),
    completionTokens: estimateTokens(written),
  };
  const { promptTokens, completionTokens } = tokens;
  const usage = { promptTokens, completionTokens, isEstimated: counted === undefined };
  return price === undefined
    ? usage
    : {
        ...usage,
        cost: (promptTokens * price.input + completionTokens * price.output) / 1_000_000,
      };
}
