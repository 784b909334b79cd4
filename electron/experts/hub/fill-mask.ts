// fill-mask, hosted: the words that a masked language model puts into the gaps of a text, one gap after the
// other, so that each reads what the ones before it were filled with.

import { z } from 'zod';
import { rankLabels, type ScoredLabel } from '../label-list.ts';
import { GAP, gapNotes, joined, textWithGaps, withoutMark } from '../mask-gaps.ts';
import { type HubTask, type HubWork, QUICK } from './hub-task.ts';

const TASK = 'fill-mask';
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
    const { source, gaps } = textWithGaps(work.inputs);
    const parts = source.split(GAP);
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
    const notes = gapNotes(gaps);
    return { text: filled, labels, ...(notes.length > 0 && { notes }) };
  },
};

function wordsFor(inputs: string, { ask }: HubWork): Promise<readonly ScoredLabel[]> {
  return ask({
    served: TASK,
    shape: WordsSchema,
    send: ({ hf, at, options }) => hf.fillMask({ ...at, inputs }, options),
  });
}
