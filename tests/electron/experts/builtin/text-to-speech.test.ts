import { describe, expect, it } from 'vitest';
import { textToSpeech } from '../../../../electron/experts/builtin/text-to-speech.ts';
import type { ExpertOutput, Progress } from '../../../../electron/experts/expert.ts';
import { type PlainWav, readPlainWav, rms } from './wav-bytes.ts';

const SENTENCE = 'The harbour master counted nine boats before the fog came in.';

function speak(text: string, voice?: string): Promise<ExpertOutput> {
  return textToSpeech.perform(
    {
      text: { kind: 'text', text },
      ...(voice !== undefined && { voice: { kind: 'text', text: voice } }),
    },
    { signal: new AbortController().signal, progress: () => undefined },
  );
}

function wavOf({ audio }: ExpertOutput): PlainWav {
  return readPlainWav(audio?.bytes ?? new Uint8Array(0));
}

function secondsOf(output: ExpertOutput): number {
  const { rate, channels } = wavOf(output);
  return (channels[0]?.length ?? 0) / rate;
}

describe('textToSpeech', () => {
  it('speaks a sentence at a plausible pace and level, without clipping', async () => {
    const output = await speak(SENTENCE);
    const { rate, channels } = wavOf(output);
    const [samples = new Float32Array(0)] = channels;
    const expected = SENTENCE.split(' ').length * 0.35;
    expect(output.audio?.name).toBe('speech.wav');
    expect(output.text).toBeUndefined();
    expect(output.notes).toBeUndefined();
    expect(rate).toBe(16_000);
    expect(channels).toHaveLength(1);
    expect(samples.length / rate).toBeGreaterThan(expected * 0.6);
    expect(samples.length / rate).toBeLessThan(expected * 1.6);
    expect(rms(samples)).toBeGreaterThan(0.03);
    expect(samples.every((value) => Math.abs(value) < 0.99)).toBe(true);
  });

  it('speaks the same words with the same bytes', async () => {
    const [first, second] = [await speak(SENTENCE), await speak(SENTENCE)];
    expect(
      Buffer.compare(first.audio?.bytes ?? Buffer.of(1), second.audio?.bytes ?? Buffer.of(2)),
    ).toBe(0);
  });

  it('has four voices that differ, and knows them by friendly words', async () => {
    const voices = ['slt', 'rms', 'awb', 'kal'];
    const spoken = await Promise.all(voices.map((voice) => speak('Good morning.', voice)));
    const friendly = await Promise.all(
      ['Female', 'a male voice', 'Scottish', 'robot'].map((voice) => speak('Good morning.', voice)),
    );
    expect(
      new Set(spoken.map((output) => rms(wavOf(output).channels[0] ?? new Float32Array(1)))).size,
    ).toBe(4);
    expect(friendly).toEqual(spoken);
    expect(await speak('Good morning.')).toEqual(spoken[0]);
  });

  it('refuses a voice that it does not have', async () => {
    await expect(speak('Good morning.', 'bob')).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each(['', '  \n', '你好', '🙂', '***'])(
    'refuses %j, which holds nothing to say',
    async (text) => {
      await expect(speak(text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    },
  );

  it('says what it left out', async () => {
    const output = await speak('Hello 世界 🙂');
    expect(output.notes).toEqual([
      { code: 'unspoken-characters', values: { count: 2, sample: '世 界' } },
      { code: 'unspoken-emoji', values: { count: 1 } },
    ]);
    expect(secondsOf(output)).toBeCloseTo(secondsOf(await speak('Hello')), 5);
  });

  it('pauses longer between paragraphs than between sentences', async () => {
    const sentences = secondsOf(await speak('Good morning. Good night.'));
    const lines = secondsOf(await speak('Good morning.\nGood night.'));
    const paragraphs = secondsOf(await speak('Good morning.\n\nGood night.'));
    expect(lines - sentences).toBeCloseTo(0.15, 5);
    expect(paragraphs - sentences).toBeCloseTo(0.4, 5);
  });

  it('speaks ten thousand characters, and tells how far it is', async () => {
    const text = `${SENTENCE} `.repeat(162);
    const progress: Progress[] = [];
    const output = await textToSpeech.perform(
      { text: { kind: 'text', text }, voice: { kind: 'text', text: 'kal' } },
      { signal: new AbortController().signal, progress: (step) => progress.push(step) },
    );
    expect(text.length).toBeGreaterThan(10_000);
    expect(secondsOf(output)).toBeGreaterThan(162 * 2);
    expect(progress).toHaveLength(162);
    expect(progress[0]?.fraction).toBe(0);
    expect(progress[81]?.fraction).toBe(0.5);
  });

  it('speaks a text of 100 kB up to its limit, and says so', async () => {
    const blank = ' '.repeat(49_980);
    const output = await speak(`${blank}Good morning, everybody. ${SENTENCE.repeat(1000)}`);
    expect(output.notes).toHaveLength(1);
    expect(secondsOf(output)).toBeCloseTo(secondsOf(await speak('Good morning,')), 5);
  });

  it('bounds what becomes of signs that are long to say', async () => {
    const stop = new AbortController();
    const fractions: number[] = [];
    const speaking = textToSpeech.perform(
      { text: { kind: 'text', text: '\u20ac '.repeat(20_000) } }, // "euros": six letters for two
      {
        signal: stop.signal,
        progress: ({ fraction = 0 }) => {
          fractions.push(fraction);
          if (fractions.length === 2) {
            stop.abort();
          }
        },
      },
    );
    await expect(speaking).rejects.toMatchObject({ name: 'AbortError' });
    const pieces = 1 / (fractions[1] ?? 0);
    expect(pieces).toBeGreaterThan(160);
    expect(pieces).toBeLessThan(175); // 50,000 characters in pieces of nearly 300
  });

  it('stops between sentences when it is told to', async () => {
    const stop = new AbortController();
    let sentences = 0;
    const speaking = textToSpeech.perform(
      { text: { kind: 'text', text: `${SENTENCE} `.repeat(50) } },
      {
        signal: stop.signal,
        progress: () => {
          sentences += 1;
          if (sentences === 2) {
            stop.abort();
          }
        },
      },
    );
    await expect(speaking).rejects.toMatchObject({ name: 'AbortError' });
    expect(sentences).toBe(2);
  });
});
