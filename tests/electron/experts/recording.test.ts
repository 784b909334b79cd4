import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecording, type RecordingFile } from '../../../electron/experts/recording.ts';
import { rms, seededNoise, sine, wavBytes } from './builtin/wav-bytes.ts';
import {
  amplitudeOf,
  joined,
  keptRecording,
  makeSoundFolder,
  type SoundFolder,
  wav16,
} from './onnx/sounds.ts';

const TASK = 'automatic-speech-recognition';
let folder: SoundFolder;
beforeAll(async () => {
  folder = await makeSoundFolder();
});
afterAll(() => folder.remove());

async function hear(file: RecordingFile, rate?: number) {
  const recording = await openRecording(TASK, file, rate);
  try {
    const blocks: Float32Array[] = [];
    for await (const block of recording.blocks()) {
      blocks.push(block);
    }
    return { seconds: recording.seconds, blocks, samples: joined(...blocks) };
  } finally {
    recording.close();
  }
}

function kept(name: string): RecordingFile {
  return { path: keptRecording(name), name, artefact: { mime: 'audio/mpeg' } };
}

async function written(bytes: Uint8Array, name: string, mime = 'audio/wav') {
  await folder.file(bytes, name, mime);
  return { path: `${folder.path}/${name}`, name, artefact: { mime } };
}

describe('openRecording', () => {
  it.each([
    'tone.mp3',
    'tone.flac',
    'tone.ogg',
    'tone.opus',
    'tone.webm',
    'tone-vorbis.webm',
    'tone-mp3.mp4',
  ])('decodes %s: its tone, level and length', async (name) => {
    const { samples, seconds } = await hear(kept(name));
    expect(Math.abs(samples.length / 16_000 - 1.5)).toBeLessThan(0.05);
    expect(Math.abs(seconds - 1.5)).toBeLessThan(0.05);
    const middle = samples.subarray(4_000, 20_000);
    expect(Math.abs(amplitudeOf(1_000, middle, 16_000) - 0.5)).toBeLessThan(0.05);
    // Nothing but the tone: its level is that of a sine of this amplitude.
    const level = amplitudeOf(1_000, middle, 16_000) / Math.SQRT2;
    expect(rms(middle) / level).toBeLessThan(1.02);
  });

  it('decodes FLAC of 24 bits, and refuses 20', async () => {
    const { samples } = await hear(kept('tone-24.flac'));
    expect(amplitudeOf(1_000, samples.subarray(800, 3_200), 16_000)).toBeCloseTo(0.5, 2);
    const bytes = await readFile(keptRecording('tone.flac'));
    const depth = 20 - 1; // five bits of the stream's description, over the end of two bytes
    bytes[20] = ((bytes[20] ?? 0) & 0xfe) | (depth >> 4);
    bytes[21] = ((bytes[21] ?? 0) & 0x0f) | ((depth << 4) & 0xf0);
    const file = await written(bytes, 'tone-20.flac', 'audio/flac');
    await expect(hear(file)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('joins what it decodes of Vorbis in one go to the next without a gap', async () => {
    const { samples } = await hear(kept('bursts.ogg'));
    expect(samples).toHaveLength(32_000);
    const [period, burst, edge] = [848, 320, 40]; // samples of 53 ms, 20 ms, and what smears
    const level = 0.5 / Math.SQRT2;
    for (let start = period; start + period <= samples.length; start += period) {
      const on = samples.subarray(start + edge, start + burst - edge);
      expect(Math.abs(rms(on) / level - 1)).toBeLessThan(0.2);
      expect(rms(samples.subarray(start + burst + edge, start + period - edge))).toBeLessThan(0.03);
    }
  });

  it('gives the rate that is asked for, the mean of the channels', async () => {
    const [left, right] = [sine(440, 44_100, 1), sine(440, 44_100, 1).map((sample) => sample / 2)];
    const file = await written(wav16([left, right], 44_100), 'stereo.wav');
    const { samples } = await hear(file, 22_050);
    expect(samples).toHaveLength(22_050);
    expect(amplitudeOf(440, samples.subarray(2_000, 20_000), 22_050)).toBeCloseTo(0.375, 2);
  });

  it('lets nothing through that the lower rate cannot hold', async () => {
    const file = await written(wav16([sine(11_000, 44_100, 1)], 44_100), 'high.wav');
    const { samples } = await hear(file);
    expect(rms(samples.subarray(1_000, 15_000))).toBeLessThan(0.001);
  });

  it('reads block by block, and from the beginning each time', async () => {
    const noise = seededNoise(44_100 * 20, 0.5);
    const recording = await openRecording(TASK, await written(wav16([noise], 44_100), 'long.wav'));
    const lengths: number[] = [];
    for (const _ of [1, 2]) {
      let length = 0;
      for await (const block of recording.blocks()) {
        expect(block.length).toBeLessThan(16_000);
        length += block.length;
      }
      lengths.push(length);
    }
    recording.close();
    expect(lengths).toEqual([320_000, 320_000]);
  });

  it('takes what is no number for silence', async () => {
    const sound = sine(440, 16_000, 0.5);
    sound[100] = Number.NaN;
    const bytes = wavBytes({ tag: 3, bits: 32, rate: 16_000, channels: [sound] });
    const { samples } = await hear(await written(bytes, 'gap.wav'));
    expect(samples[100]).toBe(0);
    expect(samples[200]).toBeCloseTo(sound[200] ?? 9, 5);
  });

  it('refuses AAC and a text as what it can not decode', async () => {
    await expect(hear(kept('tone.m4a'))).rejects.toMatchObject({ code: 'INPUT_INVALID' });
    const text = await written(Buffer.from('no sound '.repeat(50)), 'note.txt', 'text/plain');
    await expect(hear(text)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it.each(['mp3', 'flac', 'ogg', 'webm', 'wav'])('refuses rubbish named .%s', async (extension) => {
    const rubbish = Buffer.from('rubbish '.repeat(500));
    const file = await written(rubbish, `rubbish.${extension}`, 'application/octet-stream');
    await expect(hear(file)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it('reads an MP3 with a broken stretch', async () => {
    const whole = await readFile(keptRecording('tone.mp3'));
    const scarred = Buffer.from(whole).fill(0xaa, 4_000, 4_100);
    const { samples } = await hear(await written(scarred, 'scarred.mp3', 'audio/mpeg'));
    expect(Math.abs(samples.length / 16_000 - 1.5)).toBeLessThan(0.1);
  });

  it.each(['tone.flac', 'tone.mp3'])('reads %s as far as it goes when it was cut', async (name) => {
    const whole = await readFile(keptRecording(name));
    const file = await written(whole.subarray(0, Math.floor(whole.length * 0.8)), `cut-${name}`);
    const { samples } = await hear(file);
    expect(samples.length / 16_000).toBeGreaterThan(0.4);
    expect(samples.length / 16_000).toBeLessThan(1.3);
    expect(amplitudeOf(1_000, samples.subarray(1_600, 4_800), 16_000)).toBeCloseTo(0.5, 1);
  });

  it.each(['tone.ogg', 'tone.opus', 'tone.webm'])(
    'refuses %s, cut in the middle, as damaged',
    async (name) => {
      const whole = await readFile(keptRecording(name));
      const file = await written(whole.subarray(0, Math.floor(whole.length * 0.6)), `cut-${name}`);
      await expect(hear(file)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    },
  );
});
