// How pictures are drawn by diffusion on this machine, where a person says it; what is left out is the model's
// own choice. Which models draw, and what they make of it, belongs to electron/runner/diffusion/.

import { z } from 'zod';
import type { TaskType } from './tasks.ts';

export const SCHEDULER_NAMES = [
  'ddim',
  'euler',
  'euler-ancestral',
  'dpm-solver-2m',
  'lcm',
  'unipc',
] as const;
const SchedulerNameSchema = z.enum(SCHEDULER_NAMES);
export type SchedulerName = z.infer<typeof SchedulerNameSchema>;

/** Sides are in pixels and multiples of the least one: that many of them are one latent of every model known. */
export const DRAWING_LIMITS = {
  steps: { least: 1, most: 1000 },
  guidance: { least: 0, most: 50 },
  side: { least: 8, most: 8192 },
  strength: { above: 0, most: 1 },
  controlScale: { least: 0, most: 2 },
} as const;
const { steps, guidance, side, strength, controlScale } = DRAWING_LIMITS;

const SideSchema = z.number().min(side.least).max(side.most).multipleOf(side.least);

export const DrawingSchema = z
  .object({
    steps: z.number().int().min(steps.least).max(steps.most).optional(),
    /** How closely a picture keeps to its description; 1 and less: the description alone counts. */
    guidance: z.number().min(guidance.least).max(guidance.most).optional(),
    /** Of pictures that are drawn from a description, with the height. */
    width: SideSchema.optional(),
    height: SideSchema.optional(),
    scheduler: SchedulerNameSchema.optional(),
    /** How much of a given picture is made anew. */
    strength: z.number().gt(strength.above).max(strength.most).optional(),
    /** How much a control picture counts; 1 is what its model was taught with. */
    controlScale: z.number().min(controlScale.least).max(controlScale.most).optional(),
  })
  .refine(({ width, height }) => (width === undefined) === (height === undefined), {
    error: 'Expected width and height together, or neither.',
    path: ['height'],
  })
  .readonly();
export type Drawing = z.infer<typeof DrawingSchema>;

type Part = keyof Drawing;
const ALWAYS = ['steps', 'guidance', 'scheduler'] as const satisfies readonly Part[];
const SIZE = ['width', 'height'] as const satisfies readonly Part[];
const CONTROLLED = [...ALWAYS, ...SIZE, 'controlScale'] as const satisfies readonly Part[];

/** By task type what its pictures depend on; a picture that is changed keeps its shape. */
const PARTS: Readonly<Partial<Record<TaskType, readonly Part[]>>> = {
  'text-to-image': [...ALWAYS, ...SIZE],
  'image-to-image': [...ALWAYS, 'strength'],
  'canny-text-to-image': CONTROLLED,
  'depth-text-to-image': CONTROLLED,
  'hed-text-to-image': CONTROLLED,
  'mlsd-text-to-image': CONTROLLED,
  'normal-text-to-image': CONTROLLED,
  'openpose-text-to-image': CONTROLLED,
  'seg-text-to-image': CONTROLLED,
};

/** What of it a task type heeds; undefined where that is nothing. */
export function drawingFor(task: TaskType, drawing: Drawing): Drawing | undefined {
  const said = (PARTS[task] ?? []).filter((part) => drawing[part] !== undefined);
  return said.length === 0
    ? undefined
    : Object.fromEntries(said.map((part) => [part, drawing[part]]));
}
