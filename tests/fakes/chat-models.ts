// Language models for tests of what is asked of them and of what is made of their answers: each answers
// with the texts that the test gives, in order. How one is reached over a connection is tested elsewhere.

import type {
  ChatModel,
  ChatPiece,
  ChatQuestion,
  ChatUsage,
} from '../../electron/controllers/chat.ts';

/** A text, its pieces, or what the model fails with. */
export type Reply = string | readonly string[] | Error;

export interface ScriptedChatModel extends ChatModel {
  /** What it was asked, in order. */
  readonly questions: readonly ChatQuestion[];
}

interface Script {
  readonly replies: readonly Reply[];
  readonly id?: string;
  readonly contextTokens?: number;
  readonly usage?: ChatUsage;
  /** Every answer stops at the limit of its length. */
  readonly isCut?: boolean;
}

const USAGE: ChatUsage = {
  promptTokens: 100,
  completionTokens: 20,
  isEstimated: false,
  cost: 0.01,
};

export function scriptedChatModel({
  replies,
  id = 'fake:scripted',
  contextTokens,
  usage = USAGE,
  isCut = false,
}: Script): ScriptedChatModel {
  const questions: ChatQuestion[] = [];
  return {
    id,
    name: 'Scripted',
    isHere: true,
    takesImages: false,
    questions,
    contextTokens: async () => contextTokens,
    ask: async function* (question, signal): AsyncGenerator<ChatPiece> {
      const reply = replies[questions.length];
      questions.push(question);
      if (reply === undefined) {
        throw new Error(`the test gives no reply to question ${questions.length}`);
      }
      if (reply instanceof Error) {
        throw reply;
      }
      const pieces = typeof reply === 'string' ? (reply.match(/.{1,9}/gsu) ?? []) : reply;
      for (const text of pieces) {
        signal.throwIfAborted();
        yield { type: 'text', text };
      }
      yield { type: 'end', usage, isCut };
    },
  };
}
