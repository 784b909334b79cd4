// What one task's output says, as plain data within given bounds, for evidence-text.ts. What is left out
// is said beside it.

import type { TaskOutput } from '../../../shared/outputs.ts';
import { resultNoteText } from '../../in-words.ts';

interface Bounds {
  /** Of each text. */
  readonly characters: number;
  /** Of each list. */
  readonly entries: number;
}

/** A short text is shown whole beside a list that is cut. */
const SHORT_TEXT = 60;

export function outputFacts(output: TaskOutput, bounds: Bounds): Readonly<Record<string, unknown>> {
  const { text, similarity, notes } = output;
  return {
    ...(text !== undefined && textFacts(text, bounds.characters)),
    ...listFacts('labels', output.labels?.map(scored), bounds.entries),
    ...objectFacts(output, bounds),
    ...entityFacts(output, bounds),
    ...listFacts(
      'answers',
      output.answers?.map((each) => ({
        text: shorten(each.text, bounds.characters),
        score: round(each.score),
      })),
      bounds.entries,
    ),
    ...(similarity && { similarity: round(similarity.score), by: similarity.method }),
    ...predictionFacts(output, bounds),
    ...rankingFacts(output, bounds),
    ...utteranceFacts(output, bounds),
    ...listFacts(
      'regions',
      output.masks?.map(({ label }) => label),
      bounds.entries,
    ),
    ...(output.segments && { straight_lines: output.segments.length }),
    ...(notes &&
      notes.length > 0 && {
        notes: notes.map((note) => shorten(resultNoteText(note), SHORT_TEXT * 4)),
      }),
  };
}

function textFacts(text: string, characters: number) {
  const shown = shorten(text, characters);
  return shown.length === text.length
    ? { text }
    : { text: shown, text_is: `the first ${shown.length} of ${text.length} characters` };
}

function objectFacts({ objects }: TaskOutput, { entries }: Bounds) {
  const groups = [...Map.groupBy(objects ?? [], ({ label }) => label)].map(([label, found]) => ({
    label,
    count: found.length,
    best_score: round(Math.max(...found.map(({ score }) => score))),
  }));
  return objects === undefined
    ? {}
    : { objects_found: objects.length, ...listFacts('objects', groups, entries) };
}

function entityFacts({ entities }: TaskOutput, { entries }: Bounds) {
  const groups = Map.groupBy(entities ?? [], ({ label }) => label);
  const byKind = [...groups].map(([label, found]) => {
    const distinct = [...new Set(found.map(({ text }) => text))];
    return { kind: label, ...listFacts('texts', distinct, entries) };
  });
  return entities === undefined ? {} : { entities: byKind };
}

function predictionFacts({ prediction }: TaskOutput, { entries }: Bounds) {
  if (prediction === undefined) {
    return {};
  }
  const { column, cells, accuracy, method } = prediction;
  const filled = cells.map(({ row, value, score }) => ({ row, value, score: round(score) }));
  return {
    ...{ predicted_column: column, accuracy: round(accuracy), method },
    ...listFacts('cells', filled, entries),
  };
}

function rankingFacts({ ranking }: TaskOutput, { entries, characters }: Bounds) {
  const ranked = ranking?.map(({ index, text, score }) => ({
    ...{ index, score: round(score) },
    text: shorten(text, characters / 4),
  }));
  return listFacts('ranking', ranked, entries);
}

function utteranceFacts({ utterances }: TaskOutput, { entries, characters }: Bounds) {
  const said = utterances?.map(({ text, start, end }) => ({
    seconds: `${start.toFixed(1)}–${end.toFixed(1)}`,
    text: shorten(text, characters / 4),
  }));
  return listFacts('utterances', said, entries);
}

function listFacts(name: string, list: readonly unknown[] | undefined, entries: number) {
  if (list === undefined) {
    return {};
  }
  const shown = list.slice(0, Math.max(1, Math.floor(entries)));
  const left = list.length - shown.length;
  return { [name]: shown, ...(left > 0 && { [`${name}_left_out`]: left }) };
}

function scored({ label, score }: { readonly label: string; readonly score: number }) {
  return { label, score: round(score) };
}

function round(score: number): number {
  return Number(score.toFixed(2));
}

/** Up to the last sentence that ends within the bound, else the last word. */
function shorten(text: string, characters: number): string {
  if (text.length <= characters) {
    return text;
  }
  const head = text.slice(0, Math.max(1, Math.floor(characters)));
  const end = Math.max(
    ...['. ', '.\n', '! ', '? ', '\n', '。', '！', '？'].map((mark) => head.lastIndexOf(mark)),
  );
  const cut = end > head.length / 3 ? end + 1 : head.lastIndexOf(' ');
  return (cut > 0 ? head.slice(0, cut) : head).trimEnd();
}
