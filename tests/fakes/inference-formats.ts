// How each provider of the fake router is spoken to: what a body must hold, and the form of an answer. One
// that works at once (hf-inference), one with a queue (fal-ai), one with predictions (replicate), and one
// that talks (together).

import { z } from 'zod';
import { parametersOf, wrongInput } from './inference-schemas.ts';

/** What the router received. */
export interface Received {
  readonly provider: string;
  readonly task: string;
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

export function jsonOf({ bytes }: Pick<Received, 'bytes'>): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

const DATA = /^data:(?:image|audio|video)\/[\w+.-]+;base64,[A-Za-z0-9+/]+=*$/;

/** Where a body is not what the provider documents, why; nothing where it is. */
export function wrongBody(received: Received): string | undefined {
  const { provider, path } = received;
  if (path.endsWith('/chat/completions')) {
    return wrongInput('conversational', jsonOf(received));
  }
  switch (provider) {
    case 'hf-inference':
      return wrongClassic(received);
    case 'fal-ai':
      return wrongFal(received);
    case 'replicate':
      return wrongReplicate(received);
    default:
      return `there is no format for ${provider}`;
  }
}

const CompletionSchema = z
  .object({ model: z.string(), prompt: z.string(), max_tokens: z.number().optional() })
  .loose();
const NestedImageSchema = z.object({ inputs: z.object({ image: z.string() }).strict() }).loose();

/** As the schemas have it, but for three things that the service takes in another wrapping. */
function wrongClassic(received: Received): string | undefined {
  const { task, type, bytes, path } = received;
  if (!type.startsWith('application/json')) {
    const isMedia = /^(?:image|audio)\//.test(type) && bytes.length > 0;
    return isMedia ? wrongInput(task, { inputs: bytes.toString('base64') }) : `type ${type}`;
  }
  const body = jsonOf(received);
  const completion = CompletionSchema.safeParse(body);
  if (path.endsWith('/v1/completions')) {
    if (!completion.success) {
      return 'prompt: expected a string';
    }
    const { model: _, prompt, max_tokens, ...rest } = completion.data;
    return wrongInput(task, {
      inputs: prompt,
      parameters: { max_new_tokens: max_tokens, ...rest },
    });
  }
  const nested = NestedImageSchema.safeParse(body);
  return nested.success && task === 'zero-shot-image-classification'
    ? wrongInput(task, { ...nested.data, inputs: nested.data.inputs.image })
    : wrongInput(task, body);
}

const FieldsSchema = z.record(z.string(), z.unknown());

/** Parameters stand beside the inputs, which have names of their own. */
function wrongFields(task: string, body: unknown, inputs: Readonly<Record<string, z.ZodType>>) {
  const known = z.object(inputs).loose().safeParse(body);
  if (!known.success) {
    const [issue] = known.error.issues;
    return `${issue?.path.join('.')}: ${issue?.message}`;
  }
  const names = [...Object.keys(inputs), 'prompt', 'voice', ...parametersOf(task)];
  const fields = Object.keys(FieldsSchema.parse(body));
  const unknown = fields.find((name) => !names.includes(name));
  return unknown === undefined ? undefined : `${unknown}: unknown field`;
}

const text = z.string().min(1);
const media = z.string().regex(DATA);

const FAL_INPUTS: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  'text-to-image': { prompt: text },
  'text-to-video': { prompt: text },
  'image-to-image': { image_url: media, image_urls: z.array(media).length(1) },
  'image-text-to-image': { image_url: media, image_urls: z.array(media).length(1) },
  'image-to-video': { image_url: media },
  'image-text-to-video': { image_url: media },
  'text-to-speech': { text },
  'automatic-speech-recognition': { audio_url: media },
};

function wrongFal(received: Received): string | undefined {
  const inputs = FAL_INPUTS[received.task];
  return inputs === undefined
    ? `fal-ai has no ${received.task} here`
    : wrongFields(received.task, jsonOf(received), inputs);
}

const PredictionSchema = z.object({ input: FieldsSchema, version: z.string().optional() }).strict();

function wrongReplicate(received: Received): string | undefined {
  const body = PredictionSchema.safeParse(jsonOf(received));
  if (!body.success) {
    return 'input: expected an object';
  }
  const name = received.task === 'text-to-speech' ? 'text' : 'prompt';
  return wrongFields(received.task, body.data.input, { [name]: text });
}

/** Tasks that fal-ai answers at once; the others go through its queue. */
export const FAL_DIRECT: readonly string[] = ['text-to-speech', 'automatic-speech-recognition'];

/** The result of a provider whose files lie in a storage of their own. */
export function falResult(task: string, answer: unknown, url: string): unknown {
  switch (task) {
    case 'text-to-image':
    case 'image-to-image':
    case 'image-text-to-image':
      return { images: [{ url, content_type: 'image/png' }], seed: 1 };
    case 'text-to-speech':
      return { audio: { url } };
    case 'automatic-speech-recognition':
      return answer;
    default:
      return { video: { url, content_type: 'video/mp4' } };
  }
}
