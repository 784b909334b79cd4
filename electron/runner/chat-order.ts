// What the runner is asked where a model is to talk and not to perform a task of a plan, and what is
// counted meanwhile. Plain data, since it crosses to the runner's process.

import type { ExpertOutput } from '../experts/expert.ts';

export interface ChatOrder {
  readonly messages: readonly ChatTurn[];
  /** What the answer is held to; without it the answer is plain text. */
  readonly form?: HeldTo;
  /** The answer ends there. */
  readonly maxTokens?: number;
}

/** JSON Schema, or EBNF as xgrammar reads it, whose texts are JSON too. */
export type HeldTo =
  | { readonly schema: Readonly<Record<string, unknown>> }
  | { readonly grammar: string };

export interface ChatTurn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
}

/** Tokens as the model's own tokenizer counts them, those of the template included. */
export interface ChatEnd {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** It stopped at a limit and not since the model was done. */
  readonly isCut: boolean;
}

/** What a model made; `chat` where it was asked to talk. */
export type RunnerOutput = ExpertOutput & { readonly chat?: ChatEnd };
