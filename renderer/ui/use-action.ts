// A call to the engine that a button makes: whether it is under way, and why it was refused.

import { useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import { errorOf } from '../api/client.ts';

export interface Action {
  readonly isBusy: boolean;
  readonly error: ErrorReport | undefined;
  /** @returns whether it was done */
  readonly act: (call: () => Promise<unknown>) => Promise<boolean>;
}

export function useAction(): Action {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorReport>();
  return {
    isBusy,
    error,
    act: async (call) => {
      setBusy(true);
      setError(undefined);
      const refused = await errorOf(call());
      setError(refused);
      setBusy(false);
      return refused === undefined;
    },
  };
}
