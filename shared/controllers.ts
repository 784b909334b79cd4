// Who conducts: the language models that a person may choose for the stages of a run, the connections on
// which they are reached, and what is told of each call. Reaching them belongs to electron/controllers/.

import { z } from 'zod';

/** What a controller is asked for: the plan, a model for each task, a task itself, the answer. */
export const STAGES = ['plan', 'choose', 'perform', 'answer'] as const;
export const StageSchema = z.enum(STAGES);
export type Stage = z.infer<typeof StageSchema>;

/** Services and programs whose address and ways are known; `custom` is any other that speaks OpenAI's format. */
export const PRESETS = [
  'openai',
  'azure',
  'huggingface',
  'ollama',
  'lmstudio',
  'llamacpp',
  'vllm',
  'jan',
  'custom',
] as const;
export const PresetSchema = z.enum(PRESETS);
export type Preset = z.infer<typeof PresetSchema>;

/** How a language model is reached. Keys are not here: they come from the environment or the key store. */
export const ConnectionSchema = z
  .object({
    preset: PresetSchema.default('custom'),
    /** With its version, such as http://127.0.0.1:11434/v1; the preset's own by default. */
    baseUrl: z.url({ protocol: /^https?$/ }).optional(),
    /** Azure alone. */
    deployment: z.string().min(1).optional(),
    /** Azure alone, such as 2024-10-21. */
    apiVersion: z.string().min(1).optional(),
    /** Tokens that its models can look at, where the server does not say. */
    contextTokens: z.number().int().positive().optional(),
    /** Whether its models take pictures. */
    takesImages: z.boolean().optional(),
    /** US dollars for a million tokens. */
    price: z
      .object({ input: z.number().nonnegative(), output: z.number().nonnegative() })
      .readonly()
      .optional(),
  })
  .readonly();
export type Connection = z.infer<typeof ConnectionSchema>;

const CHOICE = /^(?:rules|local:.+|[\w.-]+:.+)$/u;

/** `rules`, `local:org/name` for a model of this machine, or `<connection>:<model>`. */
export const ControllerChoiceSchema = z
  .string()
  .regex(CHOICE, 'Expected "rules", "local:org/name" or "connection:model".');
export type ControllerChoice = z.infer<typeof ControllerChoiceSchema>;

export type ParsedChoice =
  | { readonly kind: 'rules' }
  | { readonly kind: 'local'; readonly model: string }
  | { readonly kind: 'connection'; readonly connection: string; readonly model: string };

export function parseChoice(choice: ControllerChoice): ParsedChoice {
  const at = choice.indexOf(':');
  if (at < 0) {
    return { kind: 'rules' };
  }
  const [connection, model] = [choice.slice(0, at), choice.slice(at + 1)];
  return connection === 'local'
    ? { kind: 'local', model }
    : { kind: 'connection', connection, model };
}

/** A choice for all stages, and others for some. */
export const ControllerChoicesSchema = z
  .object({
    default: ControllerChoiceSchema.default('rules'),
    plan: ControllerChoiceSchema.optional(),
    choose: ControllerChoiceSchema.optional(),
    perform: ControllerChoiceSchema.optional(),
    answer: ControllerChoiceSchema.optional(),
  })
  .readonly();
export type ControllerChoices = z.infer<typeof ControllerChoicesSchema>;

/** One call of a language model, as it ended. */
export const ModelCallSchema = z
  .object({
    stage: StageSchema,
    /** As it was chosen: `openai:gpt-4o-mini`. */
    model: z.string(),
    promptTokens: z.number().int().nonnegative(),
    completionTokens: z.number().int().nonnegative(),
    /** The server did not count; the numbers are from the lengths of the texts. */
    isEstimated: z.boolean(),
    /** US dollars, where the price is known. */
    cost: z.number().nonnegative().optional(),
    /** Milliseconds from the question to the end of the answer. */
    durationMs: z.number().nonnegative(),
  })
  .readonly();
export type ModelCall = z.infer<typeof ModelCallSchema>;
