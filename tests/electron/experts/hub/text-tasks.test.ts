import { describe, expect, it } from 'vitest';
import { textSlots } from '../builtin/text-tasks.ts';
import { host, made, TOKEN } from './hosted.ts';

describe('hosted tasks on texts', () => {
  it('classifies a text', async () => {
    const { output, router } = await made('text-classification', textSlots({ text: 'Lovely.' }), {
      answer: () => [
        [
          { label: 'NEGATIVE', score: 0.1 },
          { label: 'POSITIVE', score: 0.9 },
        ],
      ],
    });
    expect(output.labels).toEqual([
      { label: 'POSITIVE', score: 0.9 },
      { label: 'NEGATIVE', score: 0.1 },
    ]);
    expect(output.text).toBe('POSITIVE (90\u00a0%)');
    expect(router.asked()).toMatchObject([
      { authorization: `Bearer ${TOKEN}`, body: { inputs: 'Lovely.' } },
    ]);
  });

  it('gives a text one of the labels that were named', async () => {
    const slots = textSlots({ text: 'The match ended 2:1.', labels: 'politics, sport' });
    const { output, router } = await made('zero-shot-classification', slots, {
      answer: () => [
        { label: 'sport', score: 0.97 },
        { label: 'politics', score: 0.03 },
      ],
    });
    expect(output.text).toBe('sport (97\u00a0%)');
    expect(router.asked()[0]?.body).toMatchObject({
      parameters: { candidate_labels: ['politics', 'sport'] },
    });
  });

  it('finds entities at our offsets, whatever the service counts', async () => {
    const text = '🙂 Ada met Babbage in London.';
    const { output } = await made('token-classification', textSlots({ text }), {
      // Code points: the face is one of them, and two of our code units.
      answer: () => [
        { entity_group: 'PER', score: 0.99, word: 'Ada', start: 2, end: 5 },
        { entity_group: 'LOC', score: 0.99, word: 'London', start: 21, end: 27 },
      ],
    });
    expect(output.entities).toEqual([
      { label: 'PER', text: 'Ada', start: 3, end: 6 },
      { label: 'LOC', text: 'London', start: 22, end: 28 },
    ]);
    expect(output.text).toBe('People: Ada.\nPlaces: London.');
  });

  it('answers a question from a passage', async () => {
    const slots = textSlots({
      text: 'Who wrote it?',
      context: 'It was written by Ada 🙂 in 1843.',
    });
    const { output } = await made('question-answering', slots, {
      answer: () => [{ answer: '1843', score: 0.2, start: 27, end: 31 }],
    });
    expect(output.text).toBe('1843');
    expect(output.answers).toEqual([{ text: '1843', score: 0.2, start: 28, end: 32 }]);
    expect(output.notes).toContainEqual({ code: 'guess' });
  });

  it('fills each gap with the mask of the model', async () => {
    const { output, router } = await made('fill-mask', textSlots({ text: 'A ___ and a [MASK].' }), {
      maskToken: '<mask>',
      answer: ({ body }) => {
        const isFirst = JSON.stringify(body).includes('A <mask> and');
        const words = isFirst ? [' cat', ' fox'] : [' dog'];
        return words.map((token_str, token) => ({
          ...{ token_str, token, score: 0.5 },
          sequence: `with ${token_str}`,
        }));
      },
    });
    expect(output.text).toBe('A cat and a dog.');
    expect(output.labels?.map(({ label }) => label)).toEqual(['cat', 'fox']);
    expect(router.asked().map(({ body }) => body)).toEqual([
      { inputs: 'A <mask> and a ….' },
      { inputs: 'A cat and a <mask>.' },
    ]);
  });

  it('summarises a long text in parts, at the length that was asked for', async () => {
    const text = 'The river rose again in the night. '.repeat(200);
    const slots = textSlots({ text, length: '40 words' });
    const { output, router } = await made('summarization', slots, {
      answer: () => [{ summary_text: 'The river rose.' }],
    });
    const parts = router.asked().length;
    expect(parts).toBeGreaterThan(1);
    expect(output.text).toBe(Array.from({ length: parts }, () => 'The river rose.').join(' '));
    expect(router.asked()[0]?.body).toMatchObject({
      parameters: { generate_parameters: { max_new_tokens: expect.any(Number) } },
    });
  });

  it('translates into the code that the model has for a language', async () => {
    const slots = textSlots({ text: 'Good morning.', target_language: 'German' });
    const { output, router } = await made('translation', slots, {
      languages: ['en', 'de'],
      answer: () => [{ translation_text: 'Guten Morgen.' }],
    });
    expect(output.text).toBe('Guten Morgen.');
    expect(router.asked()[0]?.body).toEqual({
      inputs: 'Good morning.',
      parameters: { tgt_lang: 'de' },
    });
  });

  it('makes a vector of length 1 of each line, also from those of its tokens', async () => {
    const { output } = await made('feature-extraction', textSlots({ text: 'one\ntwo "2"' }), {
      answer: () => [
        [
          [1, 0],
          [1, 0],
        ],
        [
          [3, 0],
          [0, 4],
        ],
      ],
    });
    const csv = new TextDecoder().decode(output.table?.bytes);
    expect(csv).toBe('text,v1,v2\n"one",1.000000,0.000000\n"two ""2""",0.600000,0.800000\n');
  });

  it('compares two texts', async () => {
    const slots = textSlots({ text1: 'A cat.', text2: 'A kitten.' });
    const { output, router } = await made('sentence-similarity', slots, { answer: () => [0.71] });
    expect(output.similarity?.score).toBe(0.71);
    expect(output.text).toBe('0.71 (similar)');
    expect(router.asked()[0]?.body).toEqual({
      inputs: { source_sentence: 'A cat.', sentences: ['A kitten.'] },
    });
  });

  it('goes on with a prompt', async () => {
    const { output, router } = await made('text-generation', textSlots({ text: 'Once' }), {
      seed: 7,
      answer: () => ' upon a time.',
    });
    expect(output.text).toBe('Once upon a time.');
    expect(router.asked()[0]?.body).toMatchObject({ prompt: 'Once', seed: 7 });
  });

  it('asks a model that is only talked with for the continuation', async () => {
    const { output } = await made('text-generation', textSlots({ text: 'Once' }), {
      providers: [{ provider: 'together', task: 'conversational' }],
      answer: () => 'upon a time.',
    });
    expect(output.text).toBe('upon a time.');
  });

  it('talks, tells the text as it comes, and counts the tokens', async () => {
    const { output, told, calls, id } = await made('conversational', textSlots({ text: 'Hello' }), {
      providers: [{ provider: 'together', task: 'conversational', providerId: 'their/name' }],
      answer: () => ({
        ...{ kind: 'text', pieces: ['<think>hm</think>', 'Good ', 'day.'], finish: 'length' },
      }),
    });
    expect(output.text).toBe('Good day.');
    expect(output.notes).toContainEqual({ code: 'text-cut' });
    expect(told.map(({ text }) => text).filter((text) => text !== undefined)).toContain('Good');
    expect(calls).toMatchObject([{ stage: 'perform', model: id, isEstimated: true }]);
  });

  it('takes a stream that ends before its end for a lost connection', async () => {
    const { perform } = await host('conversational', {
      providers: [{ provider: 'together', task: 'conversational' }],
      answer: () => ({ kind: 'cut', after: ['Good'], how: 'end' }),
    });
    await expect(perform(textSlots({ text: 'Hello' }))).rejects.toMatchObject({
      code: 'HUB_PROVIDER_DOWN',
    });
  });
});
