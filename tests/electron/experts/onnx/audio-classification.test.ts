import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExpertInput, Progress } from '../../../../electron/experts/expert.ts';
import { audioClassification } from '../../../../electron/experts/onnx/audio-classification.ts';
import { type OnnxOptions, performOnnx } from '../../../fakes/onnx.ts';
import { seededNoise, sine } from '../builtin/wav-bytes.ts';
import {
  atRate,
  audioInput,
  joined,
  keptRecording,
  makeSoundFolder,
  type SoundFolder,
  silence,
  VOICE_RATE,
  wav16,
} from './sounds.ts';

let folder: SoundFolder;
beforeAll(async () => {
  folder = await makeSoundFolder();
});
afterAll(() => folder.remove());

function classify(audio: ExpertInput, more: Partial<OnnxOptions> = {}) {
  const model = 'audio-classification';
  return performOnnx(audioClassification, { model, inputs: { audio }, ...more });
}

function drawn(seconds: number, sample: (t: number) => number): Float32Array {
  const length = Math.round(seconds * VOICE_RATE);
  return Float32Array.from({ length }, (_, n) => sample(n / VOICE_RATE));
}

/** Odd harmonics under 7.5 kHz, so that nothing is folded back. */
function square(t: number): number {
  return [1, 3, 5, 7, 9, 11, 13].reduce(
    (sum, k) => sum + Math.sin(2 * Math.PI * 440 * k * t) / k,
    0,
  );
}

const CLICKS = seededNoise(16, 0.9);
const SOUNDS: Readonly<Record<string, Float32Array>> = {
  sine: sine(523, VOICE_RATE, 2),
  square: drawn(2, (t) => 0.4 * square(t)),
  noise: seededNoise(2 * VOICE_RATE, 0.3),
  chirp: drawn(2, (t) => 0.4 * Math.sin(2 * Math.PI * (400 * t + 750 * t * t))),
  clicks: drawn(2, (t) => CLICKS[Math.round((t % 0.2) * VOICE_RATE)] ?? 0),
};

describe('audioClassification', () => {
  it.each(Object.keys(SOUNDS))('knows the sound: %s', async (name) => {
    const { labels, text } = await classify(await folder.file(wav16([SOUNDS[name] ?? silence(1)])));
    expect(labels?.[0]?.label).toBe(name);
    expect(labels?.[0]?.score).toBeGreaterThan(0.8);
    expect(labels).toHaveLength(5);
    expect(labels?.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 3);
    expect(text).toMatch(new RegExp(`^${name}`));
  });

  it('knows it in stereo at 44.1 kHz and in an MP3', async () => {
    const fast = atRate(SOUNDS.square ?? silence(1), 44_100);
    const stereo = await classify(await folder.file(wav16([fast, fast], 44_100)));
    expect(stereo.labels?.[0]?.label).toBe('square');
    const mp3 = await classify(audioInput(keptRecording('tone.mp3'), 'tone.mp3', 'audio/mpeg'));
    expect(mp3.labels?.[0]?.label).toBe('sine');
  });

  it('averages a long recording over its windows by their length', async () => {
    const sound = joined(seededNoise(20 * VOICE_RATE, 0.3), sine(523, VOICE_RATE, 10));
    const told: Progress[] = [];
    const progress = (one: Progress) => told.push(one);
    const { labels } = await classify(await folder.file(wav16([sound])), { progress });
    const scores = new Map(labels?.map(({ label, score }) => [label, score]));
    expect(scores.get('noise')).toBeCloseTo(2 / 3, 1);
    expect(scores.get('sine')).toBeCloseTo(1 / 3, 1);
    expect(told).toHaveLength(3);
  });

  it('names nothing in a silent recording, and leaves silent windows out of others', async () => {
    const silent = await classify(await folder.file(wav16([silence(3)])));
    expect(silent).toMatchObject({ text: '', labels: [] });
    expect(silent.notes).toHaveLength(1);
    const half = joined(silence(10), sine(523, VOICE_RATE, 5));
    const { labels, notes } = await classify(await folder.file(wav16([half])));
    expect(labels?.[0]?.label).toBe('sine');
    expect(notes).toHaveLength(1);
  });

  it('stops between windows', async () => {
    const stop = new AbortController();
    const file = await folder.file(wav16([seededNoise(40 * VOICE_RATE, 0.3)]));
    const heard = classify(file, { signal: stop.signal, progress: () => stop.abort() });
    await expect(heard).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });
});
