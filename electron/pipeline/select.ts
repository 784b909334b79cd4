// Stage 2: a model for each task. Pure: candidates and their record on this machine come as arguments.

import { AppError, type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { Assignment, Candidate, Host } from '../../shared/models.ts';
import type { Plan, TaskId } from '../../shared/plan.ts';
import { type TaskType, taskEntry } from '../../shared/tasks.ts';
import type { Expert } from '../experts/expert.ts';
import type { PipelineDeps, TaskStatistics } from './deps.ts';

/** A task's expert with the reason for it, or why it has none. */
export type Selection =
  | {
      readonly ok: true;
      /** Who can do it, the best first; the others follow where one fails. */
      readonly experts: readonly [Expert, ...Expert[]];
      readonly assignment: Assignment;
      /** Milliseconds that the best one has taken here on average. */
      readonly estimateMs: number | undefined;
    }
  | { readonly ok: false; readonly error: ErrorReport };

/** What HuggingGPT's controller does itself, without asking who should. */
const OWN_TASKS: ReadonlySet<TaskType> = new Set<TaskType>([
  'summarization',
  'translation',
  'conversational',
  'text-generation',
  'text2text-generation',
]);

export function isOwnTask(type: TaskType): boolean {
  return OWN_TASKS.has(type);
}

type SelectDeps = Pick<PipelineDeps, 'expertsFor' | 'records'>;

export function selectModels(plan: Plan, deps: SelectDeps): ReadonlyMap<TaskId, Selection> {
  const known = new Map<string, Selection>();
  const selections = plan.map(({ id, type, model }) => {
    const question = JSON.stringify([type, model]);
    const selection = known.get(question) ?? selectModel(type, model, deps);
    known.set(question, selection);
    return [id, selection] as const;
  });
  return new Map(selections);
}

/** @param chosen the model that the person wants; no other one is taken then */
function selectModel(
  type: TaskType,
  chosen: string | undefined,
  { expertsFor, records }: SelectDeps,
): Selection {
  const ranked = expertsFor(type)
    .filter(({ model }) => chosen === undefined || model.id === chosen)
    .map((expert) => rate(expert, records.statistics(type, expert.model.id, expert.model.host)))
    .sort((a, b) => b.candidate.score - a.candidate.score);
  const [best, ...others] = ranked;
  if (best === undefined) {
    const needed = chosen ?? taskEntry(type).needs;
    const missing = AppError.of('NO_MODEL', { task: type, needed });
    return { ok: false, error: toErrorReport(missing) };
  }
  const alone =
    chosen !== undefined
      ? ' You chose it.'
      : ranked.length === 1
        ? ' It is the only model here for this task.'
        : '';
  const candidates = ranked.map(({ candidate }) => candidate);
  return {
    ok: true,
    experts: [best.expert, ...others.map(({ expert }) => expert)],
    assignment: assignModel(best.expert, best.candidate.reason + alone, { candidates }),
    estimateMs: best.meanMs === 0 ? undefined : best.meanMs,
  };
}

/** The assignment that names this expert's model, among the same candidates. */
export function assignModel(
  { model: { id, host, revision, name } }: Expert,
  reason: string,
  { candidates }: Pick<Assignment, 'candidates'>,
): Assignment {
  return { model: { id, host, revision, name }, reason, candidates };
}

const PLACES = {
  builtin: 'Built in, nothing to download',
  onnx: 'On this machine',
  hub: 'Hosted',
  controller: 'The language model itself',
} as const satisfies Record<Host, string>;

/** Share of attempts that succeeded, with one success assumed, so that a new model starts at 1. */
function successRate({ succeeded, failed }: TaskStatistics): number {
  return (succeeded + 1) / (succeeded + failed + 1);
}

function rate(
  expert: Expert,
  statistics: TaskStatistics,
): { readonly expert: Expert; readonly candidate: Candidate; readonly meanMs: number } {
  const { id, host, description } = expert.model;
  const attempts = statistics.succeeded + statistics.failed;
  // What HuggingGPT's controller does itself goes to it, where there is one.
  const isOwn = host === 'controller' && isOwnTask(expert.task);
  const record =
    attempts === 0 ? '' : ` It succeeded in ${statistics.succeeded} of ${attempts} tasks here.`;
  const reason = `${PLACES[host]}: ${description}${record}`;
  const candidate = { id, host, score: successRate(statistics) + (isOwn ? 1 : 0), reason };
  return { expert, candidate, meanMs: statistics.meanMs };
}
