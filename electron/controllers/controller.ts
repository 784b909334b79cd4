// What a controller is: it plans, chooses and answers. The built-in rules are one, which only plans;
// language models are others. The pipeline knows controllers through this form alone.

import type { ModelCall } from '../../shared/controllers.ts';
import type { Candidate } from '../../shared/models.ts';
import type { Note } from '../../shared/notes.ts';
import type { KnownFile, TaskId, WireTask } from '../../shared/plan.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { ExpertFacts } from '../experts/expert.ts';

/** A request of the conversation that was answered before. */
export interface Turn {
  readonly request: string;
  readonly answer: string;
  /** What it was given, then what its tasks made. */
  readonly files: readonly TurnFile[];
}

export interface TurnFile extends KnownFile {
  /** The task type that made it; `given` for what the person attached. */
  readonly from: TaskType | 'given';
}

/** A request with the files that its plan may name. */
export interface AskedRequest {
  readonly request: string;
  /** Files given with this request, in order. */
  readonly attachments: readonly KnownFile[];
  /** Files that earlier turns of the conversation used or made, the latest last. */
  readonly earlier: readonly KnownFile[];
}

/** What a plan is made from. */
export interface PlanningInput extends AskedRequest {
  /** The turns that led to this request, the oldest first. */
  readonly history: readonly Turn[];
}

/** A text that was to be a plan, and why it is none. */
export interface MendingInput extends PlanningInput {
  readonly written: string;
  readonly problems: readonly string[];
}

/** A candidate with what is known of it, and how it did here. */
export interface OfferedCandidate extends Candidate, ExpertFacts {
  readonly description: string;
  readonly licence: string;
  readonly languages: readonly string[];
  readonly succeeded: number;
  readonly failed: number;
  /** Median milliseconds of the attempts that succeeded; 0 where none did. */
  readonly medianMs: number;
}

/** The tasks that several models could do, each with these, the best first by the ranking. */
export interface ChoiceInput {
  readonly request: string;
  readonly tasks: readonly {
    readonly task: WireTask;
    readonly candidates: readonly OfferedCandidate[];
  }[];
}

export interface ModelChoice {
  readonly task: TaskId;
  /** Id of a model; may be none of those that were offered. */
  readonly model: string;
  readonly reason: string;
}

export interface AnsweringInput {
  readonly request: string;
  readonly history: readonly Turn[];
  /** What ran and what came of it, as text: all that an answer may say. */
  readonly evidence: string;
}

export interface ControllerContext {
  readonly signal: AbortSignal;
  /** Is told of each call of a language model when it has ended. */
  readonly asked: (call: ModelCall) => void;
  /** Is told what the person should know. */
  readonly noted: (note: Note) => void;
}

export interface Controller {
  /** `rules`, or how its language model was chosen. */
  readonly id: string;
  readonly name: string;
  /**
   * All that a plan depends on besides its input: model, prompt, demonstrations. Plans of the same input
   * under the same fingerprint are reused. Without one they are made anew, which costs nothing.
   */
  readonly fingerprint?: string | undefined;
  /** The plan in HuggingGPT's wire form, as text in pieces; the plan compiler takes it from there. */
  readonly plan: (input: PlanningInput, context: ControllerContext) => AsyncIterable<string>;
  /** The plan once more, for a text that was none. */
  readonly mend?: (input: MendingInput, context: ControllerContext) => AsyncIterable<string>;
  /** One question for all tasks. */
  readonly choose?: (
    input: ChoiceInput,
    context: ControllerContext,
  ) => Promise<readonly ModelChoice[]>;
  /** The answer as Markdown, in pieces. */
  readonly answer?: (input: AnsweringInput, context: ControllerContext) => AsyncIterable<string>;
  /** Talks where there is no task. */
  readonly converse?: (input: PlanningInput, context: ControllerContext) => AsyncIterable<string>;
}
