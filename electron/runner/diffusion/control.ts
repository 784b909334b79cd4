// What holds a drawing to another picture (Zhang et al. 2023): control networks that see the noise and that
// picture, and whose answers, times how much they count, are added to the inner states of the U-Net.

import type { Picture } from '../../experts/pictures.ts';
import type { Graph, Port, Values } from '../graphs.ts';
import { inBatch, sizesOf, timestepFeed } from './feeds.ts';
import { resized } from './given-picture.ts';
import { type Term, weightedSum } from './schedulers/latents.ts';
import type { Settled } from './wish.ts';

/** One of those that hold a drawing. */
export interface Control {
  readonly graph: Graph;
  /** [1, 3, height, width], from 0 to 1. */
  readonly seen: Values;
  /** By what its answers are multiplied. */
  readonly scale: number;
}

/** The input of a control network that is the picture. */
export const SEEN = 'controlnet_cond';
/** Some exports multiply by themselves. */
export const OWN_SCALE = 'conditioning_scale';

export function isResidual({ name }: Pick<Port, 'name'>): boolean {
  return /^(?:down|mid)_block/.test(name);
}

/** From the first level down to the middle, in which order exports have them. */
export function residualsOf(ports: readonly Port[]): readonly Port[] {
  const all = ports.filter(isResidual);
  const isMiddle = ({ name }: Port) => name.startsWith('mid');
  return [...all.filter((port) => !isMiddle(port)), ...all.filter(isMiddle)];
}

/** A picture as control networks are shown it. */
export async function seenBy(
  picture: Picture,
  size: Pick<Settled, 'width' | 'height'>,
): Promise<Values> {
  const { pixels, width, height } = await resized(picture, size);
  const area = width * height;
  const data = new Float32Array(3 * area);
  for (let at = 0; at < data.length; at += 1) {
    data[at] = (pixels[(at % area) * 3 + Math.floor(at / area)] ?? 0) / 255;
  }
  return { data, shape: [1, 3, height, width] };
}

/**
 * What the U-Net is fed besides: the sum of what all controls say, by the names of its own inputs.
 * @param told as the U-Net is told it, whose `sample` is the noisy picture alone
 */
export async function residualFeeds(
  controls: readonly Control[],
  unet: Graph,
  told: Readonly<Record<string, Values>>,
  timestep: number,
): Promise<Readonly<Record<string, Values>>> {
  const said: (readonly Values[])[] = [];
  for (const control of controls) {
    said.push(await saidBy(control, told, timestep));
  }
  const [first = []] = said;
  const names = residualsOf(unet.inputs).map(({ name }) => name);
  return Object.fromEntries(
    first.map(({ shape }, index) => {
      const terms = said.map(
        (each, at): Term => [controls[at]?.scale ?? 1, each[index]?.data ?? new Float32Array()],
      );
      return [names[index], { data: new Float32Array(weightedSum(...terms)), shape }];
    }),
  );
}

async function saidBy(
  { graph, seen }: Control,
  told: Readonly<Record<string, Values>>,
  timestep: number,
): Promise<readonly Values[]> {
  const batch = told.sample?.shape[0] ?? 1;
  const made = await graph.run({
    ...told,
    timestep: timestepFeed(graph, timestep, batch),
    [SEEN]: inBatch(Array.from({ length: batch }, () => seen)),
    [OWN_SCALE]: { data: [1], shape: sizesOf(graph, OWN_SCALE) },
  });
  return residualsOf(graph.outputs).flatMap(({ name }) => made[name] ?? []);
}
