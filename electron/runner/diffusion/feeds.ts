// What networks are fed at a step, for one question or for several at once.

import type { Feed, Graph, Values } from '../graphs.ts';

/** One number for all where its shape is free, as often as it asks where that is fixed. */
export function timestepFeed(graph: Graph, timestep: number, batch: number): Feed {
  const sizes = sizesOf(graph, 'timestep');
  const count = sizes.reduce((product, size) => product * size, 1);
  const isOne = count === 1 || count === batch;
  return { data: Array.from({ length: isOne ? count : 1 }, () => timestep), shape: sizes };
}

/** Of the input of that name; 1 where a size is free. */
export function sizesOf({ inputs }: Graph, name: string): readonly number[] {
  const shape = inputs.find((port) => port.name === name)?.shape ?? [];
  return shape.map((size) => (typeof size === 'number' ? size : 1));
}

/** One after the other along the first dimension, which is 1 in each. */
export function inBatch(all: readonly Values[]): Values {
  const [first] = all;
  if (first === undefined || all.length === 1) {
    return first ?? { data: new Float32Array(0), shape: [0] };
  }
  const data = new Float32Array(all.length * first.data.length);
  for (const [index, each] of all.entries()) {
    data.set(each.data, index * first.data.length);
  }
  return { data, shape: [all.length, ...first.shape.slice(1)] };
}
