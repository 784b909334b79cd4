// Puts speech into a video: its packets of picture are taken over byte for byte, the sound that it had goes,
// and the speech comes in as Opus. Longer speech holds the last picture or is cut, shorter leaves silence.

import type {
  EncodedPacket,
  InputFormat,
  InputVideoTrack,
  OutputFormat,
  VideoCodec,
} from 'mediabunny';
import { AppError, detail } from '../../shared/errors.ts';
import type { LongSpeech } from '../../shared/settings.ts';
import type { MadeFile } from '../experts/expert.ts';
import { openRecording, type RecordingFile } from '../experts/recording.ts';
import { type Opened, renamed, unusable, type VideoFile, withPicture } from './opened-video.ts';
import { encodeOpus, OPUS_RATE, type OpusSound, PACKET_SECONDS } from './opus-encoder.ts';

export interface Dubbing {
  readonly video: VideoFile;
  /** One after another. */
  readonly speech: readonly RecordingFile[];
  readonly longSpeech: LongSpeech;
}

/** Seconds of speech that are taken: packets of them are held in memory, 8 kB for each. */
const MOST_SECONDS = 4 * 3600;
/** Bytes of video that are taken: the file is put together in memory. */
const MOST_BYTES = 1024 ** 3;

/**
 * @throws AppError VIDEO_UNUSABLE where the video has no picture or one that no container here takes,
 * FILE_UNREADABLE where a file is damaged, INPUT_INVALID where the speech is no recording that is read,
 * FILE_TOO_LARGE
 */
export async function dubVideo({ video, speech, longSpeech }: Dubbing): Promise<MadeFile> {
  return withPicture(video, async (opened) => {
    const picture = await readPicture(video, opened);
    const most = longSpeech === 'cut' ? packetsWithin(picture.seconds) : undefined;
    const sound = await encodeOpus(speechOf(speech, most === undefined), most);
    const bytes = await joined(picture, sound);
    return { name: renamed(video.name, `-dubbed${picture.format.fileExtension}`), bytes };
  });
}

/** A millionth of a packet is the rounding of times, no sound. */
function packetsWithin(seconds: number): number {
  return Math.floor(seconds / PACKET_SECONDS + 1e-6);
}

interface Picture {
  readonly track: InputVideoTrack;
  readonly codec: VideoCodec;
  readonly format: OutputFormat;
  /** Seconds at which its first picture is shown; 0 in the file that is made. */
  readonly start: number;
  /** How long it is, from the first picture to the end of the last. */
  readonly seconds: number;
  /** Places in the order of the file: of the picture that is shown last, and of the one that stands last. */
  readonly last: ReadonlySet<number>;
}

async function readPicture(
  file: VideoFile,
  { input, track }: Opened<InputVideoTrack>,
): Promise<Picture> {
  const codec = await track.getCodec();
  if (codec === null) {
    const id = await track.getInternalCodecId();
    const format = typeof id === 'string' || typeof id === 'number' ? String(id) : '?';
    throw unusable(file, detail('picture-format-not-written', { format }));
  }
  const { EncodedPacketSink } = await import('mediabunny');
  let [start, end, last, count, bytes] = [Number.POSITIVE_INFINITY, 0, 0, 0, 0];
  const packets = new EncodedPacketSink(track).packets(undefined, undefined, {
    metadataOnly: true,
  });
  for await (const { timestamp, duration, byteLength } of packets) {
    start = Math.min(start, timestamp);
    last = timestamp + duration > end ? count : last;
    end = Math.max(end, timestamp + duration);
    count += 1;
    bytes += byteLength;
  }
  if (count === 0) {
    throw AppError.of('FILE_UNREADABLE', {
      name: file.name,
      why: detail('ends-before-picture'),
    });
  }
  checkSize(file, bytes);
  const format = await formatFor(codec, await input.getFormat());
  return { track, codec, format, start, seconds: end - start, last: new Set([last, count - 1]) };
}

