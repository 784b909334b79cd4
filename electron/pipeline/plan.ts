// Stage 1: a controller turns the request into text, the plan compiler turns the text into a plan.

import { AppError } from '../../shared/errors.ts';
import type { Plan, Repair } from '../../shared/plan.ts';
import type { Controller, PlanningInput } from '../controllers/controller.ts';
import { compilePlan } from './planning/compile.ts';

export interface PlannedTasks {
  readonly plan: Plan;
  readonly repairs: readonly Repair[];
}

/** @throws AppError PLAN_INVALID, with the compiler's problems, before anything runs */
export async function planTasks(
  input: PlanningInput,
  deps: { readonly controller: Controller },
  signal: AbortSignal,
): Promise<PlannedTasks> {
  const text = await deps.controller.plan(input, signal);
  const compiled = compilePlan(text, [...input.attachments, ...input.earlier]);
  if (!compiled.ok) {
    const problems = compiled.problems.map((problem) => problem.message).join('; ');
    throw AppError.of('PLAN_INVALID', { problems });
  }
  return compiled;
}
