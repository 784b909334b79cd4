// Plans of language models that were made before, by the key of pipeline/pinned-plan.ts. A plan goes with
// the run that made it.

import type Database from 'better-sqlite3';
import { z } from 'zod';
import { PlanSchema } from '../../shared/plan.ts';
import type { PlanStore } from '../pipeline/pinned-plan.ts';

const PlanRowSchema = z.object({ run: z.string(), plan: z.string() });

export function createPlanStore(database: Database.Database): PlanStore {
  const select = database.prepare('SELECT run, plan FROM pinned_plans WHERE key = ?');
  const insert = database.prepare(
    'INSERT OR REPLACE INTO pinned_plans (key, run, plan) VALUES (?, ?, ?)',
  );
  return {
    find: (key) => {
      const row = PlanRowSchema.optional().parse(select.get(key));
      return row && { run: row.run, plan: PlanSchema.parse(JSON.parse(row.plan)) };
    },
    pin: (key, { run, plan }) => {
      insert.run(key, run, JSON.stringify(plan));
    },
  };
}
