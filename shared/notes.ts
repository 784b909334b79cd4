// What a person should know of how a run went, besides its answer: one line each on the screen, in the
// terminal and in the compatible endpoints. Screens write their own words by the code.

import { z } from 'zod';
import { StageSchema } from './controllers.ts';
import { ErrorReportSchema } from './errors.ts';
import { TaskTypeSchema } from './tasks.ts';

export const NoteSchema = z
  .discriminatedUnion('code', [
    /** A language model could not do a stage; the built-in rules did it. */
    z.object({ code: z.literal('FELL_BACK'), stage: StageSchema, error: ErrorReportSchema }),
    /** The same request under the same circumstances had this plan before; `run` made it. */
    z.object({ code: z.literal('PLAN_REUSED'), run: z.string() }),
    /** What was written first was no plan, and the language model was asked once more. */
    z.object({ code: z.literal('PLAN_MENDED'), problems: z.array(z.string()).readonly() }),
    /** A better model was to be fetched and did not come; what is here did the tasks. */
    z.object({ code: z.literal('FETCH_FAILED'), model: z.string(), error: ErrorReportSchema }),
    /** Nothing here could do a task type, and the Hub could not be asked for more. */
    z.object({ code: z.literal('HUB_UNASKED'), task: TaskTypeSchema, error: ErrorReportSchema }),
    /** The language model chose a model that was not offered for a task. */
    z.object({ code: z.literal('CHOICE_IGNORED'), task: z.number().int(), model: z.string() }),
    /** The answer named a file or an address that no task made; it was taken out. */
    z.object({ code: z.literal('NAME_REMOVED'), name: z.string() }),
    /** The answer gave another count than the results do. */
    z.object({
      code: z.literal('COUNT_CORRECTED'),
      label: z.string(),
      said: z.number(),
      counted: z.number(),
    }),
    /** The answer broke off, or stopped at the limit of its length. */
    z.object({ code: z.literal('ANSWER_CUT') }),
    /** Speech could not be put into a video; both are there for themselves. */
    z.object({ code: z.literal('DUBBING_FAILED'), video: z.string(), error: ErrorReportSchema }),
    /** More pictures were asked for than one request gets. */
    z.object({
      code: z.literal('PICTURES_LIMITED'),
      asked: z.number().int(),
      drawn: z.number().int(),
    }),
    /** The plan was closed at the limit of its length; tasks may be missing. */
    z.object({ code: z.literal('PLAN_CUT') }),
    /** Of the conversation only this many turns went to the language model as they were. */
    z.object({
      code: z.literal('HISTORY_SHORTENED'),
      kept: z.number().int(),
      of: z.number().int(),
    }),
  ])
  .readonly();
export type Note = z.infer<typeof NoteSchema>;

/** In English, for the terminal and the endpoints. */
export function noteWords(note: Note): string {
  switch (note.code) {
    case 'FELL_BACK':
      return `The built-in rules ${RULES_DID[note.stage]}, since the language model could not: ${note.error.message}`;
    case 'PLAN_REUSED':
      return 'The plan is that of the same request before.';
    case 'PLAN_MENDED':
      return `The language model’s first plan did not hold (${note.problems.join('; ')}); this is its second.`;
    case 'FETCH_FAILED':
      return `${note.model} could not be fetched, so what is here did the tasks: ${note.error.message}`;
    case 'HUB_UNASKED':
      return `The Hub could not be asked for models that do ${note.task}: ${note.error.message}`;
    case 'CHOICE_IGNORED':
      return `For task ${note.task} the language model chose ${note.model}, which was not offered; the ranking chose.`;
    case 'NAME_REMOVED':
      return `The answer named ${note.name}, which no task made; it was taken out.`;
    case 'COUNT_CORRECTED':
      return `The answer said ${note.said} for ${note.label}; the results say ${note.counted}.`;
    case 'DUBBING_FAILED':
      return `${note.video} could not be dubbed: ${note.error.message}`;
    case 'PICTURES_LIMITED':
      return `Of the ${note.asked} pictures that were asked for, ${note.drawn} are drawn, the most that one request gets.`;
    case 'PLAN_CUT':
      return 'The plan stopped at the limit of its length; tasks may be missing.';
    case 'ANSWER_CUT':
      return 'The answer ended before it was complete.';
    case 'HISTORY_SHORTENED':
      return `Of ${note.of} earlier turns the latest ${note.kept} were given whole, the others in short.`;
  }
}

const RULES_DID = {
  plan: 'planned',
  choose: 'chose the models',
  perform: 'did it',
  answer: 'wrote the answer',
} as const;
