// audio-to-audio, built in: takes the noise out of a recording with RNNoise, channel by channel, and
// gives it back at its own rate. Reading and writing WAV, resampling and RNNoise itself are beside it.

import type { Model } from '../../../shared/models.ts';
import type { ResultNote } from '../../../shared/result-notes.ts';
import type { Expert, ExpertContext, ExpertOutput } from '../expert.ts';
import { fileInput } from '../inputs.ts';
import { chain, createResampler, type Stage } from '../resample.ts';
import { layOutWav, openWav, toInt16, type WavRecording } from '../wav.ts';
import { createNoiseFloorMeter, type NoiseFloorMeter } from './noise-floor.ts';
import { createDenoiser, type Denoiser, loadRnnoise, RNNOISE_RATE } from './rnnoise.ts';

const TASK = 'audio-to-audio';
/** How much of a recording RNNoise hears before it begins; measured, ten seconds are enough. */
const REHEARSAL_SECONDS = 10;

const MODEL: Model = {
  id: 'builtin/rnnoise',
  host: 'builtin',
  revision: '0.2.0',
  tasks: [TASK],
  name: 'RNNoise',
  description: 'Takes the noise out of a recorded voice with a small recurrent network.',
  licence: 'BSD-3-Clause',
  languages: [],
};

interface Meters {
  readonly before: NoiseFloorMeter;
  readonly after: NoiseFloorMeter;
}

export const audioToAudio: Expert = {
  task: TASK,
  model: MODEL,
  timeoutSeconds: 1800,
  perform: async (inputs, context) => {
    const recording = await openWav(TASK, fileInput(TASK, inputs, 'audio'));
    try {
      return await cleanRecording(recording, context);
    } finally {
      recording.close();
    }
  },
};

/** Works block by block, so memory holds the result and little else. */
async function cleanRecording(
  recording: WavRecording,
  context: ExpertContext,
): Promise<ExpertOutput> {
  const rnnoise = await loadRnnoise();
  const { bytes, samples } = layOutWav(TASK, recording);
  const meters: Meters = { before: createNoiseFloorMeter(), after: createNoiseFloorMeter() };
  const denoisers = Array.from({ length: recording.channels }, () => createDenoiser(rnnoise));
  try {
    await rehearse(recording, denoisers, context.signal);
    const channels = denoisers.map((denoiser, channel) => ({
      stage: cleaningStage(recording.rate, denoiser, meters),
      write: createWriter(samples, { channel, channels: recording.channels }),
    }));
    const report = createReport(recording, context);
    for await (const block of recording.blocks()) {
      context.signal.throwIfAborted();
      channels.forEach(({ stage, write }, channel) => {
        write(stage.push(block[channel] ?? new Float32Array(0)));
      });
      report(block[0]?.length ?? 0);
    }
    for (const { stage, write } of channels) {
      write(stage.flush());
    }
  } finally {
    for (const denoiser of denoisers) {
      denoiser.free();
    }
  }
  return { audio: { name: 'cleaned.wav', bytes }, notes: [describe(meters)] };
}

/** Lets the denoisers hear the beginning once before they clean it. */
async function rehearse(
  { rate, blocks }: WavRecording,
  denoisers: readonly Denoiser[],
  signal: AbortSignal,
): Promise<void> {
  const stages = denoisers.map((denoiser) => chain(createResampler(rate, RNNOISE_RATE), denoiser));
  let heard = 0;
  for await (const block of blocks()) {
    signal.throwIfAborted();
    stages.forEach((stage, channel) => {
      stage.push(block[channel] ?? new Float32Array(0));
    });
    heard += block[0]?.length ?? 0;
    if (heard >= REHEARSAL_SECONDS * rate) {
      break;
    }
  }
  for (const denoiser of denoisers) {
    denoiser.rewind();
  }
}

function cleaningStage(rate: number, denoiser: Denoiser, { before, after }: Meters): Stage {
  return chain(
    createResampler(rate, RNNOISE_RATE),
    before.listen(),
    denoiser,
    after.listen(),
    createResampler(RNNOISE_RATE, rate),
  );
}

/** Writes one channel in its interleaved places. What exceeds the file is the stages' padding. */
function createWriter(
  samples: Int16Array,
  { channel, channels }: { readonly channel: number; readonly channels: number },
): (cleaned: Float32Array) => void {
  let next = channel;
  return (cleaned) => {
    for (const sample of cleaned) {
      if (next < samples.length) {
        samples[next] = toInt16(sample);
        next += channels;
      }
    }
  };
}

/** Tells the progress once for each second of sound. */
function createReport(
  { rate, frames }: WavRecording,
  context: ExpertContext,
): (more: number) => void {
  let done = 0;
  return (more) => {
    const before = Math.floor(done / rate);
    done += more;
    const seconds = Math.floor(done / rate);
    if (seconds > before) {
      const values = { done: seconds, seconds: Math.ceil(frames / rate) };
      const message = { code: 'cleaned-seconds', values } as const;
      context.progress({ fraction: Math.min(1, done / frames), message });
    }
  };
}

function describe({ before, after }: Meters): ResultNote {
  const [from, to] = [before.decibels(), after.decibels()];
  const levels = { from: Math.round(from), to: Math.round(to) };
  const drop = Math.round(from - to);
  return drop >= 1
    ? { code: 'noise-fell', values: { drop, ...levels } }
    : { code: 'noise-none', values: levels };
}
