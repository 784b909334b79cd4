// Tokens as a model takes them: with its special tokens around, in windows that overlap where a text is
// too long for it, and in batches. What the model says about them is read by the task types.

import { type PreTrainedTokenizer, Tensor } from '../../runner/inference.ts';
import type { OnnxWork } from './onnx-task.ts';
import { longestSequence, type TextModel } from './text-model.ts';
import type { TextToken } from './text-tokens.ts';

/** A sequence with special tokens; `firstAt` and `secondAt` are where the texts' own tokens begin. */
export interface Sequence {
  readonly ids: readonly number[];
  readonly types: readonly number[] | undefined;
  readonly firstAt: number;
  readonly secondAt: number;
}

/** The special tokens around one text or two, with their token types where the model has them. */
export interface Frame {
  readonly parts: readonly (readonly number[])[];
  /** Of part, text, part, text, part. */
  readonly types: readonly number[] | undefined;
}

/** Tokens from `from` up to `to`. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Found out by framing a text that is known. */
export function frameOf(tokenizer: PreTrainedTokenizer, texts: 'one' | 'two'): Frame {
  const probe = tokenizer.encode('a', { add_special_tokens: false });
  const whole = tokenizer('a', {
    ...(texts === 'two' ? { text_pair: 'a' } : {}),
    return_tensor: false,
  });
  const { input_ids: ids, token_type_ids: types } = whole;
  const starts = [indexOfRun(ids, probe, 0)];
  if (texts === 'two') {
    starts.push(indexOfRun(ids, probe, (starts[0] ?? 0) + probe.length));
  }
  const ends = [0, ...starts.map((start) => start + probe.length)];
  const parts = ends.map((end, i) => ids.slice(end, starts[i] ?? ids.length));
  const typeAt = ends.flatMap((end, i) => [
    types?.[end] ?? types?.at(-1) ?? 0,
    types?.[starts[i] ?? 0] ?? 0,
  ]);
  return { parts, types: types === undefined ? undefined : typeAt };
}

function indexOfRun(ids: readonly number[], run: readonly number[], from: number): number {
  const found = ids.findIndex((_, i) => i >= from && run.every((id, j) => ids[i + j] === id));
  if (found < 0) {
    throw new Error('The tokenizer changes a text when it puts special tokens around it.');
  }
  return found;
}

export function sequenceOf(
  { parts, types }: Frame,
  first: readonly TextToken[],
  second: readonly TextToken[] = [],
): Sequence {
  const [before = [], between = [], after = []] = parts;
  const runs = [before, first.map(({ id }) => id), between, second.map(({ id }) => id), after];
  return {
    ids: runs.flat(),
    types: types && runs.flatMap((run, i) => run.map(() => types[i] ?? 0)),
    firstAt: before.length,
    secondAt: before.length + first.length + between.length,
  };
}

/** Tokens that a model takes beside the special ones. */
export function roomIn(text: TextModel, { parts }: Frame): number {
  return longestSequence(text) - parts.flat().length;
}

/** Windows of at most `room` tokens over a text; each repeats the last `overlap` of the one before. */
export function windowsOf(
  tokens: readonly TextToken[],
  room: number,
  overlap: number,
): readonly Window[] {
  const windows: Window[] = [];
  let from = 0;
  for (;;) {
    const full = Math.min(tokens.length, from + Math.max(1, room));
    const to = wordStart(tokens, full, from + Math.ceil(room / 2));
    windows.push({ from, to });
    if (to >= tokens.length) {
      return windows;
    }
    from = wordStart(tokens, Math.max(from + 1, to - overlap), from + 1);
  }
}

/** The last place up to `at` where a word begins, but not before `least`. */
function wordStart(tokens: readonly TextToken[], at: number, least: number): number {
  let place = at;
  while (place > least && place < tokens.length && tokens[place]?.continues === true) {
    place -= 1;
  }
  return tokens[place]?.continues === true ? at : place;
}

/** One output of a model for one sequence: `width` numbers for each of its tokens, or for it alone. */
export interface Row {
  readonly data: Float32Array;
  readonly width: number;
}

export interface Reading<Result> {
  readonly text: TextModel;
  readonly sequences: readonly Sequence[];
  readonly work: Pick<OnnxWork, 'signal' | 'progress'>;
  /** Takes what it needs of the outputs, which are let go of afterwards. */
  readonly read: (output: (name: string) => Row | undefined, index: number) => Result;
}

const BATCH = 8;

/** Has a model read sequences, several at once; stops between two batches where it is asked to. */
export async function readSequences<Result>(reading: Reading<Result>): Promise<readonly Result[]> {
  const { text, sequences, work, read } = reading;
  const results: Result[] = [];
  for (let at = 0; at < sequences.length; at += BATCH) {
    work.signal.throwIfAborted();
    if (sequences.length > 1) {
      work.progress({
        fraction: at / sequences.length,
        message: { code: 'reading-part', values: { part: at + 1, parts: sequences.length } },
      });
    }
    const batch = sequences.slice(at, at + BATCH);
    const feeds = feedsOf(batch, text.tokenizer.pad_token_id ?? 0);
    const outputs: Readonly<Record<string, Tensor>> = await text.model(feeds);
    batch.forEach((_, i) => {
      results.push(read((name) => rowOf(outputs[name], i), at + i));
    });
  }
  work.signal.throwIfAborted();
  return results;
}

function feedsOf(batch: readonly Sequence[], padding: number): Record<string, Tensor> {
  const length = Math.max(...batch.map(({ ids }) => ids.length));
  const tensor = (rows: readonly (readonly number[])[], rest: number) => {
    const data = rows.flatMap((row) => [...row, ...Array<number>(length - row.length).fill(rest)]);
    return new Tensor('int64', BigInt64Array.from(data.map(BigInt)), [batch.length, length]);
  };
  const types = batch.flatMap((sequence) => (sequence.types ? [sequence.types] : []));
  return {
    input_ids: tensor(
      batch.map(({ ids }) => ids),
      padding,
    ),
    attention_mask: tensor(
      batch.map(({ ids }) => ids.map(() => 1)),
      0,
    ),
    ...(types.length === batch.length ? { token_type_ids: tensor(types, 0) } : {}),
  };
}

function rowOf(output: Tensor | undefined, index: number): Row | undefined {
  if (output === undefined) {
    return undefined;
  }
  const { dims } = output;
  const size = dims.slice(1).reduce((product, dim) => product * dim, 1);
  const data = output.to('float32').data as Float32Array; // what `to` has just made of it
  return { data: data.slice(index * size, (index + 1) * size), width: dims.at(-1) ?? 1 };
}
