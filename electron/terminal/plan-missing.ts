// What of a plan nothing here can do as things stand, and what would make it possible. Nothing is asked of
// the Hub, and no engine is needed.

import type { Plan } from '../../shared/plan.ts';
import type { Mode } from '../../shared/settings.ts';
import { createEngineExperts } from '../engine-experts.ts';
import { selectModels } from '../pipeline/select.ts';
import { withControllers } from './with-controllers.ts';

/** A line for each such task; tasks of one type share theirs. */
export function missingIn(
  plan: Plan,
  asked: { readonly mode?: Mode | undefined },
): Promise<readonly string[]> {
  return withControllers(asked, async (controllers, around) => {
    const clock = Date.now;
    const experts = createEngineExperts({ ...around, controllers, clock, threads: 1 });
    const selections = selectModels(plan, {
      ...(await experts.deps()),
      ...{ mode: around.mode, ranking: around.settings, clock },
      records: { statistics: () => ({ succeeded: 0, failed: 0, medianMs: 0 }) },
    });
    const lines = plan.flatMap(({ id }) => {
      const selection = selections.get(id);
      return selection?.ok === false ? [selection.error.message] : [];
    });
    await experts.close();
    return [...new Set(lines)];
  });
}
