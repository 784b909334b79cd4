// Which loaded models make room for another. A pure choice; unloading is the pool's.

import type { Device } from '../../shared/inference.ts';

export interface WarmModel {
  readonly folder: string;
  readonly device: Device;
  readonly bytes: number;
  /** Milliseconds that loading it took. */
  readonly loadMs: number;
  /** A task uses it or waits for it. */
  readonly isWanted: boolean;
}

export interface RoomWish {
  readonly models: readonly WarmModel[];
  readonly device: Device;
  /** Bytes of the model that is to come. */
  readonly needed: number;
  /** Bytes that models may hold on the device. */
  readonly budget: number;
}

/**
 * The models to unload, those first that give much memory back for a short reload. Wanted ones never,
 * so there may be too little room still: the budget is for what is kept warm, not for what is worked with.
 */
export function modelsToUnload({ models, device, needed, budget }: RoomWish): readonly WarmModel[] {
  const here = models.filter((model) => model.device === device);
  let held = here.reduce((sum, { bytes }) => sum + bytes, 0);
  const gone: WarmModel[] = [];
  const cheapestFirst = here
    .filter(({ isWanted }) => !isWanted)
    .toSorted((a, b) => worthOf(b) - worthOf(a));
  for (const model of cheapestFirst) {
    if (held + needed <= budget) {
      break;
    }
    held -= model.bytes;
    gone.push(model);
  }
  return gone;
}

/** Bytes that come free for each millisecond of loading it again. */
function worthOf({ bytes, loadMs }: WarmModel): number {
  return bytes / Math.max(1, loadMs);
}
