// A hosted language model that is talked with: the question streamed, its text told as it comes, its tokens
// counted. What is said belongs to the task types.

import { z } from 'zod';
import { type ModelAnswer, withoutThoughts } from '../model-answer.ts';
import type { HubWork, Inference, Sending, Way } from './hub-task.ts';

type Messages = Parameters<Inference['chatCompletionStream']>[0]['messages'];

/** About 800 English words. */
const MAX_TOKENS = 1024;

const AnswerSchema = z.object({ text: z.string().min(1), isCut: z.boolean() });

const ChunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .default([]),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish(),
});

export function chatWay(messages: Messages, work: HubWork): Way<ModelAnswer> {
  return {
    served: 'conversational',
    shape: AnswerSchema,
    send: (sending) => stream(messages, sending, work),
  };
}

/** One question of a person with a picture. */
export function aboutPicture(text: string, url: string): Messages {
  return [
    {
      role: 'user',
      content: [
        { type: 'text', text },
        { type: 'image_url', image_url: { url } },
      ],
    },
  ];
}

async function stream(messages: Messages, { hf, at, options }: Sending, work: HubWork) {
  const startedAt = work.clock();
  const seeded = work.seed === undefined ? {} : { seed: work.seed };
  const question = { ...at, messages, max_tokens: MAX_TOKENS, ...seeded };
  let written = '';
  let finish: string | undefined;
  let usage: z.infer<typeof ChunkSchema>['usage'];
  for await (const chunk of hf.chatCompletionStream(question, options)) {
    const piece = ChunkSchema.parse(chunk);
    written += piece.choices[0]?.delta?.content ?? '';
    finish = piece.choices[0]?.finish_reason ?? finish;
    usage = piece.usage ?? usage;
    work.progress({ text: withoutThoughts(written) });
  }
  if (finish === undefined) {
    // As Node's fetch says it of a connection that ends within a body.
    throw new TypeError('terminated', { cause: new Error('its answer broke off') });
  }
  work.asked?.({
    ...{ stage: 'perform', model: work.model },
    promptTokens: usage?.prompt_tokens ?? Math.ceil(JSON.stringify(messages).length / 4),
    completionTokens: usage?.completion_tokens ?? Math.ceil(written.length / 4),
    isEstimated: !usage,
    durationMs: Math.max(0, work.clock() - startedAt),
  });
  return { text: withoutThoughts(written), isCut: finish === 'length' };
}
