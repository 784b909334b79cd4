// The sound in packets of MP3, FLAC, Vorbis and Opus, decoded by WebAssembly. Taking packets out of a
// file is recording.ts's work.

import type { AudioCodec } from 'mediabunny';

/** What a packet held; `channels` is empty where it held nothing, as the first one of Vorbis does. */
export interface Decoded {
  /** Hertz. */
  readonly rate: number;
  /** One array per channel, about -1 to 1. */
  readonly channels: readonly Float32Array[];
  readonly isDamaged: boolean;
}

export interface PacketDecoder {
  readonly decode: (packet: Uint8Array) => Promise<Decoded>;
  readonly free: () => void;
}

export interface CodecShape {
  readonly channels: number;
  /** What the container says of the codec before its first packet. */
  readonly description?: Uint8Array | undefined;
}

/** What the decoders of one family all give. */
interface FamilyOutput {
  readonly channelData: readonly Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
  readonly errors: readonly unknown[];
}

/** Undefined where there is no decoder for the codec. */
export async function createPacketDecoder(
  codec: AudioCodec,
  shape: CodecShape,
): Promise<PacketDecoder | undefined> {
  switch (codec) {
    case 'mp3':
      return createMp3Decoder();
    case 'flac':
      return createFlacDecoder();
    case 'vorbis':
      return createVorbisDecoder(shape);
    case 'opus':
      return createOpusDecoder(shape);
    default:
      return undefined;
  }
}

function decodedOf({ channelData, samplesDecoded, sampleRate, errors }: FamilyOutput): Decoded {
  const isEmpty = samplesDecoded === 0;
  return { rate: sampleRate, channels: isEmpty ? [] : channelData, isDamaged: errors.length > 0 };
}

async function createMp3Decoder(): Promise<PacketDecoder> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder({ enableGapless: false }); // single frames don't tell their gaps
  await decoder.ready;
  return {
    decode: async (packet) => decodedOf(decoder.decodeFrame(packet)),
    free: () => decoder.free(),
  };
}

async function createFlacDecoder(): Promise<PacketDecoder> {
  const { FLACDecoder } = await import('@wasm-audio-decoders/flac');
  const decoder = new FLACDecoder();
  await decoder.ready;
  return {
    decode: async (packet) => decodedOf(await decoder.decodeFrames([packet])),
    free: () => decoder.free(),
  };
}

async function createOpusDecoder({ channels, description }: CodecShape): Promise<PacketDecoder> {
  const { OpusDecoder } = await import('opus-decoder');
  const decoder = new OpusDecoder(
    description === undefined ? { channels } : opusStreams(description),
  );
  await decoder.ready;
  return {
    decode: async (packet) => decodedOf(decoder.decodeFrame(packet)),
    free: () => decoder.free(),
  };
}

/** How the channels lie in the streams, by the identification header (RFC 7845, section 5.1). */
function opusStreams(header: Uint8Array) {
  const channels = header[9] ?? 0;
  const isMapped = (header[18] ?? 0) > 0;
  if (!isMapped || header.length < 21 + channels) {
    return { channels };
  }
  return {
    channels,
    streamCount: header[19] ?? 1,
    coupledStreamCount: header[20] ?? 0,
    channelMappingTable: [...header.subarray(21, 21 + channels)],
  };
}

/** The decoder takes pages of Ogg that a parser has taken apart; two of their fields are what it reads. */
interface VorbisPage {
  readonly data: Uint8Array;
  readonly codecFrames: readonly {
    readonly data: Uint8Array;
    readonly header?: { readonly vorbisSetup: Uint8Array };
  }[];
}

async function createVorbisDecoder({ description }: CodecShape): Promise<PacketDecoder> {
  const { OggVorbisDecoder } = await import('@wasm-audio-decoders/ogg-vorbis');
  const [identification, , setup] = vorbisHeaders(description ?? new Uint8Array(0));
  const decoder = new OggVorbisDecoder();
  await decoder.ready;
  let isFirst = true;
  return {
    decode: async (packet) => {
      const page: VorbisPage = isFirst
        ? { data: identification, codecFrames: [{ data: packet, header: { vorbisSetup: setup } }] }
        : { data: packet, codecFrames: [{ data: packet }] };
      isFirst = false;
      type Page = Parameters<typeof decoder.decodeOggPages>[0][number];
      return decodedOf(await decoder.decodeOggPages([page as unknown as Page])); // as VorbisPage says
    },
    free: () => decoder.free(),
  };
}

/**
 * Identification, comment and setup, in Xiph lacing: a 2, the lengths of the first two in bytes of up
 * to 255 each, then the three.
 */
function vorbisHeaders(description: Uint8Array): [Uint8Array, Uint8Array, Uint8Array] {
  let place = 1;
  const lengths = [0, 0].map(() => {
    let length = 0;
    let more = 255;
    while (more === 255) {
      more = description[place] ?? 0;
      length += more;
      place += 1;
    }
    return length;
  });
  const [first = 0, second = 0] = lengths;
  if (description[0] !== 2 || place + first + second >= description.length) {
    throw new Error('its Vorbis headers are broken');
  }
  return [
    description.subarray(place, place + first),
    description.subarray(place + first, place + first + second),
    description.subarray(place + first + second),
  ];
}
