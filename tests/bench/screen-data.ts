// Conversations made up for the benchmarks of the screen, written as events to a real store.

import { randomUUID } from 'node:crypto';
import type { Store } from '../../electron/store/store.ts';
import type { RunEventBody } from '../../shared/event-bodies.ts';
import type { Assignment } from '../../shared/models.ts';
import type { Plan } from '../../shared/plan.ts';
import { type Shape, toPlan } from './graphs.ts';

const ANSWER =
  'The text says **that much**, in three sentences. It was read line by line.\n\n- one thing\n- another thing\n\nNothing else was found.';
const READ = 'A line of text that was read from a picture.\n'.repeat(8);

/** A conversation of finished runs, each of which follows the one before. @returns its id */
export function addConversation(
  { runs }: Pick<Store, 'runs'>,
  exchanges: number,
  shape: Shape = [[], [0]],
): string {
  const conversation = randomUUID();
  let parent: string | undefined;
  for (let index = 0; index < exchanges; index += 1) {
    const runId = randomUUID();
    const plan = toPlan(shape, (id) => `part ${id} of request ${index}`);
    const bodies = [begin(conversation, index, parent), ...work(plan), ...end()];
    for (const [seq, body] of bodies.entries()) {
      runs.append({ runId, seq, at: Date.now(), ...body });
    }
    parent = runId;
  }
  return conversation;
}

function begin(conversation: string, index: number, parent: string | undefined): RunEventBody {
  return {
    ...{ type: 'started', conversation, parent },
    request: `request ${index}: say what part ${index} of the text is about`,
    attachments: [],
    mode: 'local',
    controller: 'rules',
  };
}

const model = { id: 'builtin/summary', host: 'builtin', revision: '1', name: 'Summary' } as const;
const assignment: Assignment = {
  model,
  reason: 'The only one that can.',
  candidates: [{ id: model.id, host: model.host, score: 1, reason: 'built in' }],
};

function work(plan: Plan): readonly RunEventBody[] {
  return [
    { type: 'planned', tasks: plan, isComplete: true },
    ...plan.flatMap(({ id: task }): readonly RunEventBody[] => [
      { type: 'assigned', task, assignment },
      { type: 'task-started', task, attempt: 1 },
      { type: 'task-finished', task, output: { text: READ }, durationMs: 120, reused: false },
    ]),
  ];
}

function end(): readonly RunEventBody[] {
  return [{ type: 'answer-token', text: ANSWER }, { type: 'finished' }];
}
