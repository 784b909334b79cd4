// Stage 1: a controller turns the request into text, the plan compiler turns the text into a plan.
// Tasks are handed over while the text is still streaming.

import { AppError } from '../../shared/errors.ts';
import type { Plan, Problem, Repair } from '../../shared/plan.ts';
import type { Controller, PlanningInput } from '../controllers/controller.ts';
import { createPlanStream } from './planning/stream.ts';

/** Tasks that join the plan. */
export interface PlanPart {
  readonly tasks: Plan;
  /** Of the whole plan; only the last part has them. */
  readonly repairs: readonly Repair[];
  readonly isComplete: boolean;
}

/**
 * The plan in parts, the last one complete.
 * @throws AppError PLAN_INVALID, with the compiler's problems
 */
export async function* planTasks(
  input: PlanningInput,
  deps: { readonly controller: Controller },
  signal: AbortSignal,
): AsyncGenerator<PlanPart, void, undefined> {
  const stream = createPlanStream([...input.attachments, ...input.earlier]);
  let handed = 0;
  for await (const piece of deps.controller.plan(input, signal)) {
    const tasks = stream.push(piece);
    if (tasks.length > 0) {
      handed += tasks.length;
      yield { tasks, repairs: [], isComplete: false };
    }
  }
  const compiled = stream.end();
  if (!compiled.ok) {
    throw refusal(compiled.problems);
  }
  yield { tasks: compiled.plan.slice(handed), repairs: compiled.repairs, isComplete: true };
}

/** The compiler's problems as the error that a person sees. */
export function refusal(problems: readonly Problem[]): AppError {
  const sentences = problems.map(({ message }) => message.replace(/\.$/, ''));
  return AppError.of('PLAN_INVALID', { problems: sentences.join('; ') });
}
