// Shows a run once it has begun.

import type { RunPlace } from '../../shared/contract.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf } from '../api/client.ts';
import { useView } from './view.ts';

/**
 * Shows the run that a call begins.
 * @param siblings those that it takes the place of
 * @param onShown what else is to be done once it is there
 * @returns why it could not begin
 */
export async function showBegun(
  call: Promise<RunPlace>,
  siblings: readonly string[] = [],
  onShown?: (runId: string) => void,
): Promise<ErrorReport | undefined> {
  const begun = await answerOf(call);
  if (!begun.ok) {
    return begun.error;
  }
  const { runId, conversation } = begun.value;
  begunHere.add(runId);
  const view = useView.getState();
  if (siblings.length > 0) {
    view.choose(runId, siblings);
  }
  view.goTo(conversation);
  onShown?.(runId);
  return undefined;
}

/** Runs that this page began and whose end it has not told yet. */
const begunHere = new Set<string>();

/** Whether this page began a run; says so once. */
export function takeBegunHere(runId: string): boolean {
  return begunHere.delete(runId);
}
