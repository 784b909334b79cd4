// Which providers refused a task before one did it, or before all had refused.

import { AppError, type ErrorCode, toErrorReport } from '../../../shared/errors.ts';

export interface Attempts {
  readonly refused: (provider: string, failure: AppError) => void;
  readonly done: (provider: string) => void;
  /** A failure that ends the attempts, with those before it in its reason. */
  readonly withEarlier: (provider: string, failure: AppError) => AppError;
  /** "fal-ai wants to be paid. together did it."; nothing where the first did it. */
  readonly notes: () => readonly string[];
}

const WORDS: Readonly<Partial<Record<ErrorCode, string>>> = {
  HUB_PAYMENT_NEEDED: 'wants to be paid',
  HUB_NOT_SERVED: 'does not serve the model',
  HUB_RATE_LIMITED: 'takes no more requests for now',
  HUB_MODEL_COLD: 'has not loaded the model',
  HUB_PROVIDER_DOWN: 'is out of order',
  UPLOAD_REFUSED: 'was not to be sent the file',
  FILE_TOO_LARGE: 'takes no file of that size',
  INPUT_INVALID: 'did not take what was asked',
  EXPERT_FAILED: 'failed at it',
};

export function createAttempts(): Attempts {
  const refusals = new Map<string, string>();
  let doer: string | undefined;
  const sentences = (but: string | undefined) =>
    [...refusals].flatMap(([provider, words]) =>
      provider === but ? [] : [`${provider} ${words}`],
    );
  return {
    refused: (provider, { code }) => {
      refusals.set(provider, WORDS[code] ?? `failed (${code})`);
    },
    done: (provider) => {
      doer = provider;
    },
    withEarlier: (provider, failure) => {
      const earlier = sentences(provider);
      const { why } = failure.data;
      if (earlier.length === 0 || why === undefined) {
        return failure;
      }
      const data = { ...failure.data, why: `${why}; before that, ${earlier.join(', ')}` };
      const { why: _, ...details } = failure.details;
      return AppError.from({ ...toErrorReport(failure), data, details });
    },
    notes: () => {
      const earlier = sentences(doer);
      return doer === undefined || earlier.length === 0
        ? []
        : [`${earlier.join('. ')}. ${doer} did it.`];
    },
  };
}
