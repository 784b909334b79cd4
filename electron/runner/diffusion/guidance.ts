// What the network that draws says of a noisy picture: asked once with the description and once without it,
// and led away from the latter (Ho & Salimans 2022). A model for instructions is asked a third time, without
// the picture too (Brooks et al. 2023, equation 3). Distilled models are told the guidance instead.

import type { Graph, Values } from '../graphs.ts';
import { type Control, residualFeeds } from './control.ts';
import { inBatch, timestepFeed } from './feeds.ts';
import { toLatents, weightedSum } from './schedulers/latents.ts';
import type { Latents } from './schedulers/scheduler.ts';
import type { EncodedText } from './text-encoding.ts';

/** One way of asking, and what its answer counts; all weights add up to 1. */
export interface Asking {
  readonly weight: number;
  readonly text: EncodedText;
  /** Further channels beside the noisy picture, of its height and width. */
  readonly beside?: Latents | undefined;
}

export interface Denoiser {
  readonly graph: Graph;
  readonly askings: readonly Asking[];
  /** Asked all at once, which takes more memory. */
  readonly isBatched: boolean;
  /** Feeds that are the same for every asking, with a first dimension of 1. */
  readonly constants: Readonly<Record<string, Values>>;
  /** None, one or several that hold it to other pictures. */
  readonly controls: readonly Control[];
}

/** With 1 the text alone counts. */
export function askingsOf(
  { said, unsaid }: { readonly said: EncodedText; readonly unsaid: EncodedText },
  { guidance, beside }: { readonly guidance: number; readonly beside?: Latents | undefined },
): readonly Asking[] {
  return guidance === 1
    ? [{ weight: 1, text: said, beside }]
    : [
        { weight: 1 - guidance, text: unsaid, beside },
        { weight: guidance, text: said, beside },
      ];
}

/** @param pictureGuidance how strongly the given picture is kept to */
export function instructedAskings(
  { said, unsaid }: { readonly said: EncodedText; readonly unsaid: EncodedText },
  { guidance, pictureGuidance, beside }: InstructedGuidance,
): readonly Asking[] {
  const blank = { ...beside, data: new Float32Array(beside.data.length) };
  return [
    { weight: guidance, text: said, beside },
    { weight: pictureGuidance - guidance, text: unsaid, beside },
    { weight: 1 - pictureGuidance, text: unsaid, beside: blank },
  ];
}

interface InstructedGuidance {
  readonly guidance: number;
  readonly pictureGuidance: number;
  readonly beside: Latents;
}

export async function predict(
  denoiser: Denoiser,
  sample: Latents,
  timestep: number,
): Promise<Latents> {
  const { askings, isBatched } = denoiser;
  const groups = isBatched ? [askings] : askings.map((asking) => [asking]);
  const terms: (readonly [number, Float32Array])[] = [];
  for (const group of groups) {
    const said = await ask(denoiser, group, { sample, timestep });
    const size = said.length / group.length;
    for (const [index, { weight }] of group.entries()) {
      terms.push([weight, said.subarray(index * size, (index + 1) * size)]);
    }
  }
  const [only] = terms;
  return only !== undefined && terms.length === 1
    ? { data: new Float32Array(only[1]), shape: sample.shape }
    : toLatents(weightedSum(...terms), sample);
}

async function ask(
  { graph, constants, controls }: Denoiser,
  group: readonly Asking[],
  { sample, timestep }: { readonly sample: Latents; readonly timestep: number },
): Promise<Float32Array> {
  const seen = group.map(({ beside }) => (beside === undefined ? sample : stacked(sample, beside)));
  const pooled = group.flatMap(({ text }) => text.pooled ?? []);
  const constant = Object.entries(constants).map(([name, value]) => [
    name,
    inBatch(group.map(() => value)),
  ]);
  const told: Readonly<Record<string, Values>> = {
    encoder_hidden_states: inBatch(group.map(({ text }) => text.hidden)),
    ...(pooled.length > 0 && { text_embeds: inBatch(pooled) }),
    ...Object.fromEntries(constant),
  };
  const noisy = inBatch(group.map(() => sample));
  const residuals = await residualFeeds(controls, graph, { ...told, sample: noisy }, timestep);
  const made = await graph.run({
    ...told,
    ...residuals,
    sample: inBatch(seen),
    timestep: timestepFeed(graph, timestep, group.length),
  });
  const { data } = made[graph.outputs[0]?.name ?? ''] ?? sample;
  if (data.length !== group.length * sample.data.length) {
    throw new Error(`the unet gave ${data.length} numbers for ${sample.data.length}`);
  }
  if (hasNone(data)) {
    throw new Error('the unet gave no numbers (NaN); another number format may do');
  }
  return data;
}

/** Without a call for each number, of which there are tens of thousands at every step. */
function hasNone(data: Float32Array): boolean {
  for (let at = 0; at < data.length; at += 1) {
    if (Number.isNaN(data[at])) {
      return true;
    }
  }
  return false;
}

/** Channels of one after those of the other. */
function stacked(over: Latents, under: Latents): Latents {
  const [batch = 1, channels = 0, ...area] = over.shape;
  const data = new Float32Array(over.data.length + under.data.length);
  data.set(over.data);
  data.set(under.data, over.data.length);
  return { data, shape: [batch, channels + (under.shape[1] ?? 0), ...area] };
}

/**
 * Guidance as distilled models are told it (Luo et al. 2023, section 4.3): sines and cosines of 1000 · (g − 1)
 * at frequencies that fall from 1 to 1/10,000.
 */
export function guidanceEmbedding(guidance: number, width: number): Values {
  const half = Math.floor(width / 2);
  const data = new Float32Array(width); // of an odd width the last stays 0
  for (let index = 0; index < half; index += 1) {
    const angle = 1000 * (guidance - 1) * Math.exp((-Math.log(10_000) * index) / (half - 1));
    data[index] = Math.sin(angle);
    data[half + index] = Math.cos(angle);
  }
  return { data, shape: [1, width] };
}
