import { describe, expect, it } from 'vitest';
import type { Progress } from '../../../../electron/experts/expert.ts';
import { textToSpeech } from '../../../../electron/experts/onnx/text-to-speech.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';
import { readPlainWav, rms } from '../builtin/wav-bytes.ts';
import { amplitudeOf } from './sounds.ts';

function say(text: string, more: Partial<OnnxOptions> = {}, voice?: string) {
  return performOnnx(textToSpeech, {
    model: 'text-to-speech',
    inputs: {
      text: { kind: 'text', text },
      ...(voice !== undefined && { voice: { kind: 'text', text: voice } }),
    },
    ...more,
  });
}

async function soundOf(text: string): Promise<Float32Array> {
  const { audio } = await say(text);
  const { rate, channels } = readPlainWav(audio?.bytes ?? new Uint8Array(0));
  expect(rate).toBe(16_000);
  expect(channels).toHaveLength(1);
  return channels[0] ?? new Float32Array(0);
}

/** Samples of a letter with its gap, and of its tone alone. */
const LETTER = 2_400;
const TONE = 1_920;
const PAUSE = 4_800;

describe('textToSpeech', () => {
  it('speaks each letter as its two tones', async () => {
    const sound = await soundOf('ag');
    expect(sound).toHaveLength(2 * LETTER);
    const [a, g] = [sound.subarray(0, TONE), sound.subarray(LETTER, LETTER + TONE)];
    for (const [letter, low, high] of [
      [a, 400, 1500],
      [g, 400, 1750],
    ] as const) {
      expect(amplitudeOf(low, letter, 16_000)).toBeGreaterThan(0.2);
      expect(amplitudeOf(high, letter, 16_000)).toBeGreaterThan(0.2);
      expect(amplitudeOf(850, letter, 16_000)).toBeLessThan(0.02);
    }
  });

  it('says the same text in the same bytes', async () => {
    expect((await say('once more')).audio).toEqual((await say('once more')).audio);
  });

  it('speaks sentence by sentence with pauses between them, and tells how far it is', async () => {
    const told: Progress[] = [];
    await say('A bee. It hums!', { progress: (one) => told.push(one) });
    expect(told.map(({ fraction }) => fraction)).toEqual([0, 0.5]);
    const sound = await soundOf('A bee. It hums!');
    const first = 5 * LETTER; // "a bee"
    expect(sound).toHaveLength(first + PAUSE + 7 * LETTER);
    expect(rms(sound.subarray(first, first + PAUSE))).toBe(0);
    expect(rms(sound.subarray(first + PAUSE, first + PAUSE + TONE))).toBeGreaterThan(0.1);
  });

  it('cuts a sentence without end between words, and loses no letter', async () => {
    const words = Array.from({ length: 150 }, () => 'word');
    const sound = await soundOf(words.join(' '));
    // Each of the two cuts puts a pause in place of a space.
    expect(sound).toHaveLength((150 * 4 + 149 - 2) * LETTER + 2 * PAUSE);
  });

  it('says that there is one voice where another was asked for', async () => {
    expect((await say('hello', {}, 'Maria')).notes).toHaveLength(1);
    expect((await say('hello')).notes).toBeUndefined();
  });

  it('refuses a text of which the model can say nothing, and one that is too long', async () => {
    await expect(say('日本')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(say(' ')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(say('a'.repeat(50_001))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('stops between sentences', async () => {
    const stop = new AbortController();
    const told: Progress[] = [];
    const progress = (one: Progress) => {
      told.push(one);
      stop.abort();
    };
    await expect(say('One. Two. Three.', { signal: stop.signal, progress })).rejects.toThrow(
      expect.objectContaining({ name: 'AbortError' }),
    );
    expect(told).toHaveLength(1);
  });
});
