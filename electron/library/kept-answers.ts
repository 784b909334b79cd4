// Answers of the Hub with their date: within a day one is not asked for again, and where the Hub can't be
// asked what was kept is the answer, however old.

import type { z } from 'zod';
import { AppError, detail, type Said } from '../../shared/errors.ts';
import type { HubAnswers } from '../store/hub-answers.ts';
import { type Forbidding, forbidden } from './hub-errors.ts';

export interface Dated {
  /** Milliseconds since 1970. */
  readonly asOf: number;
  readonly isKept: boolean;
}

/** One question, with all that depends on what is asked. */
export interface Asked<Answer extends Dated> {
  /** Stands for all that the answer depends on. */
  readonly key: string;
  readonly schema: z.ZodType<Answer>;
  /** What would have to be fetched, as a sentence begins with it. */
  readonly what: Said;
  readonly ask: (signal: AbortSignal) => Promise<Omit<Answer, keyof Dated>>;
  readonly dated: (answer: Omit<Answer, keyof Dated>, dated: Dated) => Answer;
}

export interface KeptAnswersOptions extends Forbidding {
  readonly kept: HubAnswers;
  readonly clock: () => number;
  /** The Hub, as it is named in failures. */
  readonly host: string;
  /** For all that one question takes. */
  readonly timeoutMs: number;
}

const FRESH_MS = 24 * 60 * 60_000;
/** Failures of the way to the Hub, not of what was asked. */
const UNREACHED = ['HUB_OFFLINE', 'HUB_VARIABLE_SET', 'NETWORK_FAILED', 'HUB_RATE_LIMITED'];

export function createKeptAnswers(options: KeptAnswersOptions) {
  const { kept, clock } = options;
  const known = <Answer extends Dated>(asked: Asked<Answer>): Answer | undefined => {
    const answer = kept.read(asked.key, asked.schema);
    const age = clock() - (answer?.asOf ?? 0);
    const isKept = forbidden(options, asked.what) !== undefined || age < 0 || age > FRESH_MS;
    return answer && { ...answer, isKept };
  };
  return {
    /** @throws AppError, or the signal's reason */
    answer: async <Answer extends Dated>(asked: Asked<Answer>, signal: AbortSignal) => {
      signal.throwIfAborted();
      const before = known(asked);
      if (before?.isKept === false) {
        return before;
      }
      try {
        return await askAndKeep(options, asked, signal);
      } catch (error) {
        const isUnreached = error instanceof AppError && UNREACHED.includes(error.code);
        if (before === undefined || !isUnreached) {
          throw error;
        }
        return before;
      }
    },
  };
}

async function askAndKeep<Answer extends Dated>(
  options: KeptAnswersOptions,
  { key, what, ask, dated }: Asked<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const { kept, clock, host, timeoutMs } = options;
  const refused = forbidden(options, what);
  if (refused !== undefined) {
    throw refused;
  }
  const late = AbortSignal.timeout(timeoutMs);
  const found = await ask(AbortSignal.any([signal, late])).catch((error: unknown) => {
    signal.throwIfAborted();
    throw late.aborted
      ? AppError.of(
          'NETWORK_FAILED',
          { host, why: detail('no-answer-within', { seconds: timeoutMs / 1000 }) },
          error,
        )
      : error;
  });
  const answer = dated(found, { asOf: clock(), isKept: false });
  try {
    kept.write(key, answer);
  } catch (error) {
    // An answer is one even where there is no space to keep it; it is asked for again next time.
    if (!(error instanceof AppError)) {
      throw error;
    }
  }
  return answer;
}
