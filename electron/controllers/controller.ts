// What a controller is: it plans, chooses and answers. The built-in rules are one; language models
// are others. The pipeline knows controllers through this form alone.

import type { KnownFile } from '../../shared/plan.ts';

/** What a plan is made from. */
export interface PlanningInput {
  readonly request: string;
  /** Files given with this request, in order. */
  readonly attachments: readonly KnownFile[];
  /** Files that earlier turns of the conversation used or made, the latest last. */
  readonly earlier: readonly KnownFile[];
}

export interface Controller {
  readonly id: string;
  readonly name: string;
  /** The plan in HuggingGPT's wire form, as text in pieces; the plan compiler takes it from there. */
  readonly plan: (input: PlanningInput, signal: AbortSignal) => AsyncIterable<string>;
}
