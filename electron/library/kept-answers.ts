// Answers of the Hub with their date: within a day one is not asked for again, and where the Hub can't be
// asked what was kept is the answer, however old.

import type { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import type { HubAnswers } from '../store/hub-answers.ts';

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
  readonly what: string;
  readonly ask: (signal: AbortSignal) => Promise<Omit<Answer, keyof Dated>>;
  readonly dated: (answer: Omit<Answer, keyof Dated>, dated: Dated) => Answer;
}

export interface KeptAnswersOptions {
  readonly kept: HubAnswers;
  readonly clock: () => number;
  /** Why the Hub must not be asked now, or nothing where it may. */
  readonly refusal: () => string | undefined;
  /** The Hub, as it is named in failures. */
  readonly host: string;
  /** For all that one question takes. */
  readonly timeoutMs: number;
}

const FRESH_MS = 24 * 60 * 60_000;
/** Failures of the way to the Hub, not of what was asked. */
const UNREACHED = ['HUB_OFFLINE', 'NETWORK_FAILED', 'HUB_RATE_LIMITED'];

export function createKeptAnswers(options: KeptAnswersOptions) {
  const { kept, clock, refusal } = options;
  const known = <Answer extends Dated>({ key, schema }: Asked<Answer>): Answer | undefined => {
    const answer = kept.read(key, schema);
    const age = clock() - (answer?.asOf ?? 0);
    const isKept = refusal() !== undefined || age < 0 || age > FRESH_MS;
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
  { kept, clock, refusal, host, timeoutMs }: KeptAnswersOptions,
  { key, what, ask, dated }: Asked<Answer>,
  signal: AbortSignal,
): Promise<Answer> {
  const why = refusal();
  if (why !== undefined) {
    throw AppError.of('HUB_OFFLINE', { what, why });
  }
  const late = AbortSignal.timeout(timeoutMs);
  const found = await ask(AbortSignal.any([signal, late])).catch((error: unknown) => {
    signal.throwIfAborted();
    throw late.aborted
      ? AppError.of(
          'NETWORK_FAILED',
          { host, why: `no answer within ${timeoutMs / 1000} s` },
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
