// What the execution stage is given in tests: slots, a clock that counts calls, kept results in a map.

import type { Expert } from '../../electron/experts/expert.ts';
import type { SchedulerDeps } from '../../electron/pipeline/execution/scheduler.ts';
import { createSlots, type Slots } from '../../electron/pipeline/execution/slots.ts';
import type { Emit } from '../../electron/pipeline/journal.ts';
import { type Selection, selectModels } from '../../electron/pipeline/select.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';

const records = {
  append: () => {},
  outcome: () => {},
  statistics: () => ({ succeeded: 0, failed: 0, medianMs: 0 }),
};

/** Nothing but the given experts, as of a time. */
export const ALONE = {
  othersFor: () => [],
  otherWays: () => [],
  canLookFurther: () => false,
  lookFurther: async () => undefined,
  ranking: { licences: 'any', rankingWeights: {}, pinnedModels: {} },
  mode: 'local',
  clock: () => 0,
} as const;

/** The selections that the experts of the test lead to. */
export function assignExperts(
  plan: Plan,
  experts: readonly Expert[],
): ReadonlyMap<TaskId, Selection> {
  return selectModels(plan, {
    ...ALONE,
    expertsFor: (type) => experts.filter(({ task }) => task === type),
    records,
  });
}

interface Given {
  readonly emit: Emit;
  readonly cpuSlots?: number;
  readonly slots?: Slots;
  readonly kept?: Map<string, TaskOutput>;
  /** Called with each delay; resolves when the delay is over. */
  readonly sleep?: SchedulerDeps['sleep'];
}

export function executionDeps({ emit, cpuSlots = 4, slots, kept, sleep }: Given): SchedulerDeps {
  let now = 0;
  return {
    emit,
    records,
    run: 'run',
    mode: 'local',
    person: { isThere: false, ask: async () => 'no' },
    uploads: { of: () => undefined, answer: () => {} },
    attributed: (_work, perform) => perform(),
    files: new Map(),
    artefacts: {
      keep: async () => {
        throw new Error('these experts make no files');
      },
      path: (id) => id,
      text: async () => '',
      fetch: async () => {
        throw new Error('these tasks name no address');
      },
    },
    video: {
      sound: async () => {
        throw new Error('these tasks read no video');
      },
    },
    fileAt: async () => {
      throw new Error('these tasks name no address');
    },
    results: {
      find: (key) => kept?.get(key),
      keep: (key, output) => kept?.set(key, output),
    },
    slots: slots ?? createSlots({ cpu: cpuSlots, gpu: 1, network: 4 }),
    timeoutSeconds: () => undefined,
    clock: () => now++,
    sleep: sleep ?? (async () => {}),
  };
}
