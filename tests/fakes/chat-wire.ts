// What the documented chat-completions format asks of a request, and the bodies of its refusals, as the
// fake endpoint (chat-server.ts) speaks them.

import { z } from 'zod';

/** A refusal: the status, and the body as OpenAI documents it. */
export interface Refusal {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

interface RefusalDetails {
  readonly type?: string;
  readonly param?: string;
  readonly code?: string;
}

export function refusalOf(status: number, message: string, details: RefusalDetails = {}): Refusal {
  const { type = 'invalid_request_error', param = null, code = null } = details;
  return { status, body: { error: { message, type, param, code } } };
}

const TextPartSchema = z.object({ type: z.literal('text'), text: z.string() });
const ImagePartSchema = z.object({
  type: z.literal('image_url'),
  image_url: z.object({ url: z.string().regex(/^(?:data:image\/[\w+.-]+;base64,|https?:)/) }),
});
const ContentSchema = z
  .string()
  .or(z.array(z.discriminatedUnion('type', [TextPartSchema, ImagePartSchema])));
const MessageSchema = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: ContentSchema,
});
const ResponseFormatSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text') }),
  z.object({ type: z.literal('json_object') }),
  z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string().regex(/^[\w-]{1,64}$/),
      schema: z.record(z.string(), z.unknown()).optional(),
      strict: z.boolean().nullish(),
    }),
  }),
]);

export const ChatBodySchema = z.object({
  model: z.string().min(1),
  messages: z.array(MessageSchema).min(1),
  stream: z.boolean().optional(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  n: z.literal(1).optional(),
  stop: z.string().or(z.array(z.string())).optional(),
  user: z.string().optional(),
  max_tokens: z.number().int().positive().optional(),
  max_completion_tokens: z.number().int().positive().optional(),
  response_format: ResponseFormatSchema.optional(),
});
export type ChatBody = z.infer<typeof ChatBodySchema>;

export interface Acceptance {
  /** Kinds of `response_format` that are taken. */
  readonly formats: readonly string[];
  /** Fields that are refused as unsupported. */
  readonly refuses: readonly string[];
}

/** The body as it was understood, or why it is refused. */
export function readChatBody(body: unknown, { formats, refuses }: Acceptance): ChatBody | Refusal {
  const sent = z.record(z.string(), z.unknown()).safeParse(body);
  if (!sent.success) {
    return refusalOf(400, 'We could not parse the JSON body of your request.');
  }
  const unknown = Object.keys(sent.data).find((name) => !(name in ChatBodySchema.shape));
  if (unknown !== undefined) {
    return refusalOf(400, `Unrecognized request argument supplied: ${unknown}`);
  }
  const unsupported = refuses.find((name) => name in sent.data);
  if (unsupported !== undefined) {
    const message = `Unsupported parameter: '${unsupported}' is not supported with this model.`;
    return refusalOf(400, message, { param: unsupported, code: 'unsupported_parameter' });
  }
  const parsed = ChatBodySchema.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const param = issue?.path.join('.') ?? '';
    return refusalOf(400, `Invalid value for '${param}': ${issue?.message}.`, { param });
  }
  return refusedTogether(parsed.data, formats) ?? parsed.data;
}

export const isRefusal = (read: ChatBody | Refusal): read is Refusal => 'status' in read;

/** What is right field by field and wrong together. */
function refusedTogether(body: ChatBody, formats: readonly string[]): Refusal | undefined {
  if (body.stream_options !== undefined && body.stream !== true) {
    const message = "The 'stream_options' parameter is only allowed when 'stream' is enabled.";
    return refusalOf(400, message, { param: 'stream_options' });
  }
  if (body.max_tokens !== undefined && body.max_completion_tokens !== undefined) {
    const message =
      "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.";
    return refusalOf(400, message, { param: 'max_tokens' });
  }
  return body.response_format === undefined
    ? undefined
    : refusedFormat(body, body.response_format, formats);
}

function refusedFormat(
  body: ChatBody,
  format: NonNullable<ChatBody['response_format']>,
  formats: readonly string[],
): Refusal | undefined {
  const param = 'response_format';
  if (format.type !== 'text' && !formats.includes(format.type)) {
    const message = `Invalid parameter: 'response_format' of type '${format.type}' is not supported with this model.`;
    return refusalOf(400, message, { param });
  }
  if (format.type === 'json_object' && !/json/i.test(JSON.stringify(body.messages))) {
    const message =
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
    return refusalOf(400, message, { param: 'messages' });
  }
  if (format.type === 'json_schema' && format.json_schema.strict === true) {
    const problem = looseAt(format.json_schema.schema, '');
    const message = `Invalid schema for response_format '${format.json_schema.name}': ${problem}`;
    return problem === undefined ? undefined : refusalOf(400, message, { param });
  }
  return undefined;
}

const ObjectSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  additionalProperties: z.unknown().optional(),
});

/** Where a schema is looser than strict structured outputs allow. */
function looseAt(schema: unknown, at: string): string | undefined {
  const object = ObjectSchema.safeParse(schema);
  if (object.success) {
    const { properties, required, additionalProperties } = object.data;
    if (additionalProperties !== false) {
      return `In context=(${at}), 'additionalProperties' is required to be supplied and to be false.`;
    }
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined) {
      return `In context=(${at}), 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    }
  }
  if (typeof schema !== 'object' || schema === null) {
    return undefined;
  }
  return Object.entries(schema)
    .map(([name, inner]) => looseAt(inner, at === '' ? name : `${at}, ${name}`))
    .find((problem) => problem !== undefined);
}
