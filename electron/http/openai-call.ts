// The body of POST /v1/chat/completions: its form, and what of OpenAI's parameters can't be met here. How a
// model would draw its words (temperature, seed, max_tokens …) is not looked at.

import { z } from 'zod';
import { badRequest, OpenAiRefusal } from './openai-refusals.ts';

/** The whole orchestrator, as the one model that clients see. */
export const MODEL_ID = 'ensemble';

const PartSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('refusal'), refusal: z.string() }),
  z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
  z.object({
    type: z.literal('input_audio'),
    input_audio: z.object({ data: z.string(), format: z.string().regex(/^\w{1,10}$/) }),
  }),
  z.object({
    type: z.literal('file'),
    file: z.object({
      filename: z.string().optional(),
      file_data: z.string('A file is sent as it is, as file_data in base64.'),
    }),
  }),
]);
export type Part = z.infer<typeof PartSchema>;

/** Text alone is the same as one part of text. */
const ContentSchema = z.preprocess(
  (content) => (typeof content === 'string' ? [{ type: 'text', text: content }] : content),
  z.array(PartSchema).nullish(), // null where an assistant of another kind called a tool
);

const MessageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool', 'function']),
  content: ContentSchema,
});

const CallSchema = z.object({
  model: z.string(),
  messages: z.array(MessageSchema).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().nullish() }).nullish(),
});

/** Parameters whose answers would have another form than a text. */
const UnmetSchema = z.object({
  n: z.literal(1, 'One answer is given to a call; n must be 1.').nullish(),
  tools: z.array(z.unknown()).max(0, 'Ensemble calls its own models and no tools.').nullish(),
  functions: z.array(z.unknown()).max(0, 'Ensemble calls its own models and no tools.').nullish(),
  response_format: z
    .object({ type: z.literal('text', 'Answers are text; response_format is not met.') })
    .nullish(),
  modalities: z
    .array(z.literal('text', 'Answers are text, with the addresses of the files made.'))
    .nullish(),
  logprobs: z.literal(false, 'There are no probabilities of tokens.').nullish(),
});

export interface CompletionCall {
  readonly messages: z.infer<typeof CallSchema>['messages'];
  readonly isStream: boolean;
  readonly includesUsage: boolean;
}

/** @throws OpenAiRefusal that names the parameter */
export function parseCall(body: unknown): CompletionCall {
  const call = CallSchema.safeParse(body);
  if (!call.success) {
    throw firstProblem(call.error);
  }
  const unmet = UnmetSchema.safeParse(body);
  if (!unmet.success) {
    throw firstProblem(unmet.error, 'unsupported_parameter');
  }
  const { model, messages, stream, stream_options: options } = call.data;
  checkModel(model);
  return {
    messages,
    isStream: stream === true,
    includesUsage: options?.include_usage === true,
  };
}

/** @throws OpenAiRefusal */
export function checkModel(model: string): void {
  if (model !== MODEL_ID) {
    throw new OpenAiRefusal({
      status: 404,
      message: `The model ${JSON.stringify(model)} does not exist; there is ${MODEL_ID}.`,
      param: 'model',
      code: 'model_not_found',
    });
  }
}

function firstProblem({ issues }: z.ZodError, code?: string): OpenAiRefusal {
  const [issue] = issues;
  const path = issue?.path ?? [];
  const place = path.reduce<string>(
    (text, key) =>
      typeof key === 'number'
        ? `${text}[${key}]`
        : `${text}${text === '' ? '' : '.'}${String(key)}`,
    '',
  );
  return badRequest(place === '' ? 'body' : place, issue?.message ?? 'Invalid input', code);
}
