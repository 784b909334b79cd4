import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layOutWav, openWav, toInt16 } from '../../../electron/experts/wav.ts';
import { readPlainWav, rms, sine, type WavRecipe, wavBytes } from './builtin/wav-bytes.ts';

const TASK = 'audio-to-audio';
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ensemble-wav-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Opened {
  readonly rate: number;
  readonly frames: number;
  readonly channels: readonly Float32Array[];
}

async function open(bytes: Uint8Array, name = 'sound.wav', mime = 'audio/wav'): Promise<Opened> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const recording = await openWav(TASK, { path, name, artefact: { mime } });
  try {
    const parts: number[][] = Array.from({ length: recording.channels }, () => []);
    for await (const block of recording.blocks()) {
      block.forEach((samples, channel) => {
        parts[channel]?.push(...samples);
      });
    }
    const { rate, frames } = recording;
    return { rate, frames, channels: parts.map((samples) => Float32Array.from(samples)) };
  } finally {
    recording.close();
  }
}

const RATE = 8_000;
const TONES = [sine(300, RATE, 0.25), sine(500, RATE, 0.25)];
const PCM: WavRecipe = { tag: 1, bits: 16, rate: RATE, channels: TONES };

function expectTones({ rate, frames, channels }: Opened, allowed: number): void {
  expect(rate).toBe(RATE);
  expect(frames).toBe(2000);
  expect(channels).toHaveLength(2);
  channels.forEach((samples, channel) => {
    expect(samples).toHaveLength(2000);
    expect(rms(samples.map((value, n) => value - (TONES[channel]?.[n] ?? 0)))).toBeLessThan(
      allowed,
    );
  });
}

describe('openWav', () => {
  it.each([
    { tag: 1, bits: 8, allowed: 5e-3 },
    { tag: 1, bits: 16, allowed: 5e-5 },
    { tag: 1, bits: 24, allowed: 1e-6 },
    { tag: 1, bits: 32, allowed: 1e-6 },
    { tag: 3, bits: 32, allowed: 1e-9 },
    { tag: 3, bits: 64, allowed: 1e-7 },
    { tag: 6, bits: 8, allowed: 1e-2 },
    { tag: 7, bits: 8, allowed: 1e-2 },
  ])('reads format $tag with $bits bits', async ({ tag, bits, allowed }) => {
    expectTones(await open(wavBytes({ ...PCM, tag, bits })), allowed);
    expectTones(await open(wavBytes({ ...PCM, tag, bits, isExtensible: true })), allowed);
  });

  it('passes over chunks that it does not know, odd ones with their padding', async () => {
    expectTones(await open(wavBytes({ ...PCM, hasExtraChunk: true })), 5e-5);
  });

  it('reads a stream whose header never learnt its length', async () => {
    expectTones(await open(wavBytes({ ...PCM, claimedSize: 0xffffffff })), 5e-5);
  });

  it('reads a file that was cut short as far as it goes, in whole frames', async () => {
    const whole = wavBytes(PCM);
    const { frames, channels } = await open(whole.subarray(0, 44 + 1000 * 4 + 3));
    expect(frames).toBe(1000);
    expect(channels.map((samples) => samples.length)).toEqual([1000, 1000]);
  });

  it('reads many channels, each for itself', async () => {
    const many = Array.from({ length: 6 }, (_, channel) => new Float32Array(100).fill(channel / 8));
    const { channels } = await open(wavBytes({ ...PCM, tag: 3, bits: 32, channels: many }));
    expect(channels).toEqual(many);
  });

  it('takes what is no number for silence', async () => {
    const samples = Float32Array.of(0.5, Number.NaN, Number.POSITIVE_INFINITY, -0.5);
    const { channels } = await open(wavBytes({ ...PCM, tag: 3, bits: 32, channels: [samples] }));
    expect(channels).toEqual([Float32Array.of(0.5, 0, 0, -0.5)]);
  });

  it.each([
    ['noise', seededBytes(2000)],
    ['nothing', new Uint8Array(0)],
    ['half a header', wavBytes(PCM).subarray(0, 30)],
    ['a header without sound', wavBytes(PCM).subarray(0, 36)],
    ['a format that no one reads', wavBytes({ ...PCM, tag: 99 })],
    ['frames of no bytes', withBytes(wavBytes(PCM), 32, [0, 0])],
    ['a rate of 0 Hz', withBytes(wavBytes(PCM), 24, [0, 0, 0, 0])],
  ])('calls %s unreadable', async (_what, bytes) => {
    await expect(open(bytes)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });

  it.each([
    ['a recording of no length', wavBytes({ ...PCM, channels: [new Float32Array(0)] })],
    ['no channels', withBytes(wavBytes(PCM), 22, [0, 0])],
    ['200 channels', withBytes(wavBytes(PCM), 22, [200, 0])],
    ['a rate of 100 Hz', withBytes(wavBytes(PCM), 24, [100, 0, 0, 0])],
  ])('refuses %s', async (_what, bytes) => {
    await expect(open(bytes)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  });

  it('says of other audio that WAV is needed', async () => {
    const flac = Buffer.concat([
      Buffer.from('fLaC'),
      Buffer.from('80000022100010000000000000000ac442f000000000', 'hex'),
      Buffer.alloc(20),
    ]);
    await expect(open(flac, 'song.flac', 'audio/flac')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      data: { why: expect.stringContaining('WAV') },
    });
    await expect(open(seededBytes(500), 'song.mp3', 'audio/mpeg')).rejects.toMatchObject({
      code: 'INPUT_INVALID',
    });
  });
});

describe('layOutWav', () => {
  it('lays out a file whose samples can be filled in', () => {
    const { bytes, samples } = layOutWav(TASK, { rate: 22_050, channels: 2, frames: 3 });
    samples.set([16_384, -16_384, 0, 8192, 32_767, -32_768]);
    const { rate, channels } = readPlainWav(bytes);
    expect(rate).toBe(22_050);
    expect(channels[0]).toEqual(Float32Array.of(0.5, 0, 32_767 / 32_768));
    expect(channels[1]).toEqual(Float32Array.of(-0.5, 0.25, -1));
  });

  it('refuses more than a file can hold before it takes the memory', () => {
    const shape = { rate: 192_000, channels: 8, frames: 192_000 * 3600 };
    expect(() => layOutWav(TASK, shape)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID' }),
    );
  });
});

describe('toInt16', () => {
  it('rounds, and clips what is too loud', () => {
    expect([0, 0.5, -1, 1, 2, -2].map(toInt16)).toEqual([
      0, 16_384, -32_768, 32_767, 32_767, -32_768,
    ]);
  });
});

function seededBytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, n) => (n * n * 31 + n * 7 + 13) & 255);
}

function withBytes(file: Uint8Array, offset: number, bytes: readonly number[]): Uint8Array {
  const changed = Uint8Array.from(file);
  changed.set(bytes, offset);
  return changed;
}