function checkSize({ name }: VideoFile, bytes: number): void {
  if (bytes > MOST_BYTES) {
    throw AppError.of('FILE_TOO_LARGE', {
      name,
      actual: detail('megabytes-of-picture', { megabytes: (bytes / 1024 ** 2).toFixed(0) }),
      limit: `${MOST_BYTES / 1024 ** 2} MB`,
      advice: detail('choose-shorter'),
    });
  }
}

/** What is from the world of WebM stays there, the rest becomes MP4: Chromium plays both with Opus. */
async function formatFor(codec: VideoCodec, given: InputFormat): Promise<OutputFormat> {
  const { MatroskaInputFormat, Mp4OutputFormat, WebMOutputFormat } = await import('mediabunny');
  const isOpen = codec === 'vp9' || codec === 'av1';
  const isWebM = codec === 'vp8' || (isOpen && given instanceof MatroskaInputFormat);
  return isWebM ? new WebMOutputFormat() : new Mp4OutputFormat({ fastStart: 'in-memory' });
}

/** @param isWhole nothing of it will be cut */
async function* speechOf(
  files: readonly RecordingFile[],
  isWhole: boolean,
): AsyncGenerator<Float32Array> {
  let seconds = 0;
  for (const file of files) {
    const recording = await openRecording('text-to-speech', file, OPUS_RATE);
    try {
      seconds += recording.seconds;
      if (isWhole && seconds > MOST_SECONDS) {
        throw tooLong(file, seconds);
      }
      yield* recording.blocks();
    } finally {
      recording.close();
    }
  }
}

function tooLong({ name }: RecordingFile, seconds: number): AppError {
  return AppError.of('FILE_TOO_LARGE', {
    name,
    actual: detail('hours-of-speech', { hours: (seconds / 3600).toFixed(1) }),
    limit: detail('hours', { hours: MOST_SECONDS / 3600 }),
    advice: detail('choose-shorter'),
  });
}

/** Packets are put in by their times, picture and sound in turn, so that a player needs no long way. */
async function joined(picture: Picture, sound: OpusSound): Promise<Uint8Array> {
  const { BufferTarget, EncodedAudioPacketSource, EncodedVideoPacketSource, Output } = await import(
    'mediabunny'
  );
  const { track, codec, format } = picture;
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const video = new EncodedVideoPacketSource(codec);
  const audio = new EncodedAudioPacketSource('opus');
  output.addVideoTrack(video, { rotation: await track.getRotation() });
  output.addAudioTrack(audio);
  await output.start();
  const config = await track.getDecoderConfig();
  const videoMeta = config === null ? {} : { decoderConfig: config };
  const audioMeta = { decoderConfig: opusConfig(sound.header) };
  const rest = sound.packets[Symbol.iterator]();
  let next = rest.next();
  for await (const packet of picturePackets(picture, sound)) {
    for (; next.done !== true && next.value.timestamp <= packet.timestamp; next = rest.next()) {
      await audio.add(next.value, audioMeta);
    }
    await video.add(packet, videoMeta);
  }
  video.close();
  for (; next.done !== true; next = rest.next()) {
    await audio.add(next.value, audioMeta);
  }
  await output.finalize();
  if (target.buffer === null) {
    throw new Error('a file that was finished has no bytes');
  }
  return new Uint8Array(target.buffer);
}

function opusConfig(description: Uint8Array): AudioDecoderConfig {
  return { codec: 'opus', numberOfChannels: 1, sampleRate: OPUS_RATE, description };
}

/** As they are in the file; the last stays until the sound ends. MP4 reads that from the one that stands last. */
async function* picturePackets(
  { track, start, last, seconds }: Picture,
  { packets }: OpusSound,
): AsyncGenerator<EncodedPacket> {
  const { EncodedPacketSink } = await import('mediabunny');
  const end = Math.max(seconds, packets.length * PACKET_SECONDS);
  let index = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    const timestamp = packet.timestamp - start;
    yield packet.clone({ timestamp, ...(last.has(index) && { duration: end - timestamp }) });
    index += 1;
  }
}
