// summarization, hosted. A text that is longer than such models read at once is summarised in parts, whose
// summaries are joined: they would leave the rest out without a word.

import { z } from 'zod';
import type { ResultNote } from '../../../shared/result-notes.ts';
import { parseSummaryLength } from '../builtin/summary-length.ts';
import { leastTokens } from '../controller/token-estimates.ts';
import { optionalText, textInput } from '../inputs.ts';
import { tokenBudget } from '../onnx/summary-budget.ts';
import { textWindows } from '../onnx/text-windows.ts';
import { type HubTask, SLOW } from './hub-task.ts';

const TASK = 'summarization';
/** Tokens, by the least that a text may have: half of what BART and its kind read. */
const WINDOW = 512;

const SummarySchema = z.object({ summary_text: z.string().min(1) });

export const summarization: HubTask = {
  timeoutSeconds: SLOW,
  perform: async ({ inputs, ask, progress }) => {
    const windows = textWindows(
      textInput(TASK, inputs, 'text'),
      (part) => leastTokens(part) <= WINDOW,
    );
    const asked = optionalText(inputs, 'length');
    const summaries: string[] = [];
    for (const [index, window] of windows.entries()) {
      const parameters = lengthOf(asked, window, windows.length);
      const { summary_text: summary } = await ask({
        served: TASK,
        shape: SummarySchema,
        send: ({ hf, at, options }) =>
          hf.summarization({ ...at, inputs: window, ...parameters }, options),
      });
      summaries.push(summary.trim());
      progress({ fraction: (index + 1) / windows.length, text: summaries.join(' ') });
    }
    const note: ResultNote = { code: 'summary-parts', values: { parts: windows.length } };
    return { text: summaries.join(' '), ...(windows.length > 1 && { notes: [note] }) };
  },
};

/** As the model's makers set it where the request asks for no length. */
function lengthOf(asked: string | undefined, window: string, parts: number) {
  if (asked === undefined) {
    return {};
  }
  const tokens = leastTokens(window);
  const { most, least } = tokenBudget(parseSummaryLength(asked), { tokens, parts });
  return { parameters: { generate_parameters: { max_new_tokens: most, min_new_tokens: least } } };
}
