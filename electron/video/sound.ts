// The sound of a video as a file of its own, its packets byte for byte: nothing is decoded, so that whatever
// hears recordings gets what the video has.

import type { AudioCodec, EncodedPacket, InputAudioTrack, OutputFormat } from 'mediabunny';
import { detail } from '../../shared/errors.ts';
import type { MadeFile } from '../experts/expert.ts';
import { renamed, unusable, type VideoFile, withSound } from './opened-video.ts';

/** @throws AppError VIDEO_UNUSABLE where it has no sound or one that no file here holds, FILE_UNREADABLE */
export async function extractSound(video: VideoFile): Promise<MadeFile> {
  return withSound(video, async ({ track }) => {
    const codec = await track.getCodec();
    const format = codec === null ? undefined : await formatFor(codec);
    if (codec === null || format === undefined) {
      const what = codec ?? String(await track.getInternalCodecId());
      throw unusable(video, detail('sound-format-not-read', { format: what }));
    }
    const bytes = await copied(track, { codec, format });
    return { name: renamed(video.name, format.fileExtension), bytes };
  });
}

async function formatFor(codec: AudioCodec): Promise<OutputFormat | undefined> {
  const { AdtsOutputFormat, FlacOutputFormat, Mp3OutputFormat, OggOutputFormat, WavOutputFormat } =
    await import('mediabunny');
  const formats = [
    new OggOutputFormat(),
    new Mp3OutputFormat(),
    new FlacOutputFormat(),
    new WavOutputFormat(),
    new AdtsOutputFormat(),
  ];
  return formats.find((format) => format.getSupportedAudioCodecs().includes(codec));
}

async function copied(
  track: InputAudioTrack,
  { codec, format }: { readonly codec: AudioCodec; readonly format: OutputFormat },
): Promise<Uint8Array> {
  const { BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Output } = await import(
    'mediabunny'
  );
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  await output.start();
  const config = await track.getDecoderConfig();
  const meta = config === null ? {} : { decoderConfig: config };
  const early = Math.min(0, await track.getFirstTimestamp());
  for await (const packet of new EncodedPacketSink(track).packets()) {
    await source.add(later(packet, -early), meta);
  }
  await output.finalize();
  if (target.buffer === null) {
    throw new Error('a file that was finished has no bytes');
  }
  return new Uint8Array(target.buffer);
}

/** What some formats begin with before the beginning; files of sound alone have no time before theirs. */
function later(packet: EncodedPacket, seconds: number): EncodedPacket {
  return seconds === 0 ? packet : packet.clone({ timestamp: packet.timestamp + seconds });
}
