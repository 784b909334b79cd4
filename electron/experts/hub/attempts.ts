// Which providers refused a task before one did it, or before all had refused.

import { AppError, type ErrorCode, toErrorReport } from '../../../shared/errors.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { resultNoteText } from '../../in-words.ts';

export interface Attempts {
  readonly refused: (provider: string, failure: AppError) => void;
  readonly done: (provider: string) => void;
  /** A failure that ends the attempts, with those before it in its reason. */
  readonly withEarlier: (provider: string, failure: AppError) => AppError;
  /** Nothing where the first did it. */
  readonly notes: () => readonly ResultNote[];
}

const REFUSALS = {
  HUB_PAYMENT_NEEDED: 'provider-unpaid',
  HUB_NOT_SERVED: 'provider-not-serving',
  HUB_RATE_LIMITED: 'provider-limited',
  HUB_MODEL_COLD: 'provider-cold',
  HUB_PROVIDER_DOWN: 'provider-down',
  UPLOAD_REFUSED: 'provider-not-allowed',
  FILE_TOO_LARGE: 'provider-file-size',
  INPUT_INVALID: 'provider-refused',
  EXPERT_FAILED: 'provider-failed',
} as const satisfies Partial<Record<ErrorCode, ResultNote['code']>>;
type Refusal = (typeof REFUSALS)[keyof typeof REFUSALS];

function refusalOf(code: ErrorCode): Refusal | undefined {
  const refusals: Readonly<Partial<Record<ErrorCode, Refusal>>> = REFUSALS;
  return refusals[code];
}

export function createAttempts(): Attempts {
  const refusals = new Map<string, ResultNote>();
  let doer: string | undefined;
  const earlierThan = (last: string | undefined) =>
    [...refusals].flatMap(([provider, note]) => (provider === last ? [] : [note]));
  return {
    refused: (provider, { code }) => {
      const known = refusalOf(code);
      const note: ResultNote =
        known === undefined
          ? { code: 'provider-failed-code', values: { provider, error: code } }
          : { code: known, values: { provider } };
      refusals.set(provider, note);
    },
    done: (provider) => {
      doer = provider;
    },
    withEarlier: (provider, failure) => {
      const earlier = earlierThan(provider).map((note) => resultNoteText(note).replace(/\.$/, ''));
      const { why } = failure.data;
      if (earlier.length === 0 || why === undefined) {
        return failure;
      }
      const data = { ...failure.data, why: `${why}; before that, ${earlier.join(', ')}` };
      const { why: _, ...details } = failure.details;
      return AppError.from({ ...toErrorReport(failure), data, details });
    },
    notes: () => {
      const earlier = earlierThan(doer);
      return doer === undefined || earlier.length === 0
        ? []
        : [...earlier, { code: 'provider-did', values: { provider: doer } }];
    },
  };
}
