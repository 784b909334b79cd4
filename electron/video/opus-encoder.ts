// Sound as packets of Opus (libopus), each 20 ms: what every player of MP4 and WebM that we know plays, and
// nobody has to be paid for.

import type { EncodedPacket } from 'mediabunny';

/** Hertz; Opus is always played at this rate. */
export const OPUS_RATE = 48_000;
const PACKET_FRAMES = 960;
export const PACKET_SECONDS = PACKET_FRAMES / OPUS_RATE;
/** Bits a second; speech of one channel can't be told from its source at this, and music hardly. */
const BITRATE = 64_000;

export interface OpusSound {
  readonly packets: readonly EncodedPacket[];
  /** For the container: the identification header of RFC 7845, section 5.1. */
  readonly header: Uint8Array;
}

/**
 * @param blocks mono at OPUS_RATE, of any length
 * @param most how many packets are wanted at most
 */
export async function encodeOpus(
  blocks: AsyncIterable<Float32Array>,
  most = Number.POSITIVE_INFINITY,
): Promise<OpusSound> {
  const [{ createEncoder }, { EncodedPacket }] = await Promise.all([
    import('libopus-wasm'),
    import('mediabunny'),
  ]);
  const encoder = await createEncoder({ channels: 1, sampleRate: OPUS_RATE, bitrate: BITRATE });
  try {
    const packets: EncodedPacket[] = [];
    const skipped = encoder.getLookahead();
    for await (const frame of framesOf(blocks, skipped)) {
      if (packets.length >= most) {
        break;
      }
      const at = packets.length * PACKET_SECONDS;
      packets.push(new EncodedPacket(encoder.encodeFloat(frame), 'key', at, PACKET_SECONDS));
    }
    return { packets, header: opusHeader(skipped) };
  } finally {
    encoder.free();
  }
}

/** Whole packets' worth; `tail` more samples push out what the encoder holds back at the end. */
async function* framesOf(
  blocks: AsyncIterable<Float32Array>,
  tail: number,
): AsyncGenerator<Float32Array> {
  let frame = new Float32Array(PACKET_FRAMES);
  let filled = 0;
  for await (const block of withTail(blocks, tail)) {
    for (let start = 0; start < block.length; ) {
      const part = block.subarray(start, start + PACKET_FRAMES - filled);
      frame.set(part, filled);
      start += part.length;
      filled += part.length;
      if (filled === PACKET_FRAMES) {
        yield frame;
        frame = new Float32Array(PACKET_FRAMES);
        filled = 0;
      }
    }
  }
  if (filled > 0) {
    yield frame;
  }
}

async function* withTail(blocks: AsyncIterable<Float32Array>, tail: number) {
  yield* blocks;
  yield new Float32Array(tail);
}

/** @param skipped samples at the beginning that are no sound yet */
function opusHeader(skipped: number): Uint8Array {
  const bytes = new Uint8Array(19); // its last two fields, gain and mapping, are zero
  const view = new DataView(bytes.buffer);
  new TextEncoder().encodeInto('OpusHead', bytes);
  view.setUint8(8, 1); // version
  view.setUint8(9, 1); // channels
  view.setUint16(10, skipped, true);
  view.setUint32(12, OPUS_RATE, true);
  return bytes;
}
