import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audioToAudio } from '../../../../electron/experts/builtin/audio-to-audio.ts';
import { textToSpeech } from '../../../../electron/experts/builtin/text-to-speech.ts';
import type { ExpertContext, ExpertOutput, Progress } from '../../../../electron/experts/expert.ts';
import { createResampler } from '../../../../electron/experts/resample.ts';
import { correlation, readPlainWav, rms, seededNoise, sine, wavBytes } from './wav-bytes.ts';

const RATE = 48_000;
let folder: string;
/** Half a second of silence, a sentence, half a second of silence. */
let speech: Float32Array;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ensemble-denoise-'));
  const { audio } = await textToSpeech.perform(
    {
      text: { kind: 'text', text: 'The harbour master counted nine boats before the fog came in.' },
    },
    context(),
  );
  const { rate, channels } = readPlainWav(audio?.bytes ?? new Uint8Array(0));
  const stage = createResampler(rate, RATE);
  const half = new Float32Array(RATE / 2);
  const words = stage.push(channels[0] ?? half);
  speech = Float32Array.from([...half, ...words, ...stage.flush(), ...half]);
});
afterAll(() => rm(folder, { recursive: true }));

function context(extra: Partial<ExpertContext> = {}): ExpertContext {
  return { signal: new AbortController().signal, progress: () => undefined, ...extra };
}

async function clean(bytes: Uint8Array, how = context()): Promise<ExpertOutput> {
  const path = join(folder, 'recording.wav');
  await writeFile(path, bytes);
  const artefact = {
    id: '0'.repeat(64),
    kind: 'audio',
    mime: 'audio/wav',
    size: bytes.length,
  } as const;
  return audioToAudio.perform(
    { audio: { kind: 'audio', name: 'recording.wav', artefact, path } },
    how,
  );
}

function wavOf({ audio }: ExpertOutput): ReturnType<typeof readPlainWav> {
  return readPlainWav(audio?.bytes ?? new Uint8Array(0));
}

function withNoise(samples: Float32Array, level: number): Float32Array {
  const noise = seededNoise(samples.length, level);
  return samples.map((value, n) => value + (noise[n] ?? 0));
}

function pcm(channels: readonly Float32Array[], rate = RATE): Uint8Array {
  return wavBytes({ tag: 1, bits: 16, rate, channels });
}

/** Decibels between the words and the pauses before and after them. */
function signalToNoise(samples: Float32Array): number {
  const [from, to] = [RATE * 0.1, RATE * 0.4];
  const pauses = Float32Array.from([...samples.slice(from, to), ...samples.slice(-to, -from)]);
  return 20 * Math.log10(rms(samples.slice(RATE / 2, -RATE / 2)) / rms(pauses));
}

describe('audioToAudio', () => {
  it('takes the noise out of the pauses and leaves the words', async () => {
    const noisy = withNoise(speech, 0.05);
    const output = await clean(pcm([noisy]));
    const { rate, channels } = wavOf(output);
    const [cleaned = new Float32Array(1)] = channels;
    expect(rate).toBe(RATE);
    expect(cleaned).toHaveLength(speech.length);
    expect(signalToNoise(cleaned) - signalToNoise(noisy)).toBeGreaterThan(10);
    expect(correlation(cleaned, speech)).toBeGreaterThan(0.9);
    expect(correlation(cleaned, speech)).toBeGreaterThan(correlation(noisy, speech));
  });

  it('tells by how much the noise floor fell', async () => {
    const { notes: [note] = [] } = await clean(pcm([withNoise(speech, 0.05)]));
    const drop = note?.code === 'noise-fell' ? note.values.drop : undefined;
    expect(drop).toBeGreaterThan(10);
    expect(drop).toBeLessThan(66); // from -30 dB to the end of what 16 bits hold
  });

  it('keeps the sound where it was in time', async () => {
    const { channels } = wavOf(await clean(pcm([speech])));
    const [cleaned = new Float32Array(1)] = channels;
    const shifted = (by: number) =>
      correlation(cleaned.slice(1000 + by, by - 1000), speech.slice(1000, -1000));
    expect(shifted(0)).toBeGreaterThan(0.95);
    expect(shifted(0)).toBeGreaterThan(shifted(24));
    expect(shifted(0)).toBeGreaterThan(shifted(-24));
  });

  it.each([8_000, 16_000, 22_050, 44_100, 96_000])(
    'gives %i Hz back at that rate, with as many frames and in place',
    async (rate) => {
      const stage = createResampler(RATE, rate);
      const there = Float32Array.from([...stage.push(speech), ...stage.flush()]);
      const { channels, ...wav } = wavOf(await clean(pcm([withNoise(there, 0.03)], rate)));
      const [cleaned = new Float32Array(1)] = channels;
      expect(wav.rate).toBe(rate);
      expect(cleaned).toHaveLength(there.length);
      expect(correlation(cleaned, there)).toBeGreaterThan(0.8);
    },
  );

  it('cleans each channel for itself', async () => {
    const silence = new Float32Array(speech.length);
    const { channels } = wavOf(await clean(pcm([speech, silence, withNoise(speech, 0.05)])));
    const [alone] = wavOf(await clean(pcm([withNoise(speech, 0.05)]))).channels;
    expect(channels).toHaveLength(3);
    expect(rms(channels[1] ?? speech)).toBe(0);
    expect(channels[2]).toEqual(alone);
    expect(channels[0]).not.toEqual(alone);
  });

  it('gives the same bytes for the same recording', async () => {
    const noisy = pcm([withNoise(speech, 0.05)]);
    const [first, second] = [await clean(noisy), await clean(noisy)];
    expect(Buffer.from(first.audio?.bytes ?? []).equals(second.audio?.bytes ?? Buffer.of(0))).toBe(
      true,
    );
  });

  it('takes a recording shorter than one frame', async () => {
    const { channels } = wavOf(await clean(pcm([sine(440, RATE, 0.002)])));
    expect(channels.map((samples) => samples.length)).toEqual([96]);
  });

  it('refuses what is damaged, or not a recording at all', async () => {
    await expect(clean(pcm([speech]).subarray(0, 30))).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
    });
    await expect(
      audioToAudio.perform({ audio: { kind: 'text', text: 'la la' } }, context()),
    ).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    await expect(audioToAudio.perform({}, context())).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });

  it('tells how far it is, once a second of sound', async () => {
    const steps: Progress[] = [];
    await clean(pcm([sine(440, RATE, 3.5)]), context({ progress: (step) => steps.push(step) }));
    expect(steps).toHaveLength(3);
    expect(steps[0]?.fraction).toBeCloseTo(1 / 3.5, 1);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    let steps = 0;
    const progress = () => {
      steps += 1;
      stop.abort();
    };
    const cleaning = clean(pcm([sine(440, RATE, 5)]), context({ signal: stop.signal, progress }));
    await expect(cleaning).rejects.toMatchObject({ name: 'AbortError' });
    expect(steps).toBe(1);
  });
});
