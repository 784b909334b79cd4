// The decoders of MP3, FLAC, Vorbis and Opus. Taking packets out of a file is audio-sources.ts's work.

import type { AudioCodec } from 'mediabunny';
import { createFlacDecoder } from './audio-flac.ts';
import { createMp3Decoder } from './audio-mp3.ts';
import { createOpusDecoder } from './audio-opus.ts';
import type { CodecShape, PacketDecoder } from './audio-packets.ts';
import { createVorbisDecoder } from './audio-vorbis.ts';

/** Undefined where nothing here decodes the codec, or this shape of it. */
export async function createPacketDecoder(
  codec: AudioCodec,
  shape: CodecShape,
): Promise<PacketDecoder | undefined> {
  switch (codec) {
    case 'mp3':
      return createMp3Decoder();
    case 'flac':
      return createFlacDecoder(shape);
    case 'vorbis':
      return createVorbisDecoder(shape);
    case 'opus':
      return createOpusDecoder(shape);
    default:
      return undefined;
  }
}
