// Packets of Opus, decoded by libopus.

import { BROKEN, type CodecShape, NOTHING, type PacketDecoder } from './audio-packets.ts';

export async function createOpusDecoder({
  channels,
  description,
}: CodecShape): Promise<PacketDecoder> {
  const { OpusDecoder } = await import('opus-decoder');
  const decoder = new OpusDecoder(
    description === undefined ? { channels } : opusStreams(description),
  );
  await decoder.ready;
  return {
    decode: (packet) => {
      const { channelData, samplesDecoded, sampleRate, errors } = decoder.decodeFrame(packet);
      return samplesDecoded === 0
        ? BROKEN
        : { rate: sampleRate, channels: channelData, isDamaged: errors.length > 0 };
    },
    rest: () => NOTHING,
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
