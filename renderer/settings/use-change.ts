// A change of what conducts that a button makes: whether it is under way, and why it was refused.

import type { ControllersOverview } from '../../shared/controller-listing.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { useControllers } from '../state/controllers.ts';
import { useAction } from '../ui/use-action.ts';

interface Change {
  readonly isBusy: boolean;
  readonly error: ErrorReport | undefined;
  /** @returns whether it was done */
  readonly change: (call: () => Promise<ControllersOverview>) => Promise<boolean>;
}

export function useChange(): Change {
  const apply = useControllers((controllers) => controllers.change);
  const { isBusy, error, act } = useAction();
  return { isBusy, error, change: (call) => act(() => apply(call())) };
}
