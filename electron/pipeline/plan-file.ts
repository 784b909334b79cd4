// Reads a plan from a file that someone gives: what it holds is compiled like the text of any controller,
// and what is missing or wrong is said before anything begins. Writing one belongs to shared/plan-file.ts.

import type { z } from 'zod';
import { AppError, detail, type Said } from '../../shared/errors.ts';
import type { NamedArtefact } from '../../shared/media.ts';
import type { Plan, Problem, Repair, Task } from '../../shared/plan.ts';
import { PLAN_FILE_CHARACTERS, type PlanFile, PlanFileSchema } from '../../shared/plan-file.ts';
import type { PipelineDeps } from './deps.ts';
import { refusal } from './plan.ts';
import { foreignAddresses } from './planning/addresses.ts';
import { compilePlan } from './planning/compile.ts';

export interface PlanText {
  /** Of the file, for what is said of it. */
  readonly name: string;
  readonly text: string;
}

/** @throws AppError PLAN_FILE_INVALID */
export function readPlanFile({ name, text }: PlanText): PlanFile {
  if (text.length > PLAN_FILE_CHARACTERS) {
    throw invalid(name, detail('longer-than', { characters: PLAN_FILE_CHARACTERS }));
  }
  const read = PlanFileSchema.safeParse(parseJson(name, text));
  if (!read.success) {
    throw invalid(name, firstIssue(read.error));
  }
  return read.data;
}

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw invalid(name, detail('no-json'), error);
  }
}

function firstIssue({ issues: [issue] }: z.ZodError): Said {
  const [field] = issue?.path ?? [];
  const said = issue?.message.replace(/\.$/, '') ?? '';
  return field === undefined ? detail('no-plan-of-ours') : `${String(field)}: ${said}`;
}

interface Binding extends Pick<PipelineDeps, 'expertsFor'> {
  /** Of the file that it came from. */
  readonly name: string;
  /** What its tasks may name; of two with one name, the last. */
  readonly files: readonly NamedArtefact[];
}

export interface BoundPlan {
  readonly plan: Plan;
  readonly repairs: readonly Repair[];
}

/**
 * The plan with the files that are here. The models that it had are chosen again where they are here.
 * @throws AppError PLAN_FILES_MISSING or PLAN_FILE_INVALID
 */
export function bindPlan(file: PlanFile, { name, files, expertsFor }: Binding): BoundPlan {
  refuseMissing(file, { name, files });
  const known = files.map((one) => ({ name: one.name, kind: one.artefact.kind }));
  const compiled = compilePlan(JSON.stringify(file.tasks), known);
  if (!compiled.ok) {
    throw invalid(name, sentence(compiled.problems));
  }
  if (compiled.plan.length === 0) {
    throw invalid(name, detail('no-tasks'));
  }
  const [address] = foreignAddresses(compiled.plan, { request: file.request, history: [] });
  if (address !== undefined) {
    throw invalid(name, detail('foreign-address', { address }));
  }
  const chosen = compiled.plan.map((task) => withModel(task, { file, expertsFor }));
  return {
    plan: chosen.map(({ task }) => task),
    repairs: [...compiled.repairs, ...chosen.flatMap(({ repair }) => repair ?? [])],
  };
}

function refuseMissing(
  { files: named }: PlanFile,
  { name, files }: Pick<Binding, 'name' | 'files'>,
): void {
  const here = new Set(files.map((file) => file.name));
  const missing = named.filter((file) => !here.has(file.name)).map((file) => file.name);
  if (missing.length > 0) {
    throw AppError.of('PLAN_FILES_MISSING', { name, files: missing.join(', ') });
  }
}

interface Chosen {
  readonly task: Task;
  readonly repair?: Repair;
}

function withModel(
  task: Task,
  { file, expertsFor }: Pick<Binding, 'expertsFor'> & { readonly file: PlanFile },
): Chosen {
  const wanted = file.models.find((one) => one.task === task.id);
  if (wanted === undefined) {
    return { task };
  }
  const { model, seed } = wanted;
  if (expertsFor(task.type).some((expert) => expert.model.id === model)) {
    return { task: { ...task, model, ...(seed !== undefined && { seed }) } };
  }
  const message = `The plan was made with ${model}, which is not here; the best of those that are does it.`;
  return { task, repair: { code: 'MODEL_NOT_HERE', message, task: task.id } };
}

function sentence(problems: readonly Problem[]): string {
  return refusal(problems).data.problems ?? '';
}

function invalid(name: string, why: Said, cause?: unknown): AppError {
  return AppError.of('PLAN_FILE_INVALID', { name, why }, cause);
}
