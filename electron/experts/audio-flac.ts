// Frames of FLAC, decoded by libFLAC. Each frame is read as a stream of its own behind the stream's
// description, so that a broken one spoils no other.

import {
  BROKEN,
  type CodecShape,
  type Decoded,
  NOTHING,
  type PacketDecoder,
} from './audio-packets.ts';

/** "fLaC", a block's head of 4 bytes, and STREAMINFO; other blocks say nothing of the sound. */
const DESCRIPTION_BYTES = 42;
const LAST_BLOCK = 0x80;
/** Bits of a sample. The package hands out samples of other depths in disorder. */
const DEPTHS = new Set([8, 16, 24]);
/** States of libFLAC's decoder from this one on are ends or errors. */
const END_OF_STREAM = 4;

/** Undefined where the samples are of a depth that is not taken. */
export async function createFlacDecoder({
  description,
}: CodecShape): Promise<PacketDecoder | undefined> {
  const { default: flac } = await import('libflacjs/dist/libflac.js');
  const head = headOf(description ?? new Uint8Array(0));
  if (!DEPTHS.has(depthOf(head))) {
    return undefined;
  }
  if (!flac.isReady()) {
    await new Promise<unknown>((resolve) => flac.on('ready', resolve));
  }
  let input = new Uint8Array(0);
  let output: Decoded | undefined;
  let isDamaged = false;
  const decoder = flac.create_libflac_decoder(false);
  const status = flac.init_decoder_stream(
    decoder,
    (bytes) => {
      const piece = input.subarray(0, bytes);
      input = input.subarray(bytes);
      return { buffer: piece, readDataLength: piece.length };
    },
    (planes, { bitsPerSample, sampleRate, blocksize }) => {
      const channels = planes.map((plane) => floats(plane, bitsPerSample, blocksize));
      output = { rate: sampleRate, channels, isDamaged: false };
    },
    () => {
      isDamaged = true;
    },
  );
  if (decoder === 0 || status !== 0) {
    throw new Error(`libFLAC did not begin (status ${status})`);
  }
  return {
    decode: (frame) => {
      flac.FLAC__stream_decoder_reset(decoder);
      input = joined(head, frame);
      output = undefined;
      isDamaged = false;
      // Each step reads on, and at the end of the input the state says so.
      while (output === undefined && flac.FLAC__stream_decoder_get_state(decoder) < END_OF_STREAM) {
        flac.FLAC__stream_decoder_process_single(decoder);
      }
      return isDamaged ? BROKEN : (output ?? BROKEN);
    },
    rest: () => NOTHING,
    free: () => {
      flac.FLAC__stream_decoder_finish(decoder);
      flac.FLAC__stream_decoder_delete(decoder);
    },
  };
}

function headOf(description: Uint8Array): Uint8Array {
  if (description.length < DESCRIPTION_BYTES) {
    throw new Error('its FLAC description is cut short');
  }
  const head = description.slice(0, DESCRIPTION_BYTES);
  head[4] = LAST_BLOCK; // and of type 0, STREAMINFO
  return head;
}

/** Five bits of STREAMINFO (RFC 9639, section 8.2), one less than the depth. */
function depthOf(head: Uint8Array): number {
  return ((((head[20] ?? 0) & 1) << 4) | ((head[21] ?? 0) >> 4)) + 1;
}

/** The package gives 24 bits in four bytes, and 8 bits in two. */
function floats(plane: Uint8Array, depth: number, samples: number): Float32Array {
  const view = new DataView(plane.buffer, plane.byteOffset, plane.byteLength);
  const full = 2 ** (depth - 1);
  return Float32Array.from({ length: samples }, (_, n) =>
    depth === 24 ? view.getInt32(n * 4, true) / full : view.getInt16(n * 2, true) / full,
  );
}

function joined(head: Uint8Array, frame: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(head.length + frame.length);
  bytes.set(head);
  bytes.set(frame, head.length);
  return bytes;
}
