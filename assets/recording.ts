// Makes recording.wav: the paragraph's first sentence, spoken by the built-in voice, in a noisy room.

import { textToSpeech } from '../electron/experts/builtin/text-to-speech.ts';
import { createResampler } from '../electron/experts/resample.ts';
import { layOutWav, toInt16 } from '../electron/experts/wav.ts';
import { createRandom } from './random.ts';
import { PARAGRAPH } from './texts.ts';

/** Hertz. */
const SPEECH_RATE = 16_000;
const RATE = 48_000;
/** Seconds of noise alone, before and after the speech. */
const LEAD = 0.6;
const HEADER_BYTES = 44;

export async function makeRecording(): Promise<Uint8Array> {
  const speech = await speak(PARAGRAPH[0] ?? '');
  const lead = LEAD * RATE;
  const frames = speech.length + 2 * lead;
  const noise = createRoomNoise();
  const { bytes, samples } = layOutWav('audio-to-audio', { rate: RATE, channels: 1, frames });
  for (let n = 0; n < frames; n += 1) {
    samples[n] = toInt16(0.8 * (speech[n - lead] ?? 0) + noise(n));
  }
  return bytes;
}

/** Speech from -1 to 1 at {@link RATE}. */
async function speak(text: string): Promise<Float32Array> {
  const { audio } = await textToSpeech.perform(
    { text: { kind: 'text', text } },
    { signal: new AbortController().signal, progress: () => undefined },
  );
  if (audio === undefined) {
    throw new Error('The voice made no sound');
  }
  const samples = new Int16Array(audio.bytes.slice(HEADER_BYTES).buffer);
  const stage = createResampler(SPEECH_RATE, RATE);
  const head = stage.push(Float32Array.from(samples, (sample) => sample / 32_768));
  return Float32Array.from([...head, ...stage.flush()]);
}

/** A ventilator and its mains hum: hiss, a low rush (filtered from it) and 100 Hz. */
function createRoomNoise(): (n: number) => number {
  const random = createRandom(1759);
  let rush = 0;
  return (n) => {
    const hiss = random.normal();
    rush = 0.97 * rush + 0.03 * hiss;
    return 0.012 * hiss + 0.09 * rush + 0.004 * Math.sin((2 * Math.PI * 100 * n) / RATE);
  };
}
