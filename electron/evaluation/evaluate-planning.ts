// Runs a controller over labelled requests, through the plan compiler, and scores what comes out.

import type { PlanningInput } from '../controllers/controller.ts';
import { compilePlan } from '../pipeline/planning/compile.ts';
import { mentionedFiles } from '../pipeline/planning/mentions.ts';
import type { PlanningRow } from './planning-data.ts';
import { type PlanScores, scorePlans } from './score-plans.ts';
import { type NamedPlan, namePlan } from './tool-names.ts';

export interface EvaluatedRequest {
  readonly row: PlanningRow;
  /** Undefined where the plan compiler refused what the controller wrote. */
  readonly plan: NamedPlan | undefined;
  /** Why it was refused. */
  readonly problems: readonly string[];
  /** How many repairs the plan compiler made. */
  readonly repairs: number;
  /** Milliseconds that the controller took, without the compiler. */
  readonly milliseconds: number;
}

export interface PlanningEvaluation {
  readonly scores: PlanScores;
  readonly requests: readonly EvaluatedRequest[];
  /** Milliseconds of the controller per request. */
  readonly median: number;
  readonly p95: number;
}

/** How an evaluation plans and measures. */
export interface EvaluationDeps {
  /** The controller: a request in, a plan in the wire form out, in pieces. What it throws ends it all. */
  readonly planOf: (input: PlanningInput) => AsyncIterable<string>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
}

/** Plans every request, one after the other; a request's files are those that it names. */
export async function evaluatePlanning(
  rows: readonly PlanningRow[],
  deps: EvaluationDeps,
): Promise<PlanningEvaluation> {
  const requests: EvaluatedRequest[] = [];
  for (const row of rows) {
    requests.push(await evaluateRequest(row, deps));
  }
  const times = requests.map(({ milliseconds }) => milliseconds);
  return {
    scores: scorePlans(
      rows,
      requests.map(({ plan }) => plan),
    ),
    requests,
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
  };
}

async function evaluateRequest(row: PlanningRow, deps: EvaluationDeps): Promise<EvaluatedRequest> {
  const known = mentionedFiles(row.request);
  const start = deps.now();
  let text = '';
  for await (const piece of deps.planOf({
    request: row.request,
    attachments: known,
    earlier: [],
    history: [],
  })) {
    text += piece;
  }
  const milliseconds = deps.now() - start;
  const compiled = compilePlan(text, known);
  return {
    row,
    plan: compiled.ok ? namePlan(compiled.plan) : undefined,
    problems: compiled.ok ? [] : compiled.problems.map(({ message }) => message),
    repairs: compiled.repairs.length,
    milliseconds,
  };
}

/** The smallest value that at least this share of the values does not exceed; 0 of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
