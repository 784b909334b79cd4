// Where each conversation stands, as far as the desktop has to show it, and what has happened when that
// changes. It compares states and not events, so that nothing is lost while the engine is out of reach.

import type { Conversation } from '../../shared/conversations.ts';

/** Something that a person who looks elsewhere wants to know. What they stopped themselves is not. */
export type Happening = 'finished' | 'failed' | 'interrupted' | 'asks';

export interface RunStates {
  /** @returns what happened; nothing where the conversation was not known before */
  readonly apply: (conversation: Conversation) => Happening | undefined;
  readonly remove: (conversation: string) => void;
  /** Conversations whose latest run goes on. */
  readonly running: () => readonly string[];
  /** How many wait for a word of the person. */
  readonly waiting: () => number;
}

export function createRunStates(): RunStates {
  const known = new Map<string, Conversation>();
  const all = () => [...known.values()];
  return {
    apply: (conversation) => {
      const before = known.get(conversation.id);
      known.set(conversation.id, conversation);
      return before && happened(before, conversation);
    },
    remove: (conversation) => void known.delete(conversation),
    running: () => all().flatMap(({ id, status }) => (status === 'running' ? id : [])),
    waiting: () => all().filter(({ waits }) => waits).length,
  };
}

function happened(before: Conversation, { status, waits }: Conversation): Happening | undefined {
  if (waits && !before.waits) {
    return 'asks';
  }
  const hasEnded = before.status === 'running' && status !== 'running';
  return hasEnded && status !== 'cancelled' ? status : undefined;
}
