// Frames of MP3, decoded by minimp3. The package's own wrapper wants a whole file and begins anew with
// each piece of data, so its WebAssembly is called directly: one frame after another to one decoder,
// which keeps what the next frame builds upon.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { BROKEN, type Decoded, NOTHING, type PacketDecoder } from './audio-packets.ts';

/** Bytes of the longest frame decoded: 1152 samples of 16 bits in two channels. */
const LONGEST = 1152 * 2 * 2;
/** Seconds to decode; minimp3's wrapper takes a negative number for all there is. */
const ALL = -1;

/** Addresses are byte offsets in the module's memory. */
interface Minimp3 {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly decoder_init: () => void;
  /** Makes room for so many bytes, and forgets those before; the state of the sound stays. */
  readonly decoder_set_mp3_data_size: (bytes: number) => void;
  readonly decoder_mp3_data_offset: () => number;
  readonly decoder_decode: (seconds: number) => void;
  readonly decoder_pcm_data_offset: () => number;
  readonly decode_results_sampling_rate: () => number;
  readonly decode_results_num_channels: () => number;
  /** Of all channels together. */
  readonly decode_results_num_samples: () => number;
}

export async function createMp3Decoder(): Promise<PacketDecoder> {
  const require = createRequire(import.meta.url);
  const bytes = await readFile(require.resolve('minimp3-wasm/dist/decoder.opt.wasm'));
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(bytes), {});
  // What the module exports is not known to the compiler; version 0.1.0 is pinned.
  const minimp3 = instance.exports as unknown as Minimp3;
  minimp3.decoder_init();
  return {
    decode: (frame) => decodeFrame(minimp3, frame),
    rest: () => NOTHING,
    free: () => undefined, // the instance goes with its last reference
  };
}

function decodeFrame(minimp3: Minimp3, frame: Uint8Array): Decoded {
  minimp3.decoder_set_mp3_data_size(frame.length);
  const { buffer: before } = minimp3.memory;
  new Uint8Array(before, minimp3.decoder_mp3_data_offset(), frame.length).set(frame);
  // A frame that builds upon a lost one is counted and not written: it shall be silent, not the last.
  const output = minimp3.decoder_pcm_data_offset();
  const room = Math.max(0, Math.min(LONGEST, before.byteLength - output));
  new Uint8Array(before, output, room).fill(0);
  minimp3.decoder_decode(ALL);
  const channels = minimp3.decode_results_num_channels();
  const samples = minimp3.decode_results_num_samples();
  if (channels === 0 || samples === 0) {
    return BROKEN;
  }
  const { buffer } = minimp3.memory; // decoding may have replaced it by a larger one
  const pcm = new DataView(buffer, output, samples * 2);
  return {
    rate: minimp3.decode_results_sampling_rate(),
    channels: Array.from({ length: channels }, (_, channel) =>
      Float32Array.from(
        { length: samples / channels },
        (_, n) => pcm.getInt16((n * channels + channel) * 2, true) / 32_768,
      ),
    ),
    isDamaged: false,
  };
}
