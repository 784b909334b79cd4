// What the engine was asked for when a section opened, and again on demand.

import { useCallback, useEffect, useRef, useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf } from '../api/client.ts';

interface Asked<Value> {
  readonly value: Value | undefined;
  /** Why it could not be had at the last try. */
  readonly error: ErrorReport | undefined;
  readonly isBusy: boolean;
  readonly load: () => Promise<void>;
}

/** @param ask must stay the same function */
export function useAsked<Value>(ask: () => Promise<Value>): Asked<Value> {
  const [asked, setAsked] = useState<Omit<Asked<Value>, 'load'>>({
    ...{ value: undefined, error: undefined, isBusy: true },
  });
  const latest = useRef(0);
  const load = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    setAsked((before) => ({ ...before, isBusy: true }));
    const answer = await answerOf(ask());
    if (mine === latest.current) {
      setAsked(({ value }) =>
        answer.ok
          ? { value: answer.value, error: undefined, isBusy: false }
          : { value, error: answer.error, isBusy: false },
      );
    }
  }, [ask]);
  useEffect(() => {
    void load();
  }, [load]);
  return { ...asked, load };
}
