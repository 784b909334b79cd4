// A question as the body of a chat completion, in the form that the endpoint takes.

import { readFile } from 'node:fs/promises';
import type OpenAI from 'openai';
import type { Preset } from '../../../shared/controllers.ts';
import type { ChatImage, ChatMessage, ChatQuestion } from '../chat.ts';
import { type Form, OPTIONAL_FIELDS, type OptionalField } from './form.ts';

export type ChatBody = OpenAI.ChatCompletionCreateParamsStreaming;
export type WireMessage = OpenAI.ChatCompletionMessageParam;

/** Any number does, as long as it is always the same. */
const SEED = 20_230_330;

export function toWireMessages(
  messages: readonly ChatMessage[],
  signal: AbortSignal,
): Promise<WireMessage[]> {
  return Promise.all(
    messages.map(async ({ role, text, images = [] }): Promise<WireMessage> => {
      if (role !== 'user' || images.length === 0) {
        return { role, content: text };
      }
      const urls = await Promise.all(images.map((image) => dataUrl(image, signal)));
      return {
        role,
        content: [
          { type: 'text', text },
          ...urls.map((url) => ({ type: 'image_url' as const, image_url: { url } })),
        ],
      };
    }),
  );
}

async function dataUrl({ mime, path }: ChatImage, signal: AbortSignal): Promise<string> {
  const bytes = await readFile(path, { signal });
  return `data:${mime};base64,${bytes.toString('base64')}`;
}

export interface BodyFrom {
  readonly model: string;
  readonly preset: Preset;
  readonly messages: WireMessage[];
  readonly question: ChatQuestion;
  readonly form: Form;
}

export function bodyOf({ model, preset, messages, question, form }: BodyFrom): ChatBody {
  const takes = (field: OptionalField) => !form.leftOut.includes(field);
  const limit = limitFields(preset).find(takes);
  const format = formatOf(question, form);
  return {
    model,
    messages,
    stream: true,
    ...(takes('stream_options') ? { stream_options: { include_usage: true } } : {}),
    ...(takes('temperature') ? { temperature: 0 } : {}),
    ...(takes('seed') ? { seed: SEED } : {}),
    ...(limit === undefined || question.maxTokens === undefined
      ? {}
      : { [limit]: question.maxTokens }),
    ...(format === undefined ? {} : { response_format: format }),
  };
}

/** OpenAI's newer models take only the newer name, most other servers only the older one. */
const limitFields = (preset: Preset) =>
  preset === 'openai' || preset === 'azure'
    ? (['max_completion_tokens', 'max_tokens'] as const)
    : (['max_tokens', 'max_completion_tokens'] as const);

function formatOf({ form }: ChatQuestion, { format }: Form): ChatBody['response_format'] {
  if (form === undefined || format === 'text') {
    return undefined;
  }
  return format === 'json'
    ? { type: 'json_object' }
    : {
        type: 'json_schema',
        json_schema: { name: form.name, schema: { ...form.schema }, strict: true },
      };
}

/** The optional fields that a body has. */
export const optionalFields = (body: ChatBody): readonly OptionalField[] =>
  OPTIONAL_FIELDS.filter((field) => field in body);
