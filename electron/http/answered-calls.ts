// Which run answered which call, so that a client which repeats the whole conversation in each call goes on
// with ours. In memory and bounded: what is forgotten is a new conversation.

import { createHash } from 'node:crypto';
import type { RunPlace } from '../../shared/contract.ts';

/** Stands for all messages up to one. */
export type Digest = string;

export interface AnsweredCalls {
  readonly find: (upTo: Digest) => RunPlace | undefined;
  readonly remember: (upTo: Digest, run: RunPlace) => void;
}

export const NO_MESSAGES: Digest = '';

interface Said {
  readonly role: string;
  readonly text: string;
  /** Files, as the client wrote them. */
  readonly parts?: readonly unknown[];
}

/** Clients trim what they were answered; inside, every letter counts. */
export function digestOf(before: Digest, { role, text, parts = [] }: Said): Digest {
  const said = JSON.stringify([role, text.trim(), parts]);
  return createHash('sha256').update(before).update(said).digest('hex');
}

export function createAnsweredCalls(most = 2000): AnsweredCalls {
  const answered = new Map<Digest, RunPlace>();
  const remember: AnsweredCalls['remember'] = (upTo, run) => {
    answered.delete(upTo);
    answered.set(upTo, run);
    const [oldest] = answered.keys();
    if (answered.size > most && oldest !== undefined) {
      answered.delete(oldest);
    }
  };
  return {
    remember,
    find: (upTo) => {
      const run = answered.get(upTo);
      if (run !== undefined) {
        remember(upTo, run);
      }
      return run;
    },
  };
}
