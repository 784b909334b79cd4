// Stage 2: a model for each task. Pure: candidates and their record on this machine come as arguments.

import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { Assignment, Candidate } from '../../shared/models.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import type { Expert } from '../experts/expert.ts';
import type { PipelineDeps, TaskStatistics } from './deps.ts';

/** A task's expert with the reason for it, or why it has none. */
export type Selection =
  | { readonly ok: true; readonly expert: Expert; readonly assignment: Assignment }
  | { readonly ok: false; readonly error: ErrorReport };

type SelectDeps = Pick<PipelineDeps, 'expertsFor' | 'records'>;

export function selectModels(plan: Plan, deps: SelectDeps): ReadonlyMap<TaskId, Selection> {
  const byType = new Map<TaskType, Selection>();
  const selections = plan.map(({ id, type }) => {
    const selection = byType.get(type) ?? selectModel(type, deps);
    byType.set(type, selection);
    return [id, selection] as const;
  });
  return new Map(selections);
}

function selectModel(type: TaskType, { expertsFor, records }: SelectDeps): Selection {
  const ranked = expertsFor(type)
    .map((expert) => rate(expert, records.statistics(type, expert.model.id, expert.model.host)))
    .sort((a, b) => b.candidate.score - a.candidate.score);
  const best = ranked[0];
  if (best === undefined) {
    const missing = AppError.of('NO_MODEL', { task: type, needed: taskEntry(type).needs });
    return { ok: false, error: toErrorReport(missing) };
  }
  const { id, host, revision, name } = best.expert.model;
  const isAlone = ranked.length === 1 ? ' It is the only model here for this task.' : '';
  const assignment: Assignment = {
    model: { id, host, revision, name },
    reason: best.candidate.reason + isAlone,
    candidates: ranked.map(({ candidate }) => candidate),
  };
  return { ok: true, expert: best.expert, assignment };
}

/** Share of attempts that succeeded, with one success assumed, so that a new model starts at 1. */
function successRate({ succeeded, failed }: TaskStatistics): number {
  return (succeeded + 1) / (succeeded + failed + 1);
}

function rate(
  expert: Expert,
  statistics: TaskStatistics,
): { readonly expert: Expert; readonly candidate: Candidate } {
  const { id, host, description } = expert.model;
  const attempts = statistics.succeeded + statistics.failed;
  const place = host === 'builtin' ? 'Built in, nothing to download' : 'On this machine';
  const record =
    attempts === 0 ? '' : ` It succeeded in ${statistics.succeeded} of ${attempts} tasks here.`;
  const reason = `${place}: ${description}${record}`;
  return { expert, candidate: { id, host, score: successRate(statistics), reason } };
}
