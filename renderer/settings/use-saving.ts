// How saving the fields of a section goes: under way, done or refused. What they hold is the section's matter.

import { useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import type { ChangeableSettings } from '../../shared/settings.ts';
import { useSettings } from '../state/settings.ts';

export type Outcome = 'saved' | 'discarded';

export interface Saving {
  readonly isSaving: boolean;
  readonly outcome: Outcome | undefined;
  readonly error: ErrorReport | undefined;
  /** @returns whether it is kept; not where another change is being made */
  readonly save: (change: Partial<ChangeableSettings>) => Promise<boolean>;
  readonly discarded: () => void;
  /** What was done last is no news any more. */
  readonly written: () => void;
}

export function useSaving(): Saving {
  const { isChanging, change } = useSettings();
  const [isOwn, setOwn] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [error, setError] = useState<ErrorReport>();
  const save = async (changed: Partial<ChangeableSettings>) => {
    if (isChanging) {
      return false;
    }
    setOwn(true);
    setError(undefined);
    const refused = await change(changed);
    setError(refused);
    setOwn(false);
    if (refused === undefined) {
      setOutcome('saved');
    }
    return refused === undefined;
  };
  return {
    ...{ isSaving: isOwn && isChanging, outcome, error, save },
    discarded: () => {
      setError(undefined);
      setOutcome('discarded');
    },
    written: () => setOutcome(undefined),
  };
}
