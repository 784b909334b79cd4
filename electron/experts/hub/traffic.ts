// Counts what a hosted task sends and receives, tells it while it goes on, and sums it up by provider.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { ExpertContext } from '../expert.ts';

export interface Traffic {
  readonly sent: (provider: string, bytes: number) => void;
  readonly received: (provider: string, bytes: number) => void;
  /** A body begins, with its length where that is known. */
  readonly awaits: (provider: string, total: number | undefined) => (bytes: number) => void;
  /** One for each provider. */
  readonly notes: () => readonly ResultNote[];
}

export function createTraffic({ progress }: Pick<ExpertContext, 'progress'>): Traffic {
  const sums = new Map<string, { sent: number; received: number }>();
  const sumOf = (provider: string) => {
    const sum = sums.get(provider) ?? { sent: 0, received: 0 };
    sums.set(provider, sum);
    return sum;
  };
  const received = (provider: string, bytes: number) => {
    sumOf(provider).received += bytes;
  };
  return {
    received,
    sent: (provider, bytes) => {
      sumOf(provider).sent += bytes;
      if (bytes > 0) {
        const message = { code: 'sent-to', values: { provider } } as const;
        progress({ message, bytes: { done: bytes, total: bytes } });
      }
    },
    awaits: (provider, total) => {
      let done = 0;
      return (bytes) => {
        done += bytes;
        received(provider, bytes);
        const known = total === undefined ? {} : { total };
        const message = { code: 'receiving-from', values: { provider } } as const;
        progress({ message, bytes: { done, ...known } });
      };
    },
    notes: () =>
      [...sums].map(([provider, { sent: sentBytes, received: receivedBytes }]) => ({
        code: 'provider-traffic',
        values: { provider, sentBytes, receivedBytes },
      })),
  };
}
