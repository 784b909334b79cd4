// The plan, typed: what the program works on once the wire form has been compiled.
// Reading and writing the wire form belongs to electron/pipeline/planning/.

import { z } from 'zod';
import { type ResourceKind, ResourceKindSchema } from './media.ts';
import { TaskTypeSchema } from './tasks.ts';

export const TaskIdSchema = z.number().int().nonnegative();
export type TaskId = z.infer<typeof TaskIdSchema>;

const LiteralSchema = z.object({ from: z.literal('literal'), value: z.string() }).readonly();
const FileReferenceSchema = z
  .object({ from: z.literal('file'), name: z.string().min(1) })
  .readonly();
const UrlReferenceSchema = z.object({ from: z.literal('url'), url: z.url() }).readonly();
const TaskReferenceSchema = z
  .object({ from: z.literal('task'), task: TaskIdSchema, kind: ResourceKindSchema })
  .readonly();

/** A piece of a template: plain text, or the text of a file or of a task. */
const PartSchema = z.discriminatedUnion('from', [
  LiteralSchema,
  FileReferenceSchema,
  TaskReferenceSchema,
]);
const TemplateSchema = z
  .object({ from: z.literal('template'), parts: z.array(PartSchema).min(1).readonly() })
  .readonly();

/**
 * What fills a slot: a literal text, a file of the request by its name there, an address, what
 * another task made of one kind, or a text put together from several of these.
 */
export const ArgumentSchema = z.discriminatedUnion('from', [
  LiteralSchema,
  FileReferenceSchema,
  UrlReferenceSchema,
  TaskReferenceSchema,
  TemplateSchema,
]);
export type Argument = z.infer<typeof ArgumentSchema>;
export type TaskReference = z.infer<typeof TaskReferenceSchema>;
export type TemplatePart = z.infer<typeof PartSchema>;

/** One step of a plan. */
export const TaskSchema = z
  .object({
    id: TaskIdSchema,
    type: TaskTypeSchema,
    /** Ids of the tasks that must end first, ascending; every referenced task is among them. */
    dependencies: z.array(TaskIdSchema).readonly(),
    /** By slot name of the task type. */
    arguments: z.record(z.string(), ArgumentSchema).readonly(),
    /** Id of the model that the person chose for it; without one, selection decides. */
    model: z.string().optional(),
    /** Seed that the person chose, for a model that is not deterministic. */
    seed: z.number().int().nonnegative().optional(),
  })
  .readonly();
export type Task = z.infer<typeof TaskSchema>;

export const PlanSchema = z.array(TaskSchema).readonly();
export type Plan = z.infer<typeof PlanSchema>;

/** A task as HuggingGPT writes it; `dep` is [-1] where there is none. */
export interface WireTask {
  readonly task: string;
  readonly id: number;
  readonly dep: readonly number[];
  readonly args: Readonly<Record<string, string>>;
}

/** One change that the compiler made, in words for a person. */
export const RepairSchema = z
  .object({ code: z.string(), message: z.string(), task: TaskIdSchema.optional() })
  .readonly();
export type Repair = z.infer<typeof RepairSchema>;

/** Why a text is no plan. Tests and screens look at these, never at the sentences. */
export const PROBLEM_CODES = [
  'TOO_LONG',
  'TOO_DEEP',
  'TOO_MANY_TASKS',
  'TOO_MANY_ARGUMENTS',
  'NO_PLAN',
  'CUT_SHORT',
  'BAD_SHAPE',
  'UNKNOWN_TASK',
  'SELF_REFERENCE',
  'DANGLING_REFERENCE',
  'CYCLE',
  'WRONG_KIND',
  'UNKNOWN_FILE',
  'UNKNOWN_ARGUMENT',
  'MISSING_ARGUMENT',
  'CONTRADICTION',
] as const;

/** One reason why the compiler refused, in words for a person. */
export const ProblemSchema = z
  .object({ code: z.enum(PROBLEM_CODES), message: z.string(), task: TaskIdSchema.optional() })
  .readonly();
export type Problem = z.infer<typeof ProblemSchema>;

/** A file that a plan may name: an attachment, or what an earlier turn made. */
export interface KnownFile {
  readonly name: string;
  readonly kind: ResourceKind;
}

/** The references that one argument holds, in order. */
export function referencesOf(argument: Argument): readonly TaskReference[] {
  if (argument.from === 'task') {
    return [argument];
  }
  return argument.from === 'template'
    ? argument.parts.filter((part): part is TaskReference => part.from === 'task')
    : [];
}

/** The tasks themselves and all that depends on them, directly or not. */
export function downstreamCone(plan: Plan, roots: Iterable<TaskId>): ReadonlySet<TaskId> {
  const dependents = new Map<TaskId, TaskId[]>();
  for (const { id, dependencies } of plan) {
    for (const dependency of dependencies) {
      dependents.set(dependency, [...(dependents.get(dependency) ?? []), id]);
    }
  }
  const cone = new Set<TaskId>();
  const pending = [...roots];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    if (!cone.has(id)) {
      cone.add(id);
      pending.push(...(dependents.get(id) ?? []));
    }
  }
  return cone;
}
