// Language models as a screen and the terminal show them: connections, choices, how a test ended, and the
// prompts of each stage.

import { z } from 'zod';
import {
  ConnectionSchema,
  ControllerChoiceSchema,
  ControllerChoicesSchema,
  StageSchema,
} from './controllers.ts';
import { ErrorDetailSchema, ErrorReportSchema } from './errors.ts';

export const ConnectionListingSchema = z
  .object({
    /** The name that choices begin with. */
    id: z.string(),
    name: z.string(),
    connection: ConnectionSchema,
    /** Where it is reached; undefined where the person has to say. */
    baseUrl: z.string().optional(),
    /** What is sent to it stays on this machine. */
    isHere: z.boolean(),
    needsKey: z.boolean(),
    /** The variable of the environment that its key comes from; the key itself is never given out. */
    keyVariable: z.string(),
    hasKey: z.boolean(),
    /** Whether it is set in the environment or kept by this program. */
    keySource: z.enum(['environment', 'stored']).optional(),
    /** Why it is not asked in this mode, where that is so. */
    refusal: ErrorDetailSchema.optional(),
  })
  .readonly();
export type ConnectionListing = z.infer<typeof ConnectionListingSchema>;

export const ControllersOverviewSchema = z
  .object({
    choices: ControllerChoicesSchema,
    reviewPlans: z.boolean(),
    connections: z.array(ConnectionListingSchema).readonly(),
    /** Models of this machine that talk, by id. */
    localModels: z.array(z.string()).readonly(),
  })
  .readonly();
export type ControllersOverview = z.infer<typeof ControllersOverviewSchema>;

/** A server that answers on this machine. */
export const FoundServerSchema = z
  .object({ connection: z.string(), baseUrl: z.string(), models: z.array(z.string()).readonly() })
  .readonly();
export type FoundServer = z.infer<typeof FoundServerSchema>;

/** What of a controller was tried, in this order; the first that fails ends the test. */
export const TEST_STEPS = ['address', 'key', 'model', 'quota', 'context'] as const;
export const ControllerTestSchema = z
  .object({
    steps: z
      .array(
        z
          .object({
            step: z.enum(TEST_STEPS),
            outcome: z.enum(['passed', 'failed', 'not-tried']),
            error: ErrorReportSchema.optional(),
          })
          .readonly(),
      )
      .readonly(),
    /** How it takes a form: strict JSON schema, any JSON, or plain text alone. */
    form: z.enum(['schema', 'json', 'text']).optional(),
    contextTokens: z.number().optional(),
    /** Milliseconds until the first word and until the end. */
    firstWordMs: z.number().optional(),
    totalMs: z.number().optional(),
  })
  .readonly();
export type ControllerTest = z.infer<typeof ControllerTestSchema>;

/** The texts that a person can change: a prompt of each stage, and the demonstrations of planning. */
export const PROMPT_NAMES = ['plan', 'choose', 'answer', 'converse', 'demonstrations'] as const;
export const PromptNameSchema = z.enum(PROMPT_NAMES);
export type PromptName = z.infer<typeof PromptNameSchema>;

export const PromptListingSchema = z
  .object({
    name: PromptNameSchema,
    text: z.string(),
    /** As it came with the program. */
    original: z.string(),
    /** Names in `{{…}}` that must stand in it. */
    slots: z.array(z.string()).readonly(),
    /** What it was before, the latest first; `at` in milliseconds since 1970. */
    versions: z.array(z.object({ at: z.number(), text: z.string() }).readonly()).readonly(),
  })
  .readonly();
export type PromptListing = z.infer<typeof PromptListingSchema>;

export const ChooseControllerSchema = z.object({
  stage: StageSchema.or(z.literal('default')),
  /** Undefined takes the default for this stage. */
  choice: ControllerChoiceSchema.optional(),
});
