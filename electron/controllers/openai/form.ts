// How an endpoint takes a question, learnt from its refusals: strict JSON schema, any JSON or plain text,
// and which of the optional fields it does not know. Kept for the next question.

import { z } from 'zod';
import { type Fault, isContextFull } from './fault.ts';
import type { Reached } from './reached.ts';

/** Fields that an answer can do without. */
export const OPTIONAL_FIELDS = [
  'stream_options',
  'seed',
  'temperature',
  'max_completion_tokens',
  'max_tokens',
] as const;
export type OptionalField = (typeof OPTIONAL_FIELDS)[number];

export const FormSchema = z
  .object({
    format: z.enum(['schema', 'json', 'text']),
    leftOut: z.array(z.enum(OPTIONAL_FIELDS)).readonly(),
  })
  .readonly();
export type Form = z.infer<typeof FormSchema>;

export interface KeptForms {
  readonly get: (endpoint: string) => Form | undefined;
  readonly set: (endpoint: string, form: Form) => void;
}

interface Endpoint {
  readonly reached: Pick<Reached, 'baseUrl'>;
  readonly model: string;
}

/** What is known of an endpoint is remembered under this. */
export const endpointOf = ({ reached, model }: Endpoint) => `${reached.baseUrl} ${model}`;

export const FULL_FORM: Form = { format: 'schema', leftOut: [] };

const ABOUT_FORMAT =
  /response_format|response format|json_schema|json_object|json schema|structured output|grammar|guided|\bschema\b/u;

/**
 * The next simpler form after a refusal, or undefined where the refusal is about something else.
 * @param fields that were sent, the optional ones
 */
export function simplerForm(
  form: Form,
  fault: Fault,
  sent: { readonly hasFormat: boolean; readonly fields: readonly OptionalField[] },
): Form | undefined {
  if (![400, 404, 422].includes(fault.status) || isContextFull(fault)) {
    return undefined;
  }
  const field = fault.status === 404 ? undefined : fieldIn(fault, sent.fields);
  if (field !== undefined) {
    return { ...form, leftOut: [...form.leftOut, field] };
  }
  if (sent.hasFormat && form.format !== 'text' && ABOUT_FORMAT.test(fault.words)) {
    return { ...form, format: form.format === 'schema' ? 'json' : 'text' };
  }
  return undefined;
}

/** The one that the server names, else the first that its words speak of. */
function fieldIn({ param, words }: Fault, sent: readonly OptionalField[]) {
  return param.startsWith('response_format')
    ? undefined
    : (sent.find((name) => name === param) ?? sent.find((name) => words.includes(name)));
}
