// What a decoder of packets takes and gives; each codec's own is in audio-<codec>.ts.

/** What packets held; `channels` is empty where nothing has come out. */
export interface Decoded {
  /** Hertz. */
  readonly rate: number;
  /** One array per channel, about -1 to 1. */
  readonly channels: readonly Float32Array[];
  readonly isDamaged: boolean;
}

export interface PacketDecoder {
  /** What the packet held, or together with it the packets that were held back before it. */
  readonly decode: (packet: Uint8Array) => Decoded;
  /** After the last packet: what is held back still. */
  readonly rest: () => Decoded;
  readonly free: () => void;
}

export interface CodecShape {
  readonly channels: number;
  /** What the container says of the codec before its first packet. */
  readonly description?: Uint8Array | undefined;
}

export const NOTHING: Decoded = { rate: 0, channels: [], isDamaged: false };
export const BROKEN: Decoded = { rate: 0, channels: [], isDamaged: true };
