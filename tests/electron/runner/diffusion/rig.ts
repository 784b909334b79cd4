// The references that make-references.py writes, and a model that knows the data it was asked about.

import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readSchedulerConfig } from '../../../../electron/runner/diffusion/schedulers/config.ts';
import type { Latents } from '../../../../electron/runner/diffusion/schedulers/scheduler.ts';
import type { SchedulerName } from '../../../../shared/drawing.ts';

const numbers = z.array(z.number()).readonly();
const CaseSchema = z.object({
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
  steps: z.number(),
  strength: z.number(),
  seed: z.number(),
  noiseScale: z.number(),
  start: numbers,
  sigmas: z.array(
    z
      .number()
      .nullable()
      .transform((sigma) => sigma ?? Number.POSITIVE_INFINITY),
  ),
  trace: z.array(
    z.object({
      timestep: z.number(),
      /** ᾱ of what the model is asked at. */
      signal: z.number(),
      output: numbers,
      sample: numbers,
      original: numbers,
    }),
  ),
});
export type Case = z.infer<typeof CaseSchema>;

const ReferencesSchema = z.object({
  model: z.object({ shape: numbers, means: numbers, deviations: numbers }),
  noise: z.array(z.object({ seed: z.number(), draw: z.number(), values: numbers })),
  cases: z.array(CaseSchema),
});

export const references = ReferencesSchema.parse(
  JSON.parse(readFileSync(new URL('references.json', import.meta.url), 'utf8')),
);

export function latents(values: readonly number[]): Latents {
  return { data: Float32Array.from(values), shape: references.model.shape };
}

export function configOf(file: Readonly<Record<string, unknown>>, chosen?: SchedulerName) {
  return readSchedulerConfig({ text: JSON.stringify(file), model: 'a/model', chosen });
}

/** What the exact model says of a sample at variance 1 with this ᾱ. */
export function exactOutput(sample: Latents, signal: number, prediction: unknown): Latents {
  const { means, deviations } = references.model;
  const [alpha, sigma] = [Math.sqrt(signal), Math.sqrt(1 - signal)];
  const said = Array.from(sample.data, (x, i) => {
    const [mean, variance] = [means[i] ?? 0, (deviations[i] ?? 0) ** 2];
    const surprise = (x - alpha * mean) / (signal * variance + sigma ** 2);
    const [original, noise] = [mean + alpha * variance * surprise, sigma * surprise];
    const v = alpha * noise - sigma * original;
    return prediction === 'epsilon' ? noise : prediction === 'sample' ? original : v;
  });
  return latents(said);
}

/** How far the worst number is off, as a part of the larger of 1 and what it should be. */
export function worst(found: Iterable<number>, wanted: readonly number[]): number {
  return Math.max(
    ...Array.from(found, (value, i) => {
      const want = wanted[i] ?? Number.NaN;
      return Math.abs(value - want) / Math.max(1, Math.abs(want));
    }),
  );
}
