// fill-mask, hosted: the words that a masked language model puts into the gaps of a text, one gap after the
// other, so that each reads what the ones before it were filled with.

import { z } from 'zod';
import { invalid, textInput } from '../inputs.ts';
import { rankLabels, type ScoredLabel } from '../onnx/label-list.ts';
import { type HubTask, type HubWork, QUICK } from './hub-task.ts';

const TASK = 'fill-mask';
/** How a gap is written: as BERT does, as RoBERTa does, and by hand. */
const GAP = /\[MASK\]|<mask>|_{3,}/giu;
/** A gap whose turn has not come; a model takes one mask at a time. */
const LATER = '…';
const USUAL_MASK = '[MASK]';

const WordsSchema = z
  .array(z.object({ token_str: z.string(), score: z.number() }))
  .min(1)
  .transform((words) =>
    rankLabels(
      words.map(({ token_str }) => token_str.trim()),
      words.map(({ score }) => score),
    ),
  );

export const fillMask: HubTask = {
  timeoutSeconds: QUICK,
  perform: async (work) => {
    const source = textInput(TASK, work.inputs, 'text');
    const parts = source.split(GAP);
    const gaps = parts.length - 1;
    if (gaps === 0) {
      throw invalid(TASK, 'its text has no gap: write [MASK] or ___ where a word is missing');
    }
    const mask = (await work.maskToken()) ?? USUAL_MASK;
    let filled = parts[0] ?? '';
    let first: readonly ScoredLabel[] = [];
    for (let gap = 1; gap <= gaps; gap += 1) {
      const rest = [parts[gap] ?? '', ...parts.slice(gap + 1)].join(LATER);
      const labels = await wordsFor(filled + mask + rest, work);
      first = gap === 1 ? labels : first;
      filled = joined(filled, labels[0]?.label ?? '') + (parts[gap] ?? '');
      work.progress({ fraction: gap / gaps });
    }
    const labels = first.map(({ label, score }) => ({ label: withoutMark(label), score }));
    const note = `The candidates are those of the first of ${gaps} gaps.`;
    return { text: filled, labels, ...(gaps > 1 && { notes: [note] }) };
  },
};

function wordsFor(inputs: string, { ask }: HubWork): Promise<readonly ScoredLabel[]> {
  return ask({
    served: TASK,
    shape: WordsSchema,
    send: ({ hf, at, options }) => hf.fillMask({ ...at, inputs }, options),
  });
}

/** A piece that goes on with a word ("##ing") takes away the space before the gap. */
function joined(before: string, word: string): string {
  return (word.startsWith('##') ? before.trimEnd() : before) + withoutMark(word);
}

function withoutMark(word: string): string {
  return word.replace(/^##/u, '');
}
