// The sound of a track piece by piece at its own rate, its channels mixed: of plain samples, and of
// packets that a codec has decoded.

import type { InputAudioTrack } from 'mediabunny';
import { type Decoded, NOTHING, type PacketDecoder } from './audio-packets.ts';

export interface Piece {
  /** Hertz. */
  readonly rate: number;
  /** Mono, about -1 to 1; may be none. */
  readonly samples: Float32Array;
}

export async function* plainSource(track: InputAudioTrack): AsyncGenerator<Piece> {
  const { AudioSampleSink } = await import('mediabunny');
  for await (const sample of new AudioSampleSink(track).samples()) {
    const channels = Array.from({ length: sample.numberOfChannels }, (_, planeIndex) => {
      const plane = new Float32Array(sample.numberOfFrames);
      sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
      return plane;
    });
    const rate = sample.sampleRate;
    sample.close();
    yield { rate, samples: mixed(channels) };
  }
}

export interface PacketOptions {
  readonly track: InputAudioTrack;
  readonly open: () => Promise<PacketDecoder | undefined>;
  /**
   * What of the sound is more than the container says that packets last. Only Ogg says it to the
   * sample; of other containers all is heard.
   */
  readonly excess: 'heard' | 'padding' | 'run-in and padding';
}

/**
 * Broken packets become as much silence, so that times stay true.
 * @throws Error where more packets are broken than whole.
 */
export async function* packetSource(options: PacketOptions): AsyncGenerator<Piece> {
  const counts = { whole: 0, damaged: 0 };
  const trim = options.excess === 'heard' ? undefined : createTrimmer();
  let rate = await options.track.getSampleRate();
  let hasBegun = options.excess !== 'run-in and padding';
  for await (const { decoded, packets, seconds } of decodedPackets(options)) {
    const isBroken = decoded.isDamaged && decoded.channels.length === 0;
    counts[isBroken ? 'damaged' : 'whole'] += packets;
    rate = decoded.rate || rate;
    const told = Math.round(Math.max(0, seconds) * rate);
    const sound = isBroken ? new Float32Array(told) : mixed(decoded.channels);
    const begun = hasBegun ? sound : sound.subarray(Math.max(0, sound.length - told));
    hasBegun ||= begun.length > 0;
    yield { rate, samples: trim === undefined ? begun : trim(begun, told) };
  }
  if (counts.damaged > counts.whole) {
    const all = counts.damaged + counts.whole;
    throw new Error(`${counts.damaged} of its ${all} packets are broken`);
  }
}

interface DecodedPackets {
  readonly decoded: Decoded;
  /** How many packets it comes of, and how long the container says that they last. */
  readonly packets: number;
  readonly seconds: number;
}

async function* decodedPackets({ track, open }: PacketOptions): AsyncGenerator<DecodedPackets> {
  const { EncodedPacketSink } = await import('mediabunny');
  const decoder = await open();
  let held = { packets: 0, seconds: 0 };
  try {
    for await (const packet of new EncodedPacketSink(track).packets()) {
      held = { packets: held.packets + 1, seconds: held.seconds + packet.duration };
      const decoded = decoder?.decode(packet.data) ?? NOTHING;
      if (decoded.channels.length > 0 || decoded.isDamaged) {
        yield { decoded, ...held };
        held = { packets: 0, seconds: 0 };
      }
    }
    yield { decoded: decoder?.rest() ?? NOTHING, ...held };
  } finally {
    decoder?.free();
  }
}

/**
 * Holds back what is more than was told so far: a codec may give a part of a packet early, and what is
 * left at the end is padding.
 */
function createTrimmer(): (samples: Float32Array, told: number) => Float32Array {
  let kept = new Float32Array(0);
  let owed = 0;
  return (samples, told) => {
    const all = new Float32Array(kept.length + samples.length);
    all.set(kept);
    all.set(samples, kept.length);
    owed += told;
    const given = all.subarray(0, owed);
    owed -= given.length;
    kept = all.slice(given.length);
    return given;
  };
}

/** The mean of the channels; what is no number is silence. */
function mixed(channels: readonly Float32Array[]): Float32Array {
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (const samples of channels) {
    for (let n = 0; n < mono.length; n += 1) {
      const sample = samples[n] ?? 0;
      mono[n] = (mono[n] ?? 0) + (Number.isFinite(sample) ? sample / channels.length : 0);
    }
  }
  return mono;
}
