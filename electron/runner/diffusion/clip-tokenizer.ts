// A tokenizer of CLIP from the files that Python's tools write without `tokenizer.json`: its vocabulary and
// the order of its merges. Radford et al. 2021: byte pairs in lower case, the end of a word marked by `</w>`.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PreTrainedTokenizer } from '../inference.ts';

const VocabularySchema = z.record(z.string(), z.int().nonnegative());

const START = '<|startoftext|>';
const END = '<|endoftext|>';
/** Contractions, letters, single digits, and runs of anything else that is no space. */
const WORDS = String.raw`'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+`;

export async function openClipTokenizer(
  folder: string,
  config: Readonly<Record<string, unknown>>,
): Promise<PreTrainedTokenizer> {
  const [vocabulary, merges] = await Promise.all(
    ['vocab.json', 'merges.txt'].map((file) => readFile(join(folder, file), 'utf8')),
  );
  const vocab = VocabularySchema.parse(JSON.parse(vocabulary ?? ''));
  const pairs = (merges ?? '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#version'))
    .map((line) => line.trim());
  return new PreTrainedTokenizer(describe(vocab, pairs), config);
}

/** In the form of `tokenizer.json`. */
function describe(vocab: Readonly<Record<string, number>>, merges: readonly string[]) {
  const special = { single_word: false, lstrip: false, rstrip: false, special: true };
  const [start, end] = [START, END].map((content) => {
    const id = vocab[content];
    if (id === undefined) {
      throw new Error(`its vocab.json has no ${content}, so it is not CLIP's`);
    }
    return { ...special, id, content, normalized: false };
  });
  return {
    version: '1.0',
    added_tokens: [start, end],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'NFC' },
        { type: 'Replace', pattern: { Regex: String.raw`\s+` }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: WORDS }, behavior: 'Removed', invert: true },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
      ],
    },
    post_processor: {
      type: 'RobertaProcessing',
      sep: [END, end?.id],
      cls: [START, start?.id],
      trim_offsets: false,
      add_prefix_space: false,
    },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: END,
      continuing_subword_prefix: '',
      end_of_word_suffix: '</w>',
      fuse_unk: false,
      vocab,
      merges,
    },
  };
}
