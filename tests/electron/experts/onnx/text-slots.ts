// What the tests of the task types that read texts share: slots of text, and signals that fire before the
// work or in the middle of it.

import type { ExpertInputs } from '../../../../electron/experts/expert.ts';

export function textSlots(texts: Readonly<Record<string, string>>): ExpertInputs {
  return Object.fromEntries(
    Object.entries(texts).map(([slot, text]) => [slot, { kind: 'text', text } as const]),
  );
}

export function firedSignal(): AbortSignal {
  const abort = new AbortController();
  abort.abort();
  return abort.signal;
}

/** A signal that fires when progress is reported for the first time, in the middle of the work. */
export function signalAtProgress() {
  const abort = new AbortController();
  return { signal: abort.signal, progress: () => abort.abort() };
}
