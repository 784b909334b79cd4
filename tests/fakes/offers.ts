// Models that are not here, for tests of the pipeline: what fetches them does what the test says.

import { type AvailableModels, NOTHING_ELSE } from '../../electron/available-models.ts';
import type { DistantOffer, Expert, Offer } from '../../electron/experts/expert.ts';
import type { Obstacle } from '../../shared/ranking.ts';

interface Distance {
  readonly bytes?: number;
  readonly fetch?: DistantOffer['fetch'];
}

/** The expert as it would be once its model has come. */
export function distantOffer(expert: Expert, { bytes = 89_000_000, fetch }: Distance = {}) {
  const { task, model } = expert;
  const offer: DistantOffer = {
    ...{ task, bytes },
    model: { ...model, host: 'onnx' },
    fetch: fetch ?? (async () => expert),
  };
  return offer;
}

/** One that can't be had. */
export function lockedOffer({ task, model }: Expert, obstacle: Obstacle): Offer {
  return { task, model: { ...model, host: 'onnx' }, facts: () => ({ obstacle }) };
}

/** Nothing but these. */
export function offering(...offers: readonly (DistantOffer | Offer)[]): AvailableModels {
  return { ...NOTHING_ELSE, offers: (type) => offers.filter(({ task }) => task === type) };
}
