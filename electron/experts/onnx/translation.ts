// translation: an encoder and decoder puts a text into another language, sentence by sentence, as such
// models are trained. What is between the sentences, line breaks above all, stays as it is.

import type { ResultNote } from '../../../shared/result-notes.ts';
import { optionalText, textInput } from '../inputs.ts';
import { type Encoded, write } from './generation.ts';
import type { OnnxTask, OnnxWork } from './onnx-task.ts';
import { contextLength, seq2seqModel, type TextModel } from './text-models.ts';
import { type Piece, sentencePieces } from './text-windows.ts';
import { type Route, translationRoute } from './translation-routes.ts';

const TASK = 'translation';
/** Tokens of a piece where the model sets no limit. */
const LONGEST_PIECE = 512;

export const translation: OnnxTask = {
  task: TASK,
  perform: async (work) => {
    const { inputs, load } = work;
    const text = textInput(TASK, inputs, 'text');
    const model = await load(seq2seqModel);
    const route = translationRoute(model, {
      from: optionalText(inputs, 'source_language'),
      to: optionalText(inputs, 'target_language'),
      text,
    });
    const limit = Math.min(contextLength(model), LONGEST_PIECE);
    const pieces = sentencePieces(text, (piece) => lengthOf(route.encode(piece)) <= limit);
    const { translated, isCut } = await translate(pieces, { work, model, route, limit });
    const notes = [...route.notes, ...(isCut ? [CUT_NOTE] : [])];
    return { text: translated, ...(notes.length > 0 ? { notes } : {}) };
  },
};

const CUT_NOTE: ResultNote = { code: 'translation-cut' };

interface Translating {
  readonly work: OnnxWork;
  readonly model: TextModel;
  readonly route: Route;
  /** Tokens that the model can read, and write, at once. */
  readonly limit: number;
}

async function translate(
  pieces: readonly Piece[],
  { work, model, route, limit }: Translating,
): Promise<{ readonly translated: string; readonly isCut: boolean }> {
  let translated = '';
  let isCut = false;
  for (const [i, { text, after }] of pieces.entries()) {
    const done = translated;
    const input = route.encode(text);
    const written = await write({
      model,
      input,
      signal: work.signal,
      // A translation twice as long as the text is a model that repeats itself.
      maxNewTokens: Math.min(limit - 1, 2 * lengthOf(input) + 16),
      settings: route.settings,
      written: (more) => work.progress({ fraction: i / pieces.length, text: done + more.trim() }),
    });
    translated += written.text.trim() + after;
    isCut ||= written.isCut;
  }
  return { translated, isCut };
}

function lengthOf({ input_ids }: Encoded): number {
  return input_ids.dims.at(-1) ?? 0;
}
