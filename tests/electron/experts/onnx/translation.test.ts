import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translation } from '../../../../electron/experts/onnx/translation.ts';
import { performOnnx, tinyModel } from '../../../fakes/onnx.ts';
import { abortAfter, codeOf, streamed, textSlots } from './written-texts.ts';

const GERMAN = { target_language: 'German', source_language: 'English' };

async function translated(slots: Readonly<Record<string, string>>, model = 'translation') {
  return await performOnnx(translation, { model, inputs: textSlots(slots) });
}

describe('translation by a model of many languages', () => {
  it('translates both ways, whatever the languages are called', async () => {
    const english = 'The old dogs see the small birds today, and the women paint the horses.';
    const german =
      'Die alten Hunde sehen die kleinen Vögel heute, und die Frauen malen die Pferde.';
    expect(await translated({ text: english, ...GERMAN })).toEqual({ text: german });
    const back = { target_language: 'en', source_language: 'Deutsch' };
    expect(await translated({ text: german, ...back })).toEqual({ text: english });
  });

  it('keeps line breaks and whatever number of sentences', async () => {
    const text = 'The men hear the cats.\n\nThe birds like the trees. The dogs visit the friends.';
    const output = await translated({ text, ...GERMAN });
    expect(output.text).toBe(
      'Die Männer hören die Katzen.\n\nDie Vögel mögen die Bäume. Die Hunde besuchen die Freunde.',
    );
  });

  it('translates a sentence longer than the model reads in several pieces', async () => {
    const clause = 'the dogs see the cats, and ';
    const text = `The men hear the birds, and ${clause.repeat(12)}the women know the men.`;
    const { text: german = '' } = await translated({ text, ...GERMAN });
    // Pieces without their full stop are not what the model learned; that none is left out is what counts.
    expect(german).toMatch(/^Die Männer hören die Vögel, und die Hunde sehen die Katzen/u);
    expect(german).toMatch(/und die Frauen kennen die Männer\.$/u);
    expect(german.match(/Hunde/gu)?.length).toBeGreaterThan(6);
  });

  it('takes a text in Latin letters to be English where nothing is said, and says so', async () => {
    const output = await translated({ text: 'The men hear the cats.', target_language: 'de' });
    expect(output.text).toBe('Die Männer hören die Katzen.');
    expect(output.notes).toHaveLength(1);
  });

  it('refuses languages that it lacks or is not told, and an empty text', async () => {
    const text = 'The men hear the cats.';
    expect(await codeOf(translated({ text, target_language: 'Klingon' }))).toBe('INPUT_INVALID');
    expect(await codeOf(translated({ text }))).toBe('INPUT_INVALID');
    expect(await codeOf(translated({ text, target_language: 'English' }))).toBe('INPUT_INVALID');
    expect(await codeOf(translated({ text: ' ', ...GERMAN }))).toBe('INPUT_INVALID');
  });

  it('tells the text so far, and ends at the next token when it is cancelled', async () => {
    const options = {
      model: 'translation',
      inputs: textSlots({ text: 'The men hear. The cats see the dogs.', ...GERMAN }),
    };
    const { texts, output } = await streamed(translation, options);
    expect(texts.at(-1)).toBe(output.text);
    expect(texts).toContain('Die');
    const { reason, told } = await abortAfter(3, translation, options);
    expect(reason).toBe('enough');
    expect(told).toHaveLength(3);
  });
});

describe('translation by a model that is told in words', () => {
  it('translates the pairs that it knows and refuses others', async () => {
    const text = 'The birds see the small trees.';
    const model = 'text2text-generation';
    expect(await translated({ text, ...GERMAN }, model)).toEqual({
      text: 'Die Vögel sehen die kleinen Bäume.',
    });
    const back = { source_language: 'German', target_language: 'English' };
    expect(await codeOf(translated({ text, ...back }, model))).toBe('INPUT_INVALID');
    expect(await codeOf(translated({ text, target_language: 'French' }, model))).toBe(
      'INPUT_INVALID',
    );
  });
});

describe('translation by a model of one pair', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ensemble-'));
    await cp(tinyModel('text2text-generation'), folder, { recursive: true });
    await change('config.json', {
      model_type: 'marian',
      architectures: ['MarianMTModel'],
      encoder_layers: 2,
      decoder_layers: 2,
      encoder_attention_heads: 4,
      decoder_attention_heads: 4,
    });
    await change('tokenizer_config.json', {
      tokenizer_class: 'MarianTokenizer',
      source_lang: 'eng',
      target_lang: 'deu',
    });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function change(name: string, values: object): Promise<void> {
    const before = JSON.parse(await readFile(join(folder, name), 'utf8'));
    await writeFile(join(folder, name), JSON.stringify({ ...before, ...values }));
  }

  it('does that pair, said or not, and refuses any other', async () => {
    const model = relative(tinyModel(''), folder);
    const text = 'translate English to German: The birds see the small trees.';
    const german = { text: 'Die Vögel sehen die kleinen Bäume.' };
    expect(await translated({ text }, model)).toEqual(german);
    expect(await translated({ text, ...GERMAN }, model)).toEqual(german);
    const work = translated({ text, target_language: 'French' }, model);
    await expect(work).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      data: { why: expect.stringContaining('English → German') },
    });
  });
});
