// Whether a run that a picture tells of is here, and where.

import { useEffect, useState } from 'react';
import type { RunPlace } from '../../shared/contract.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

interface FoundRun {
  /** Undefined until it is known. */
  readonly place: RunPlace | 'nowhere' | undefined;
  readonly error: ErrorReport | undefined;
  readonly again: () => void;
}

export function useRunPlace(runId: string): FoundRun {
  const [place, setPlace] = useState<FoundRun['place']>();
  const [error, setError] = useState<ErrorReport>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks anew
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    answerOf(engine.runs.find({ runId }, { signal })).then((answer) => {
      if (!signal.aborted) {
        setPlace(answer.ok ? (answer.value ?? 'nowhere') : undefined);
        setError(answer.ok ? undefined : answer.error);
      }
    });
    return () => stop.abort();
  }, [runId, tries]);
  return { place, error, again: () => setTries(tries + 1) };
}
