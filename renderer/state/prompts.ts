// The prompts as the screen of settings shows them, and what was written in them and not saved yet.

import { create } from 'zustand';
import type { PromptListing, PromptName } from '../../shared/controller-listing.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';

interface PromptsState {
  readonly prompts: readonly PromptListing[] | undefined;
  readonly error: ErrorReport | undefined;
  /** Stay while the page does, whichever screen is open. */
  readonly drafts: Readonly<Partial<Record<PromptName, string>>>;
  readonly load: () => Promise<void>;
  readonly write: (name: PromptName, text: string) => void;
  readonly discard: (name: PromptName) => void;
  /** Waits for a change that answers with the prompt after it; rejects where it was refused. */
  readonly change: (call: Promise<PromptListing>) => Promise<void>;
}

export const usePrompts = create<PromptsState>((set, get) => ({
  prompts: undefined,
  error: undefined,
  drafts: {},
  load: async () => {
    const answer = await answerOf(engine.controllers.prompts());
    set(answer.ok ? { prompts: answer.value, error: undefined } : { error: answer.error });
  },
  write: (name, text) => {
    const saved = get().prompts?.find((prompt) => prompt.name === name)?.text;
    set(({ drafts }) => ({ drafts: { ...drafts, [name]: text === saved ? undefined : text } }));
  },
  discard: (name) => set(({ drafts }) => ({ drafts: { ...drafts, [name]: undefined } })),
  change: async (call) => {
    const changed = await call;
    set(({ prompts, drafts }) => ({
      prompts: prompts?.map((one) => (one.name === changed.name ? changed : one)),
      // What was written is done with.
      drafts: { ...drafts, [changed.name]: undefined },
    }));
  },
}));
