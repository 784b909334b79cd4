// summarization: an encoder and decoder, such as BART or T5, writes a shorter text. One longer than the
// model reads at once is summarised in parts, whose summaries are joined.

import type { TaskDetails } from '../../../shared/outputs.ts';
import { splitSentences } from '../builtin/sentences.ts';
import { parseSummaryLength } from '../builtin/summary-length.ts';
import { optionalText, textInput } from '../inputs.ts';
import { write } from './generation.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { ownBudget, type TokenBudget, tokenBudget } from './summary-budget.ts';
import { contextLength, countTokens, seq2seqModel, type TextModel } from './text-models.ts';
import { textWindows } from './text-windows.ts';

const TASK = 'summarization';
/** Tokens that are summarised at once where the model sets no limit. */
const WINDOW = 1024;

export const summarization: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const text = textInput(TASK, work.inputs, 'text');
    const model = await work.load(seq2seqModel);
    const limit = Math.min(contextLength(model), WINDOW);
    const windows = textWindows(text, (part) => countTokens(model, prefixed(model, part)) <= limit);
    const summaries: Summary[] = [];
    for (const window of windows) {
      const before = summaries.map((summary) => summary.text);
      summaries.push(await summarise({ work, model, window, parts: windows.length, before }));
    }
    return {
      text: summaries.map((summary) => summary.text).join(' '),
      ...notesOf(summaries),
    };
  },
};

interface Summary {
  readonly text: string;
  readonly isCut: boolean;
}

interface Part {
  readonly work: OnnxWork;
  readonly model: TextModel;
  readonly window: string;
  readonly parts: number;
  /** Summaries of the parts before. */
  readonly before: readonly string[];
}

async function summarise({ work, model, window, parts, before }: Part): Promise<Summary> {
  const { inputs, progress, signal } = work;
  const values = { part: before.length + 1, parts };
  const message = parts > 1 ? ({ code: 'summarising-part', values } as const) : undefined;
  const { most, least } = budgetFor(model, window, {
    parts,
    asked: optionalText(inputs, 'length'),
  });
  const written = await write({
    model,
    input: model.tokenizer(prefixed(model, window)),
    signal,
    maxNewTokens: most,
    settings: { min_length: 0, min_new_tokens: least },
    written: (text) =>
      progress({ message, fraction: before.length / parts, text: [...before, text].join(' ') }),
  });
  const text = written.text.trim();
  return { text: written.isCut ? wholeSentences(text) : text, isCut: written.isCut };
}

function budgetFor(
  model: TextModel,
  window: string,
  { parts, asked }: { readonly parts: number; readonly asked: string | undefined },
): TokenBudget {
  const tokens = countTokens(model, window);
  const { most, least } =
    asked === undefined
      ? ownBudget({ ...model.model.generation_config, ...taskParameters(model) }, tokens)
      : tokenBudget(parseSummaryLength(asked), { tokens, parts });
  return { most: Math.min(most, contextLength(model) - 1), least };
}

function prefixed(model: TextModel, text: string): string {
  return (taskParameters(model)?.prefix ?? model.config.prefix ?? '') + text;
}

function taskParameters({ config }: TextModel) {
  return config.task_specific_params?.[TASK];
}

/** Without the sentence that the limit broke off, unless there is no other. */
function wholeSentences(text: string): string {
  const sentences = splitSentences(text);
  const last = sentences.at(-1);
  const isWhole = last === undefined || /[.!?。！？]["'”’)]?$/u.test(last.text);
  const end = isWhole ? text.length : sentences.at(-2)?.end;
  return text.slice(0, end);
}

function notesOf(summaries: readonly Summary[]): TaskDetails {
  const cut = summaries.filter(({ isCut }) => isCut).length;
  const parts = summaries.length;
  const notes = [
    ...(parts > 1 ? [{ code: 'summary-parts' as const, values: { parts } }] : []),
    ...(cut > 0 ? [{ code: 'summary-cut' as const }] : []),
  ];
  return notes.length > 0 ? { notes } : {};
}
