// translation, hosted: paragraph by paragraph where a text is longer than such models read at once. What
// stands between the paragraphs stays as it is.

import { z } from 'zod';
import { leastTokens } from '../controller/token-estimates.ts';
import { optionalText, textInput } from '../inputs.ts';
import { findLanguage } from '../onnx/languages.ts';
import { textWindows } from '../onnx/text-windows.ts';
import { type HubTask, type HubWork, SLOW } from './hub-task.ts';

const TASK = 'translation';
/** Tokens, by the least that a text may have: half of what Marian and its kind read. */
const WINDOW = 256;

const TranslationSchema = z.object({ translation_text: z.string().min(1) });

export const translation: HubTask = {
  timeoutSeconds: SLOW,
  perform: async (work) => {
    const text = textInput(TASK, work.inputs, 'text');
    const parameters = languagesOf(work);
    const fits = (part: string) => leastTokens(part) <= WINDOW;
    const pieces = fits(text) ? [text] : text.split(/(\s*\n\s*)/u);
    let translated = '';
    for (const [index, piece] of pieces.entries()) {
      for (const [place, part] of (piece.trim() === '' ? [] : textWindows(piece, fits)).entries()) {
        const found = await work.ask({
          served: TASK,
          shape: TranslationSchema,
          send: ({ hf, at, options }) =>
            hf.translation({ ...at, inputs: part, ...parameters }, options),
        });
        translated += (place > 0 ? ' ' : '') + found.translation_text.trim();
      }
      translated += piece.trim() === '' ? piece : '';
      work.progress({ fraction: (index + 1) / pieces.length, text: translated });
    }
    return { text: translated };
  },
};

/** In the model's own codes where it is known which it has, else as they were written. */
function languagesOf({ inputs, languages }: HubWork) {
  const code = (written: string | undefined) =>
    written === undefined ? undefined : (findLanguage(written, languages) ?? written);
  const source = code(optionalText(inputs, 'source_language'));
  const target = code(optionalText(inputs, 'target_language'));
  if (source === undefined && target === undefined) {
    return {};
  }
  return {
    parameters: {
      ...(source !== undefined && { src_lang: source }),
      ...(target !== undefined && { tgt_lang: target }),
    },
  };
}
