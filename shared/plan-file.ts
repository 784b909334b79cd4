// A plan as a file: the tasks in HuggingGPT's wire form, with what it takes to run them again. It holds no
// key and no path; files go by their names. Reading one belongs to electron/pipeline/plan-file.ts.

import { z } from 'zod';
import type { RunState } from './events.ts';
import { claimedKind, ResourceKindSchema } from './media.ts';
import { type Argument, type Plan, TaskIdSchema } from './plan.ts';
import { REQUEST_LIMITS } from './request.ts';
import { printPlan } from './wire.ts';

/** What says of a JSON file that it is one. */
export const PLAN_FILE_FORMAT = 'ensemble-plan';

/** Characters of the whole file. */
export const PLAN_FILE_CHARACTERS = 1_000_000;

const NamedFileSchema = z
  .object({ name: z.string().min(1).max(255), kind: ResourceKindSchema })
  .readonly();

const ModelOfTaskSchema = z
  .object({
    task: TaskIdSchema,
    model: z.string().min(1).max(500),
    /** For a model that is not deterministic. */
    seed: z.number().int().nonnegative().optional(),
  })
  .readonly();

export const PlanFileSchema = z
  .object({
    format: z.literal(PLAN_FILE_FORMAT),
    version: z.literal(1),
    request: z.string().trim().min(1).max(REQUEST_LIMITS.characters),
    /** In wire form; what they mean is for the plan compiler to say. */
    tasks: z.array(z.unknown()).min(1).readonly(),
    /** What did each task, or was chosen for it. */
    models: z.array(ModelOfTaskSchema).max(10_000).readonly().default([]),
    /** The files that the tasks name, by the names under which they are attached. */
    files: z.array(NamedFileSchema).max(REQUEST_LIMITS.files).readonly().default([]),
  })
  .readonly();
export type PlanFile = z.infer<typeof PlanFileSchema>;

type PlannedRun = Pick<RunState, 'request' | 'attachments' | 'tasks'>;

export function planFileOf({ request, attachments, tasks }: PlannedRun): PlanFile {
  const plan = tasks.map(({ task }) => task);
  const kinds = new Map(attachments.map(({ name, artefact }) => [name, artefact.kind]));
  return {
    ...{ format: PLAN_FILE_FORMAT, version: 1, request },
    tasks: printPlan(plan),
    models: tasks.flatMap(({ task, assignment, seed = task.seed }) => {
      const model = assignment?.model.id ?? task.model;
      return model === undefined
        ? []
        : [{ task: task.id, model, ...(seed !== undefined && { seed }) }];
    }),
    files: filesNamedIn(plan).map((name) => ({
      name,
      kind: kinds.get(name) ?? claimedKind(name) ?? 'text',
    })),
  };
}

function filesNamedIn(plan: Plan): readonly string[] {
  const named = plan.flatMap((task) => Object.values(task.arguments).flatMap(fileNamesIn));
  return [...new Set(named)];
}

function fileNamesIn(argument: Argument): readonly string[] {
  if (argument.from === 'file') {
    return [argument.name];
  }
  return argument.from === 'template'
    ? argument.parts.flatMap((part) => (part.from === 'file' ? part.name : []))
    : [];
}
