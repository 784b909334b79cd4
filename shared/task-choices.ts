// What could do a task type, from everywhere, and which of it would be taken now.

import { z } from 'zod';
import { CandidateSchema, HostSchema } from './models.ts';
import { ReasonSchema } from './reasons.ts';
import { TaskTypeSchema } from './tasks.ts';

/** A candidate without the parts of its score, which a run's inspector shows. */
const ChoiceCandidateSchema = CandidateSchema.unwrap().omit({ parts: true }).extend({
  /** What a person calls it. */
  name: z.string(),
});
export type ChoiceCandidate = Readonly<z.infer<typeof ChoiceCandidateSchema>>;

export const TaskChoiceSchema = z
  .object({
    task: TaskTypeSchema,
    /** The best first; what can't run stands last. */
    candidates: z.array(ChoiceCandidateSchema.readonly()).readonly(),
    /** Which would be taken by a task of this type with nothing further said; it may have to be fetched. */
    taken: z
      .object({
        ...{ id: z.string(), host: HostSchema, reason: z.string() },
        reasons: z.array(ReasonSchema).readonly().optional(),
      })
      .readonly()
      .optional(),
    /** Id of the model that the person pinned, be it among the candidates or not. */
    pinned: z.string().optional(),
    /** Where the Hub can be asked for more. */
    onHub: z.array(z.enum(['onnx', 'hosted'])).readonly(),
  })
  .readonly();
export type TaskChoice = z.infer<typeof TaskChoiceSchema>;
