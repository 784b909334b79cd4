// WAV files: opens a recording to be read in blocks, and lays out a 16-bit WAV to be filled. Reading
// is mediabunny's work; what is done with the samples belongs to the experts.

import type { AudioSample, InputAudioTrack } from 'mediabunny';
import { AppError, detail } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { invalid } from './inputs.ts';

/** Bytes before the samples in a plain PCM file: RIFF header, `fmt ` chunk, `data` chunk header. */
const HEADER_BYTES = 44;
/** What a one-hour recording in studio quality takes, with room to spare. */
const MAX_WAV_BYTES = 2 ** 31;
const MAX_CHANNELS = 64;
/** Hertz. Outside it a header is wrong, or holds no sound that a person hears. */
const RATES = { lowest: 1_000, highest: 384_000 };

export interface WavShape {
  /** Hertz. */
  readonly rate: number;
  readonly channels: number;
  /** Samples of one channel. */
  readonly frames: number;
}

export interface WavRecording extends WavShape {
  /** One array per channel, from -1 to 1 (float recordings may go beyond), some thousand frames each. */
  readonly blocks: () => AsyncGenerator<readonly Float32Array[]>;
  readonly close: () => void;
}

export interface WavFile {
  readonly path: string;
  readonly name: string;
  readonly artefact: { readonly mime: string };
}

/**
 * Opens a recording: PCM of 8 to 32 bits, float of 32 or 64, A-law or µ-law, any number of channels.
 * A file that ends early is read as far as it goes. The caller closes it.
 * @throws AppError INPUT_INVALID where it is audio of another format, holds no sound or is of a rate
 * or number of channels that is not taken; FILE_UNREADABLE where it is damaged.
 */
export async function openWav(task: TaskType, file: WavFile): Promise<WavRecording> {
  const { ALL_FORMATS, FilePathSource, Input, WaveInputFormat } = await import('mediabunny');
  const input = new Input({ source: new FilePathSource(file.path), formats: ALL_FORMATS });
  try {
    const isKnown = await reading(file, () => input.canRead());
    const format = isKnown ? await reading(file, () => input.getFormat()) : undefined;
    if (!(format instanceof WaveInputFormat)) {
      throw notWav(task, file, format?.name);
    }
    const track = await reading(file, () => input.getPrimaryAudioTrack());
    const shape = await reading(file, () => shapeOf(track));
    checkShape(task, shape);
    return { ...shape, blocks: () => readBlocks(file, track), close: () => input.dispose() };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

async function shapeOf(track: InputAudioTrack | null): Promise<WavShape> {
  if (track === null) {
    throw new Error('it has no sound track');
  }
  const rate = await track.getSampleRate();
  const channels = await track.getNumberOfChannels();
  return { rate, channels, frames: Math.round((await track.computeDuration()) * rate) };
}

function checkShape(task: TaskType, { rate, channels, frames }: WavShape): void {
  if (!(rate >= RATES.lowest && rate <= RATES.highest)) {
    throw invalid(task, detail('sample-rate-not-taken', { rate, ...RATES }));
  }
  if (!(channels >= 1 && channels <= MAX_CHANNELS)) {
    throw invalid(task, detail('channels-not-taken', { channels, most: MAX_CHANNELS }));
  }
  if (!(frames > 0)) {
    throw invalid(task, detail('recording-silent'));
  }
}

async function* readBlocks(
  file: WavFile,
  track: InputAudioTrack | null,
): AsyncGenerator<readonly Float32Array[]> {
  if (track === null) {
    return;
  }
  const { AudioSampleSink } = await import('mediabunny');
  try {
    for await (const sample of new AudioSampleSink(track).samples()) {
      const planes = planesOf(sample);
      sample.close();
      yield planes;
    }
  } catch (error) {
    throw unreadable(file, error);
  }
}

function planesOf(sample: AudioSample): readonly Float32Array[] {
  return Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(sample.numberOfFrames);
    sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
    return plane.map((value) => (Number.isFinite(value) ? value : 0));
  });
}

async function reading<Value>(file: WavFile, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Whatever the reader stumbles over is the file's fault: it has been given nothing else. */
function unreadable(file: WavFile, error: unknown): AppError {
  const why = error instanceof Error ? error.message : String(error);
  return AppError.of('FILE_UNREADABLE', { name: file.name, why }, error);
}

function notWav(task: TaskType, file: WavFile, format: string | undefined): AppError {
  const claimsWav = /\bwave?\b/i.test(file.artefact.mime) || /\.wave?$/i.test(file.name);
  if (format === undefined && claimsWav) {
    return AppError.of('FILE_UNREADABLE', { name: file.name, why: detail('no-wav-header') });
  }
  const what = format ?? file.artefact.mime;
  return invalid(task, detail('only-wav', { file: file.name, format: what }));
}

/**
 * A silent 16-bit PCM file, header included, whose `samples` (interleaved) are a view of `bytes`.
 * Typed arrays are little-endian, as WAV is, on every machine that Node runs on today.
 * @throws AppError INPUT_INVALID where the file would be larger than 2 GiB.
 */
export function layOutWav(
  task: TaskType,
  { rate, channels, frames }: WavShape,
): { readonly bytes: Uint8Array; readonly samples: Int16Array } {
  const dataBytes = frames * channels * 2;
  if (dataBytes > MAX_WAV_BYTES) {
    const seconds = Math.floor(MAX_WAV_BYTES / (rate * channels * 2));
    throw invalid(task, detail('recording-too-long', { seconds }));
  }
  const bytes = new Uint8Array(HEADER_BYTES + dataBytes);
  const header = new DataView(bytes.buffer);
  const text = new TextEncoder();
  text.encodeInto('RIFF', bytes);
  header.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  text.encodeInto('WAVEfmt ', bytes.subarray(8));
  header.setUint32(16, 16, true); // bytes of the fmt chunk
  header.setUint16(20, 1, true); // PCM
  header.setUint16(22, channels, true);
  header.setUint32(24, rate, true);
  header.setUint32(28, rate * channels * 2, true); // bytes a second
  header.setUint16(32, channels * 2, true); // bytes a frame
  header.setUint16(34, 16, true); // bits a sample
  text.encodeInto('data', bytes.subarray(36));
  header.setUint32(40, dataBytes, true);
  return { bytes, samples: new Int16Array(bytes.buffer, HEADER_BYTES) };
}

/** A sample from -1 to 1 as 16 bits; what lies beyond is clipped. */
export function toInt16(sample: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768)));
}
