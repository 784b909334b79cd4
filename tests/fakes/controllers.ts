// Controllers for tests of the pipeline: they answer with the plan that the test gives.

import type { Controller } from '../../electron/controllers/controller.ts';
import type { WireTask } from '../../shared/plan.ts';

export function fixedController(plan: readonly WireTask[] | string): Controller {
  return {
    id: 'fixed',
    name: 'Fixed plan',
    plan: async function* () {
      yield typeof plan === 'string' ? plan : JSON.stringify(plan);
    },
  };
}

/** A task of the wire form; dependencies come from the references in its arguments. */
export function wire(id: number, task: string, args: Readonly<Record<string, string>>): WireTask {
  const references = Object.values(args).flatMap((text) =>
    [...text.matchAll(/<resource>-(\d+)/g)].map((match) => Number(match[1])),
  );
  return { id, task, args, dep: references.length === 0 ? [-1] : [...new Set(references)] };
}
