// What models take on the disk, as the engine last measured it.

import { create } from 'zustand';
import type { ErrorReport } from '../../shared/errors.ts';
import type { DiskUse } from '../../shared/model-listing.ts';
import { answerOf, engine } from '../api/client.ts';

interface DiskUseState {
  readonly use: DiskUse | undefined;
  readonly error: ErrorReport | undefined;
  readonly load: () => Promise<void>;
}

export const useDiskUse = create<DiskUseState>((set) => ({
  use: undefined,
  error: undefined,
  load: async () => {
    const answer = await answerOf(engine.models.disk());
    set(answer.ok ? { use: answer.value, error: undefined } : { error: answer.error });
  },
}));
