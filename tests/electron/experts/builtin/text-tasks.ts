// Performs a task on texts, for the tests of the experts that read.

import type {
  Expert,
  ExpertContext,
  ExpertInputs,
  ExpertOutput,
} from '../../../../electron/experts/expert.ts';

export function quietContext(): ExpertContext {
  return { signal: new AbortController().signal, progress: () => undefined };
}

export function textSlots(texts: Readonly<Record<string, string>>): ExpertInputs {
  return Object.fromEntries(
    Object.entries(texts).map(([slot, text]) => [slot, { kind: 'text', text } as const]),
  );
}

export function performOn(
  expert: Expert,
  texts: Readonly<Record<string, string>>,
): Promise<ExpertOutput> {
  return expert.perform(textSlots(texts), quietContext());
}
