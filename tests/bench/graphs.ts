// The graphs that the benchmarks run: drawn by chance from fixed seeds, or recorded (the demo's plans,
// and the shapes of well-known requests). Only who waits for whom and how long each task takes.

import { createRandom, type Random } from '../../assets/random.ts';
import { planRequest } from '../../electron/engine.ts';
import { sampleRequests } from '../../electron/samples.ts';
import { claimedKind } from '../../shared/media.ts';
import type { Plan, Task } from '../../shared/plan.ts';

/** For each task, by its place, the earlier tasks that it needs. */
export type Shape = readonly (readonly number[])[];

export interface GraphTask {
  readonly needs: readonly number[];
  /** Milliseconds that it is made to take. */
  readonly ms: number;
  /** Milliseconds that tasks of its kind take on average, which is what the scheduler is told. */
  readonly expectedMs: number;
}

export interface Graph {
  readonly name: string;
  readonly tasks: readonly GraphTask[];
}

/** Milliseconds; a task takes up to 15 % more or less than its kind, so from 21 to 98. */
const EXPECTED_MS = [25, 40, 55, 70, 85];
const SPREAD = 0.15;

function withDurations(name: string, shape: Shape, { uniform }: Random): Graph {
  const tasks = shape.map((needs) => {
    const expectedMs = EXPECTED_MS[Math.floor(uniform() * EXPECTED_MS.length)] ?? 55;
    const ms = Math.round(expectedMs * (1 + SPREAD * (2 * uniform() - 1)));
    return { needs, ms, expectedMs };
  });
  return { name, tasks };
}

/** Each task needs from none to three of the last `reach` before it. */
export function randomShape(size: number, { uniform }: Random, reach = size): Shape {
  return Array.from({ length: size }, (_, id) => {
    const drawn = Array.from(
      { length: id === 0 ? 0 : Math.floor(uniform() * 4) },
      () => id - 1 - Math.floor(uniform() * Math.min(id, reach)),
    );
    return [...new Set(drawn)].sort((a, b) => a - b);
  });
}

/** From 10 to 40 tasks each. */
export function randomGraphs(count: number): readonly Graph[] {
  return Array.from({ length: count }, (_, index) => {
    const random = createRandom(1000 + index);
    const size = 10 + Math.floor(random.uniform() * 31);
    return withDurations(`random ${index}`, randomShape(size, random), random);
  });
}

/**
 * What HuggingGPT's best-known requests become, as graphs only (Shen et al. 2023, its demonstrations
 * and figures).
 */
const KNOWN_SHAPES: Readonly<Record<string, Shape>> = {
  'count objects in a picture': [[], [], []],
  'what animal, and what is it doing': [[], [], [], []],
  'picture from the edges of another': [[], [0]],
  'video, picture and voice for a sentence': [[], [], []],
  'a joke and a picture': [[], []],
  'same pose, then described and read aloud': [[], [0], [1], [1], [1], [4]],
  'count in three pictures': [[], [], [], [], [], [], [], [], []],
  'describe, then draw what was described': [[], [0]],
  'depth map, new picture, caption of it': [[], [0], [1]],
  'transcribe, translate, read aloud': [[], [0], [1]],
  'read a page, then answer about it': [[], [0], [0], [1, 2]],
  'segment, redraw, find objects, caption, read aloud': [[], [0], [1], [1], [2, 3], [4]],
};

/** The plans of demos/requests.json, as the rules controller makes them. */
async function demoShapes(): Promise<readonly (readonly [string, Shape])[]> {
  return Promise.all(
    sampleRequests().map(async ({ id, request, files }) => {
      const known = files.map((name) => ({ name, kind: claimedKind(name) ?? ('text' as const) }));
      const { plan } = await planRequest(request, known);
      const place = new Map(plan.map((task, index) => [task.id, index]));
      const shape = plan.map((task) => task.dependencies.map((other) => place.get(other) ?? -1));
      return [id, shape] as const;
    }),
  );
}

export async function recordedGraphs(): Promise<readonly Graph[]> {
  const shapes = [...(await demoShapes()), ...Object.entries(KNOWN_SHAPES)];
  return shapes.map(([name, shape], index) => withDurations(name, shape, createRandom(index)));
}

/** A plan of that shape; each text says its task's id, then `mark`, then what the tasks before made. */
export function toPlan(shape: Shape, mark: (id: number) => string): Plan {
  return shape.map((needs, id): Task => {
    const before = needs.map((task) => ({ from: 'task', task, kind: 'text' }) as const);
    const parts = [{ from: 'literal', value: `${id} ${mark(id)} ` } as const, ...before];
    const text = { from: 'template', parts } as const;
    return { id, type: 'text-generation', dependencies: [...needs], arguments: { text } };
  });
}
