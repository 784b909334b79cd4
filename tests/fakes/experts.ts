// Experts for tests of the pipeline: they do what the test says, without a model.

import type {
  Expert,
  ExpertContext,
  ExpertInputs,
  ExpertOutput,
} from '../../electron/experts/expert.ts';
import type { TaskType } from '../../shared/tasks.ts';

interface FakeExpert {
  readonly perform: (inputs: ExpertInputs, context: ExpertContext) => Promise<ExpertOutput>;
  readonly id?: string;
  readonly timeoutSeconds?: number;
}

export function fakeExpert(
  task: TaskType,
  { perform, id, timeoutSeconds = 60 }: FakeExpert,
): Expert {
  return {
    task,
    model: {
      id: id ?? `builtin/fake-${task}`,
      host: 'builtin',
      revision: '1',
      tasks: [task],
      name: `Fake ${task}`,
      description: 'does what the test says.',
      licence: 'Apache-2.0',
      languages: [],
    },
    timeoutSeconds,
    perform,
  };
}

/** An expert that gives back one text. */
export function sayingExpert(task: TaskType, text: string): Expert {
  return fakeExpert(task, { perform: async () => ({ text }) });
}

/** The text of a slot, for experts that work on what they were given. */
export function textOf(inputs: ExpertInputs, slot = 'text'): string {
  const input = inputs[slot];
  if (input?.kind !== 'text') {
    throw new Error(`slot ${slot} holds ${input?.kind ?? 'nothing'}`);
  }
  return input.text;
}
