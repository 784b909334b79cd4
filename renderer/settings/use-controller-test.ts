// A test of a choice: whether it is under way, and how it ended.

import { useRef, useState } from 'react';
import type { ControllerTest } from '../../shared/controller-listing.ts';
import type { ControllerChoice } from '../../shared/controllers.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

export interface Trial {
  readonly isBusy: boolean;
  /** What is or was tested. */
  readonly choice: ControllerChoice | undefined;
  readonly result: ControllerTest | undefined;
  readonly error: ErrorReport | undefined;
  readonly begin: (choice: ControllerChoice) => Promise<void>;
  /** Forgets it, and what is still under way. */
  readonly clear: () => void;
}

interface Shown {
  readonly choice?: ControllerChoice;
  readonly isBusy: boolean;
  readonly result?: ControllerTest;
  readonly error?: ErrorReport;
}

export function useControllerTest(): Trial {
  const [shown, setShown] = useState<Shown>({ isBusy: false });
  const begun = useRef(0);
  return {
    isBusy: shown.isBusy,
    choice: shown.choice,
    result: shown.result,
    error: shown.error,
    begin: async (choice) => {
      begun.current += 1;
      const mine = begun.current;
      setShown({ choice, isBusy: true });
      const answer = await answerOf(engine.controllers.test({ choice }));
      if (mine === begun.current) {
        const end = answer.ok ? { result: answer.value } : { error: answer.error };
        setShown({ choice, isBusy: false, ...end });
      }
    },
    clear: () => {
      begun.current += 1;
      setShown({ isBusy: false });
    },
  };
}
