// Stage 1: a controller turns the request into text, the plan compiler turns the text into a plan.
// Tasks are handed over while the text is still streaming. A text that is no plan is asked for once more,
// and where the controller can't, another one plans.

import { isDeepStrictEqual } from 'node:util';
import { AppError, detail, toErrorReport } from '../../shared/errors.ts';
import type { KnownFile, Plan, Problem, Repair } from '../../shared/plan.ts';
import type { Controller, ControllerContext, PlanningInput } from '../controllers/controller.ts';
import { foreignAddresses } from './planning/addresses.ts';
import { compilePlan } from './planning/compile.ts';
import { createPlanStream } from './planning/stream.ts';

/** Tasks that join the plan. */
export interface PlanPart {
  readonly tasks: Plan;
  /** Of the whole plan; only the last part has them. */
  readonly repairs: readonly Repair[];
  readonly isComplete: boolean;
  /** Whose the plan is, where it is complete. */
  readonly by?: Controller;
}

export interface PlanDeps {
  readonly controller: Controller;
  /** Plans where the controller can't. */
  readonly fallback?: Controller | undefined;
}

type PlanParts = AsyncGenerator<PlanPart, void, undefined>;

/**
 * The plan in parts, the last one complete.
 * @throws AppError PLAN_INVALID, with the compiler's problems, or what the controller failed with
 */
export async function* planTasks(
  input: PlanningInput,
  { controller, fallback }: PlanDeps,
  context: ControllerContext,
): PlanParts {
  const draft: Draft = { written: '', handed: [] };
  try {
    yield* planWith(controller, { input, draft }, context);
  } catch (thrown) {
    const failure = expected(thrown, context);
    const mended = await mendPlan(controller, { input, draft, failure }, context);
    if (mended.ok) {
      yield { ...mended.part, by: controller };
      return;
    }
    if (fallback === undefined || fallback === controller || draft.handed.length > 0) {
      throw mended.failure;
    }
    context.noted({ code: 'FELL_BACK', stage: 'plan', error: toErrorReport(mended.failure) });
    yield* planWith(fallback, { input, draft: { written: '', handed: [] } }, context);
  }
}

/** What has come of a plan so far. */
interface Draft {
  written: string;
  /** Tasks that were handed over; they may run already. */
  handed: Plan;
}

interface Drafting {
  readonly input: PlanningInput;
  readonly draft: Draft;
}

async function* planWith(
  controller: Controller,
  { input, draft }: Drafting,
  context: ControllerContext,
): PlanParts {
  const stream = createPlanStream(knownFiles(input));
  for await (const piece of controller.plan(input, context)) {
    draft.written += piece;
    const tasks = stream.push(piece);
    if (tasks.length > 0) {
      refuseForeign(tasks, input);
      draft.handed = [...draft.handed, ...tasks];
      yield { tasks, repairs: [], isComplete: false };
    }
  }
  const compiled = stream.end();
  if (!compiled.ok) {
    throw refusal(compiled.problems);
  }
  const tasks = compiled.plan.slice(draft.handed.length);
  refuseForeign(tasks, input);
  yield { tasks, repairs: compiled.repairs, isComplete: true, by: controller };
}

type Mended =
  | { readonly ok: true; readonly part: PlanPart }
  | { readonly ok: false; readonly failure: AppError };

/** One more round, where something was written; it must begin with what was handed over. */
async function mendPlan(
  { mend }: Controller,
  { input, draft, failure }: Drafting & { readonly failure: AppError },
  context: ControllerContext,
): Promise<Mended> {
  if (mend === undefined || draft.written === '') {
    return { ok: false, failure };
  }
  const problems = [failure.message];
  let text = '';
  try {
    for await (const piece of mend({ ...input, written: draft.written, problems }, context)) {
      text += piece;
    }
    const part = compileMended(text, { input, draft });
    context.noted({ code: 'PLAN_MENDED', problems });
    return { ok: true, part };
  } catch (thrown) {
    return { ok: false, failure: expected(thrown, context) };
  }
}

function compileMended(text: string, { input, draft: { handed } }: Drafting): PlanPart {
  const compiled = compilePlan(text, knownFiles(input));
  if (!compiled.ok) {
    throw refusal(compiled.problems);
  }
  if (!isDeepStrictEqual(compiled.plan.slice(0, handed.length), handed)) {
    const problems = detail('contradicts-running');
    throw AppError.of('PLAN_INVALID', { problems });
  }
  const tasks = compiled.plan.slice(handed.length);
  refuseForeign(tasks, input);
  return { tasks, repairs: compiled.repairs, isComplete: true };
}

function knownFiles({ attachments, earlier }: PlanningInput): readonly KnownFile[] {
  return [...earlier, ...attachments]; // of two with one name, the request's own
}

/** @throws AppError PLAN_INVALID where a task is to fetch what the person did not name */
function refuseForeign(tasks: Plan, input: PlanningInput): void {
  const [address] = foreignAddresses(tasks, input);
  if (address !== undefined) {
    const problems = detail('foreign-address', { address });
    throw AppError.of('PLAN_INVALID', { problems });
  }
}

/** Bugs and the end of the run are nobody's to mend. */
function expected(thrown: unknown, { signal }: ControllerContext): AppError {
  if (signal.aborted || !(thrown instanceof AppError)) {
    throw thrown;
  }
  return thrown;
}

/** The compiler's problems as the error that a person sees. */
export function refusal(problems: readonly Problem[]): AppError {
  const sentences = problems.map(({ message }) => message.replace(/\.$/, ''));
  return AppError.of('PLAN_INVALID', { problems: sentences.join('; ') });
}
