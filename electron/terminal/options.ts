// How the words of a command line are read: what all commands are given, options by schema, and the ways to
// write a change of a run.

import { InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { ControllerChoiceSchema } from '../../shared/controllers.ts';
import { ModeSchema } from '../../shared/settings.ts';
import type { TaskEdit } from '../pipeline/rerun.ts';
import type { Console } from './console.ts';

export interface CommandContext {
  readonly console: Console;
  /** Told the exit status. */
  readonly finish: (status: number) => void;
  /** The folder from which the person called. */
  readonly folder: string;
}

export const JSON_OPTION = ['--json', 'print one JSON object and nothing else'] as const;

const json = z.boolean().optional();
const file = z.array(z.string());
const out = z.string();
const taskNumber = z.number().int().nonnegative();

export const ShownOptionsSchema = z.object({ json });
export const DoctorOptionsSchema = z.object({
  json,
  network: z.boolean().optional(),
  report: z.boolean().optional(),
});
export const SessionOptionsSchema = z.object({ json, out, mode: ModeSchema.optional() });
const controller = ControllerChoiceSchema.optional();
export const AskOptionsSchema = SessionOptionsSchema.extend({
  ...{ file, controller },
  review: z.boolean().optional(),
  yes: z.boolean().optional(),
  replan: z.boolean().optional(),
});
export const PlanOptionsSchema = z.object({
  ...{ file, json, controller },
  mode: ModeSchema.optional(),
  batch: z.string().optional(),
  compile: z.string().optional(),
  explain: z.boolean().optional(),
});
export const ImportPlanOptionsSchema = SessionOptionsSchema.extend({
  file,
  yes: z.boolean().optional(),
});
export const EvalOptionsSchema = z.object({
  json,
  data: z.string(),
  controller: ControllerChoiceSchema,
  cache: z.string().optional(),
  mode: ModeSchema.optional(),
});
export const RerunOptionsSchema = SessionOptionsSchema.extend({
  from: taskNumber.optional(),
  set: z.array(z.object({ task: taskNumber, slot: z.string(), value: z.string() })),
  model: z.array(z.object({ task: taskNumber, model: z.string() })),
  seed: z.array(z.object({ task: taskNumber, seed: taskNumber })),
});
export const ServeOptionsSchema = z.object({
  json,
  host: z.string().optional(),
  port: z.number().optional(),
  open: z.boolean().optional(),
  allowLoopbackApi: z.boolean().optional(),
});
type RerunOptions = z.infer<typeof RerunOptionsSchema>;

/** For an option that may be given several times. */
export function collect<Item>(parse: (text: string) => Item) {
  return (text: string, before: readonly Item[]) => [...before, parse(text)];
}

export function parseRequest(text: string): string {
  if (text.trim() === '') {
    throw new InvalidArgumentError('The request is empty. Say what should be done.');
  }
  return text;
}

export function parseTaskNumber(text: string): number {
  if (!/^\d+$/.test(text)) {
    throw new InvalidArgumentError(`The number of a task was expected, and "${text}" came.`);
  }
  return Number(text);
}

export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (!(port <= 65_535)) {
    throw new InvalidArgumentError(`A port from 0 to 65535 was expected, and "${text}" came.`);
  }
  return port;
}

/** "1.text=hello" */
export function parseSetting(text: string): RerunOptions['set'][number] {
  const [, task, slot, value] = /^(\d+)\.([\w-]+)=(.*)$/s.exec(text) ?? [];
  if (task === undefined || slot === undefined || value === undefined) {
    throw new InvalidArgumentError(
      `TASK.SLOT=VALUE was expected, such as 1.text=hello; "${text}" came.`,
    );
  }
  return { task: Number(task), slot, value };
}

/** "1=builtin/flite" */
export function parseModelChoice(text: string): RerunOptions['model'][number] {
  const [, task, model] = /^(\d+)=(.+)$/.exec(text) ?? [];
  if (task === undefined || model === undefined) {
    throw new InvalidArgumentError(
      `TASK=MODEL was expected, such as 1=builtin/flite; "${text}" came.`,
    );
  }
  return { task: Number(task), model };
}

/** "1=42" */
export function parseSeed(text: string): RerunOptions['seed'][number] {
  const [, task, seed] = /^(\d+)=(\d+)$/.exec(text) ?? [];
  if (task === undefined || seed === undefined) {
    throw new InvalidArgumentError(`TASK=SEED was expected, such as 1=42; "${text}" came.`);
  }
  return { task: Number(task), seed: Number(seed) };
}

type Changes = Pick<RerunOptions, 'set' | 'model' | 'seed'>;

/** The changes of a run by task. */
export function toEdits({ set, model, seed }: Changes): readonly TaskEdit[] {
  const tasks = new Set([...set, ...model, ...seed].map(({ task }) => task));
  return [...tasks].map((task) => {
    const slots = set.filter((change) => change.task === task);
    const chosen = model.findLast((change) => change.task === task)?.model;
    const seeded = seed.findLast((change) => change.task === task)?.seed;
    return {
      task,
      arguments: Object.fromEntries(slots.map(({ slot, value }) => [slot, value])),
      ...(chosen !== undefined && { model: chosen }),
      ...(seeded !== undefined && { seed: seeded }),
    };
  });
}
