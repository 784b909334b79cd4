// What the file of a task type gives on the host `hub`, and what it is given: its inputs and a way to ask
// whoever serves the model. How providers are tried belongs to ask.ts; registry.ts names all task types.

import type { InferenceProvider, InferenceTask, Options } from '@huggingface/inference';
import type { z } from 'zod';
import type { ExpertContext, ExpertInputs, ExpertOutput } from '../expert.ts';

/** The library of hosted inference, loaded on first use. */
export type Inference = typeof import('@huggingface/inference');

/** Where a request goes, in the library's words. */
export interface Place {
  readonly accessToken: string;
  /** Of no meaning to providers, which are told the name under which they serve it. */
  readonly model?: string;
  readonly provider?: InferenceProvider;
  readonly endpointUrl?: string;
}

export interface Sending {
  readonly hf: Inference;
  readonly at: Place;
  readonly options: Options;
}

/** One way to have a task done: the task as providers name it, the question, and what must come back. */
export interface Way<Found> {
  readonly served: InferenceTask;
  readonly shape: z.ZodType<Found>;
  readonly send: (sending: Sending) => Promise<unknown>;
}

export interface HubWork extends ExpertContext {
  readonly inputs: ExpertInputs;
  /** The Hub's id, for calls that are told and for hints. */
  readonly model: string;
  /** Codes of the languages that the model is said to handle. */
  readonly languages: readonly string[];
  /** Milliseconds. */
  readonly clock: () => number;
  /** How the model writes a gap, where the Hub knows it. */
  readonly maskToken: () => Promise<string | undefined>;
  /**
   * Asks the providers one after the other, each the first way that it serves.
   * @throws AppError of the last one where all failed
   */
  readonly ask: <Found>(...ways: readonly Way<Found>[]) => Promise<Found>;
}

export interface HubTask {
  /** Seconds; waiting for a cold model is part of it. */
  readonly timeoutSeconds: number;
  readonly isSeeded?: boolean;
  readonly perform: (work: HubWork) => Promise<ExpertOutput>;
}

/** Seconds; what makes media or writes piece by piece takes longer. */
export const QUICK = 300;
export const SLOW = 1800;
