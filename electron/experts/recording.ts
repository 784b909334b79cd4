// Any recording as a stream of mono samples at one rate: opens the file, mixes its channels and
// changes its rate block by block, so that memory never holds it at its own rate.

import type { AudioCodec, Input, InputAudioTrack } from 'mediabunny';
import { AppError, detail, type Said } from '../../shared/errors.ts';
import type { TaskType } from '../../shared/tasks.ts';
import { createPacketDecoder } from './audio-codecs.ts';
import type { PacketDecoder } from './audio-packets.ts';
import { type Piece, packetSource, plainSource } from './audio-sources.ts';
import { invalid } from './inputs.ts';
import { createResampler } from './resample.ts';

/** Hertz: what models of speech and sound are nearly all trained on. */
export const SPEECH_RATE = 16_000;
const TAKEN =
  'WAV, MP3, FLAC of 8, 16 or 24 bits, Ogg (Opus, or Vorbis of up to two channels), WebM, and MP4 or ' +
  'MOV with one of these inside';
/** Hertz. Outside it a header is wrong, or holds no sound that a person hears. */
const RATES = { lowest: 1_000, highest: 384_000 };

export interface RecordingFile {
  readonly path: string;
  readonly name: string;
  readonly artefact: { readonly mime: string };
}

export interface Recording {
  /** Length in seconds, as the file tells it. */
  readonly seconds: number;
  /** Hertz of the blocks. */
  readonly rate: number;
  /** Mono, about -1 to 1; from the beginning at each call. */
  readonly blocks: () => AsyncGenerator<Float32Array>;
  readonly close: () => void;
}

/** The caller closes it.
 * @throws AppError INPUT_INVALID where the format is not taken or holds no sound, FILE_UNREADABLE
 * where the file is damaged; so may its blocks.
 */
export async function openRecording(
  task: TaskType,
  file: RecordingFile,
  rate = SPEECH_RATE,
): Promise<Recording> {
  const { ALL_FORMATS, FilePathSource, Input } = await import('mediabunny');
  const input = new Input({ source: new FilePathSource(file.path), formats: ALL_FORMATS });
  try {
    if (!(await reading(file, () => input.canRead()))) {
      throw notTaken(task, file);
    }
    const track = await reading(file, () => input.getPrimaryAudioTrack());
    if (track === null) {
      throw invalid(task, detail('file-no-sound', { file: file.name }));
    }
    const source = await reading(file, () => sourceOf({ task, file, input, track }));
    const seconds = await reading(file, () => track.computeDuration());
    if (!(seconds > 0)) {
      throw await withoutSound(task, file, track);
    }
    const blocks = () => monoBlocks(file, source, rate);
    return { seconds, rate, blocks, close: () => input.dispose() };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

interface Opened {
  readonly task: TaskType;
  readonly file: RecordingFile;
  readonly input: Input;
  readonly track: InputAudioTrack;
}

type Source = () => AsyncGenerator<Piece>;

/** @throws AppError INPUT_INVALID where nothing here decodes the track. */
async function sourceOf({ task, file, input, track }: Opened): Promise<Source> {
  const codec = await track.getCodec();
  const rate = await track.getSampleRate();
  if (!(rate >= RATES.lowest && rate <= RATES.highest)) {
    throw invalid(task, detail('sample-rate-not-taken', { rate, ...RATES }));
  }
  if (codec !== null && isPcm(codec)) {
    return () => plainSource(track);
  }
  const open = async () => openDecoder(codec, track);
  const decoder = await open();
  if (decoder === undefined) {
    const about = { file: file.name, format: codec?.toUpperCase() ?? '?', taken: TAKEN };
    throw invalid(task, detail('sound-format-not-taken', about));
  }
  decoder.free(); // it was a question; each reading takes its own
  const { OggInputFormat } = await import('mediabunny');
  const isExact = (await input.getFormat()) instanceof OggInputFormat;
  const both = codec === 'opus' ? 'run-in and padding' : 'padding';
  return () => packetSource({ track, open, excess: isExact ? both : 'heard' });
}

function isPcm(codec: AudioCodec): boolean {
  return codec.startsWith('pcm-') || codec === 'alaw' || codec === 'ulaw';
}

async function openDecoder(
  codec: AudioCodec | null,
  track: InputAudioTrack,
): Promise<PacketDecoder | undefined> {
  const config = await track.getDecoderConfig();
  if (codec === null || config === null) {
    return undefined;
  }
  return createPacketDecoder(codec, {
    channels: config.numberOfChannels,
    description: config.description === undefined ? undefined : bytesOf(config.description),
  });
}

function bytesOf(source: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

async function* monoBlocks(
  file: RecordingFile,
  source: Source,
  rate: number,
): AsyncGenerator<Float32Array> {
  let stage: ReturnType<typeof createResampler> | undefined;
  try {
    for await (const piece of source()) {
      if (piece.samples.length > 0) {
        stage ??= createResampler(piece.rate, rate);
        const block = stage.push(piece.samples);
        yield* block.length > 0 ? [block] : [];
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : damaged(file, whyOf(error), error);
  }
  const rest = stage?.flush() ?? new Float32Array(0);
  yield* rest.length > 0 ? [rest] : [];
}

async function reading<Value>(file: RecordingFile, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof AppError ? error : damaged(file, whyOf(error), error);
  }
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function damaged(file: RecordingFile, why: Said, cause?: unknown): AppError {
  return AppError.of('FILE_UNREADABLE', { name: file.name, why }, cause);
}

/** Plain samples may simply be none; a compressed stream without a packet was cut short. */
async function withoutSound(
  task: TaskType,
  file: RecordingFile,
  track: InputAudioTrack,
): Promise<AppError> {
  const codec = await track.getCodec();
  return codec !== null && isPcm(codec)
    ? invalid(task, detail('file-no-sound', { file: file.name }))
    : damaged(file, detail('ends-before-sound'));
}

/** A file that claims a format that is taken, and can't be read as one, is damaged. */
function notTaken(task: TaskType, file: RecordingFile): AppError {
  const isClaimed =
    /\.(wave?|mp3|flac|og[ga]|opus|webm|mp4|m4a|mov)$/i.test(file.name) ||
    /wave?|mpeg|flac|ogg|opus|webm|mp4/i.test(file.artefact.mime);
  return isClaimed
    ? damaged(file, detail('not-as-named'))
    : invalid(task, detail('no-recording-of-these', { file: file.name, taken: TAKEN }));
}
