// One question to a language model with all that comes of it.

import type { ChatModel, ChatPiece, ChatQuestion } from '../../../../electron/controllers/chat.ts';

export interface Answered {
  readonly text: string;
  readonly pieces: readonly string[];
  readonly end: Extract<ChatPiece, { readonly type: 'end' }> | undefined;
}

export async function answerOf(
  model: ChatModel,
  question: ChatQuestion,
  signal = new AbortController().signal,
): Promise<Answered> {
  const all = await Array.fromAsync(model.ask(question, signal));
  const pieces = all.flatMap((piece) => (piece.type === 'text' ? [piece.text] : []));
  return { text: pieces.join(''), pieces, end: all.find((piece) => piece.type === 'end') };
}
