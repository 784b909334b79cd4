// Texts of a grammar, held by the grammar's own library. It runs beside the tests, as it does beside the
// engine: the library asks Node for parts of it, which the tests' own loader has no answer to.

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Asked } from '../../fakes/grammar-worker.ts';

export interface HeldTexts {
  /** Whether the text is one of the grammar, and whole. */
  readonly isWritten: (grammar: string, text: string) => Promise<boolean>;
  /** How a text may go on after the prefix, to the next quote. */
  readonly endings: (grammar: string, prefix: string) => Promise<unknown>;
  /** A text of the grammar whose every token is a matter of chance. */
  readonly byChance: (grammar: string, chance: Chance) => Promise<string>;
  readonly close: () => Promise<unknown>;
}

export interface Chance {
  readonly seed: number;
  /** Tokens of the text. */
  readonly budget: number;
}

/** One question at a time. */
export function openHeldTexts(): HeldTexts {
  const worker = new Worker(new URL('../../fakes/grammar-worker.ts', import.meta.url));
  const ask = async (asked: Asked): Promise<unknown> => {
    worker.postMessage(asked);
    const [answer] = await once(worker, 'message');
    return answer;
  };
  return {
    isWritten: async (grammar, text) => (await ask({ grammar, text })) === true,
    endings: (grammar, prefix) => ask({ grammar, prefix }),
    byChance: async (grammar, chance) => String(await ask({ grammar, chance })),
    close: () => worker.terminate(),
  };
}
