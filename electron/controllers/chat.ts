// What a language model is to the program, however it is reached: messages in, text in pieces out. Two
// kinds exist: over a connection (openai/) and on this machine (local/).

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly text: string;
  /** Pictures that go with the text; only where the model takes them. */
  readonly images?: readonly ChatImage[];
}

export interface ChatImage {
  readonly mime: string;
  /** Absolute path of the stored bytes, to be read only. */
  readonly path: string;
}

/** A form that the answer must have, as JSON Schema. */
export interface AnswerForm {
  /** Letters, digits and underscores. */
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Says more than the schema, as EBNF of xgrammar; for models whose answers are held. */
  readonly grammar?: string;
}

export interface ChatQuestion {
  readonly messages: readonly ChatMessage[];
  /** Without it the answer is plain text. A model may still ignore it: what comes back is to be parsed. */
  readonly form?: AnswerForm;
  /** The answer ends there. */
  readonly maxTokens?: number;
}

export interface ChatUsage {
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** The server did not count; the numbers are from the lengths of the texts. */
  readonly isEstimated: boolean;
  /** US dollars, where the price is known. */
  readonly cost?: number;
}

export type ChatPiece =
  | { readonly type: 'text'; readonly text: string }
  /** Comes once, at the end. `isCut`: it stopped at a limit and not since the model was done. */
  | { readonly type: 'end'; readonly usage: ChatUsage; readonly isCut: boolean };

export interface ChatModel {
  /** As it was chosen: `openai:gpt-4o-mini`, `local:org/name`. */
  readonly id: string;
  readonly name: string;
  /** What is sent to it stays on this machine. */
  readonly isHere: boolean;
  readonly takesImages: boolean;
  /** Nothing but what fits the form that was asked for can come back, to its end. */
  readonly isHeld?: boolean;
  /** Tokens of question and answer together that it can look at, where that is known. */
  readonly contextTokens: (signal: AbortSignal) => Promise<number | undefined>;
  /**
   * Always at temperature 0 and with the same seed, so that the same question has the same answer.
   * Retries what may pass; ends with `end`, or throws.
   * @throws AppError CONTROLLER_* or NETWORK_FAILED, or the signal's reason
   */
  readonly ask: (question: ChatQuestion, signal: AbortSignal) => AsyncIterable<ChatPiece>;
}
