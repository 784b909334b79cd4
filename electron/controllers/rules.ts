// The built-in rules as a controller: plans without a language model, the same plan for the same request.
// How a request is read is in rules/; this file is the front.

import type { AskedRequest, Controller } from './controller.ts';
import { planRequest } from './rules/plan-request.ts';

/** A plan in HuggingGPT's wire form with the steps that led to it, for a person to read. */
export interface PlanExplanation {
  readonly plan: string;
  readonly steps: readonly string[];
}

export const rulesController: Controller = {
  id: 'rules',
  name: 'Built-in rules',
  plan: async function* (input, { signal, noted }) {
    signal.throwIfAborted();
    const { tasks, notes } = planRequest(input);
    notes.forEach(noted);
    yield JSON.stringify(tasks);
  },
};

/** Why a request became the plan that it did: phrase by phrase, then what was dropped. */
export function explainPlan(input: AskedRequest): PlanExplanation {
  const { tasks, choices, dropped } = planRequest(input);
  return {
    plan: JSON.stringify(tasks),
    steps: [
      ...choices.map(({ cue, step, rule }) => `"${cue}" → ${step}, because it ${rule.because}`),
      ...tasks.map((task) => describeSource(task.task, task.id, task.dep)),
      ...dropped.map(
        ({ hit, why }) => `"${hit.cue}" (${hit.rule.tasks.join(', ')}) was dropped: ${why}`,
      ),
    ],
  };
}

function describeSource(task: string, id: number, dep: readonly number[]): string {
  const needs = dep.filter((each) => each >= 0);
  return needs.length === 0
    ? `task ${id} (${task}) starts from the request and its files`
    : `task ${id} (${task}) takes what task ${needs.join(' and ')} made`;
}
