// Web addresses in a plan: only those that the person wrote may be there. A text that was read from a file
// could otherwise make a language model fetch, or carry something out in, an address of its own. Pure.

import type { Plan } from '../../../shared/plan.ts';
import type { PlanningInput } from '../../controllers/controller.ts';

/** Addresses that stand neither in the request nor in an earlier one. */
export function foreignAddresses(
  tasks: Plan,
  { request, history }: Pick<PlanningInput, 'request' | 'history'>,
): readonly string[] {
  const said = [request, ...history.map((turn) => turn.request)];
  return tasks
    .flatMap((task) => Object.values(task.arguments))
    .flatMap((argument) => (argument.from === 'url' ? [argument.url] : []))
    .filter((url) => !said.some((text) => text.includes(url)));
}
