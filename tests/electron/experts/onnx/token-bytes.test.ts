import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  byteTokens,
  readTokenBytes,
  toLetters,
} from '../../../../electron/experts/onnx/token-bytes.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import { tinyModel } from '../../../fakes/onnx.ts';

async function textsOf(tokenizer: object): Promise<readonly (string | undefined)[]> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
  const bytes = await readTokenBytes(folder, 'some model');
  return bytes.map((each) => each && Buffer.from(each).toString('latin1'));
}

const ADDED = [{ id: 0, content: '<s>' }];

describe('the bytes of tokens', () => {
  it('are read of letters for bytes, as GPT-2 has them', async () => {
    const vocab = { '<s>': 0, Ġthe: 1, 'ä¸': 2, Ċ: 3, '{"': 4, '▁': 5 };
    const tokenizer = { added_tokens: ADDED, decoder: { type: 'ByteLevel' }, model: { vocab } };
    expect(await textsOf(tokenizer)).toEqual([
      ...[undefined, ' the', '\xe4\xb8'],
      ...[undefined, '{"', undefined], // a line break; a letter that stands for no byte
    ]);
  });

  it('are read of SentencePiece’s pieces, with and without bytes of their own', async () => {
    const vocab = [
      ['<s>', 0],
      ['▁a', -1],
      ['<0xE4>', -2],
      ['<0x0A>', -2],
      ['é', -3],
    ];
    const decoders = [{ type: 'Replace' }, { type: 'ByteFallback' }, { type: 'Fuse' }];
    const bytes = {
      added_tokens: ADDED,
      decoder: { type: 'Sequence', decoders },
      model: { vocab },
    };
    expect(await textsOf(bytes)).toEqual([undefined, ' a', '\xe4', undefined, '\xc3\xa9']);
    const plain = { ...bytes, decoder: { type: 'Metaspace' } };
    expect(await textsOf(plain)).toEqual([undefined, ' a', '<0xE4>', '<0x0A>', '\xc3\xa9']);
  });

  it('are not known of other kinds of tokenizers', async () => {
    for (const decoder of [{ type: 'WordPiece' }, { type: 'CTC' }, { type: 'BPEDecoder' }, null]) {
      const tokenizer = { added_tokens: ADDED, decoder, model: { vocab: { a: 0 } } };
      await expect(textsOf(tokenizer)).rejects.toMatchObject({ code: 'MODEL_UNUSABLE' });
    }
  });

  it('are all there for a model of bytes, but for control characters', async () => {
    const tokens = await readTokenBytes(tinyModel('random-chat'), 'random-chat');
    const missing = byteTokens(tokens).flatMap((token, byte) =>
      token === undefined ? [byte] : [],
    );
    expect(missing).toEqual(Array.from({ length: 32 }, (_, byte) => byte));
    expect(toLetters(tokens)[byteTokens(tokens)[0x20] ?? 0]).toBe('Ġ');
  });
});
