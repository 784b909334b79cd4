// Recordings for the tests of sound: files in a folder of their own, and what the tiny voice says.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ExpertInput } from '../../../../electron/experts/expert.ts';
import { textToSpeech } from '../../../../electron/experts/onnx/text-to-speech.ts';
import { createResampler } from '../../../../electron/experts/resample.ts';
import { performOnnx } from '../../../fakes/onnx.ts';
import { readPlainWav, wavBytes } from '../builtin/wav-bytes.ts';

const RECORDINGS = fileURLToPath(new URL('../../../fakes/recordings/', import.meta.url));
/** Hertz of the tiny voice. */
export const VOICE_RATE = 16_000;

/** An encoded recording of tests/fakes/recordings/. */
export function keptRecording(name: string): string {
  return join(RECORDINGS, name);
}

export function audioInput(path: string, name: string, mime = 'audio/wav'): ExpertInput {
  const artefact = { id: '0'.repeat(64), kind: 'audio', mime, size: 1 } as const;
  return { kind: 'audio', name, artefact, path };
}

export interface SoundFolder {
  readonly path: string;
  /** Writes a file and gives it as an input. */
  readonly file: (bytes: Uint8Array, name?: string, mime?: string) => Promise<ExpertInput>;
  readonly remove: () => Promise<void>;
}

export async function makeSoundFolder(): Promise<SoundFolder> {
  const path = await mkdtemp(join(tmpdir(), 'ensemble-sound-'));
  return {
    path,
    file: async (bytes, name = 'sound.wav', mime = 'audio/wav') => {
      await writeFile(join(path, name), bytes);
      return audioInput(join(path, name), name, mime);
    },
    remove: () => rm(path, { recursive: true }),
  };
}

export function wav16(channels: readonly Float32Array[], rate = VOICE_RATE): Uint8Array {
  return wavBytes({ tag: 1, bits: 16, rate, channels });
}

/** What the tiny voice says, at 16 kHz. */
export async function spoken(text: string): Promise<Float32Array> {
  const { audio } = await performOnnx(textToSpeech, {
    model: 'text-to-speech',
    inputs: { text: { kind: 'text', text } },
  });
  return readPlainWav(audio?.bytes ?? new Uint8Array(0)).channels[0] ?? new Float32Array(0);
}

export function silence(seconds: number, rate = VOICE_RATE): Float32Array {
  return new Float32Array(Math.round(seconds * rate));
}

export function joined(...parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}

export function atRate(samples: Float32Array, rate: number): Float32Array {
  const stage = createResampler(VOICE_RATE, rate);
  return joined(stage.push(samples), stage.flush());
}

/** How much of a tone is in a signal: its amplitude, by correlation with a sine and a cosine. */
export function amplitudeOf(hertz: number, samples: Float32Array, rate: number): number {
  let [sine, cosine] = [0, 0];
  samples.forEach((sample, n) => {
    const angle = (2 * Math.PI * hertz * n) / rate;
    sine += sample * Math.sin(angle);
    cosine += sample * Math.cos(angle);
  });
  return (2 * Math.hypot(sine, cosine)) / samples.length;
}
