// Makes WAV files of every kind for tests, and takes 16-bit ones apart again. It shares no code with
// what is tested.

export interface WavRecipe {
  /** The format tag: 1 PCM, 3 float, 6 A-law, 7 µ-law. */
  readonly tag: number;
  readonly bits: number;
  readonly rate: number;
  /** One array per channel, from -1 to 1. */
  readonly channels: readonly Float32Array[];
  readonly isExtensible?: boolean;
  /** A chunk of odd length, with its padding, before the sound. */
  readonly hasExtraChunk?: boolean;
  /** What the header says instead of the true lengths. */
  readonly claimedSize?: number;
}

export function wavBytes(recipe: WavRecipe): Uint8Array {
  const { tag, bits, rate, channels, claimedSize } = recipe;
  const data = interleaved(recipe);
  const blockAlign = (channels.length * bits) / 8;
  const format = Buffer.alloc(recipe.isExtensible ? 40 : 16);
  format.writeUInt16LE(recipe.isExtensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE(rate * blockAlign, 8);
  format.writeUInt16LE(blockAlign, 12);
  format.writeUInt16LE(bits, 14);
  if (recipe.isExtensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(tag, 24);
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(format, 26);
  }
  const chunks = [
    chunk('fmt ', format),
    ...(recipe.hasExtraChunk ? [chunk('note', Buffer.from('odd'))] : []),
    chunk('data', data, claimedSize),
  ];
  const content = Buffer.concat([Buffer.from('WAVE'), ...chunks]);
  return chunk('RIFF', content, claimedSize);
}

function chunk(id: string, content: Buffer, claimedSize = content.length): Buffer {
  const header = Buffer.alloc(8);
  header.write(id, 'latin1');
  header.writeUInt32LE(claimedSize, 4);
  return Buffer.concat([header, content, Buffer.alloc(content.length % 2)]);
}

function interleaved({ tag, bits, channels }: WavRecipe): Buffer {
  const frames = channels[0]?.length ?? 0;
  const bytes = bits / 8;
  const data = Buffer.alloc(frames * channels.length * bytes);
  for (let n = 0; n < frames; n += 1) {
    channels.forEach((samples, channel) => {
      writeSample(data, (n * channels.length + channel) * bytes, {
        tag,
        bits,
        value: samples[n] ?? 0,
      });
    });
  }
  return data;
}

function writeSample(
  data: Buffer,
  offset: number,
  { tag, bits, value }: { readonly tag: number; readonly bits: number; readonly value: number },
): void {
  if (tag === 3 && bits === 64) {
    data.writeDoubleLE(value, offset);
  } else if (tag === 3) {
    data.writeFloatLE(value, offset);
  } else if (tag === 6) {
    data.writeUInt8(aLaw(value), offset);
  } else if (tag === 7) {
    data.writeUInt8(muLaw(value), offset);
  } else if (bits === 8) {
    data.writeUInt8(Math.round(value * 127) + 128, offset);
  } else {
    data.writeIntLE(Math.round(value * (2 ** (bits - 1) - 1)), offset, bits / 8);
  }
}

/** ITU-T G.711, µ-law. */
function muLaw(value: number): number {
  const magnitude = Math.min(Math.abs(Math.round(value * 32_767)) + 132, 32_767);
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 15;
  return ~((value < 0 ? 128 : 0) | (exponent << 4) | mantissa) & 255;
}

/** ITU-T G.711, A-law: the two lowest segments share one step. */
function aLaw(value: number): number {
  const magnitude = Math.min(Math.abs(Math.round(value * 32_767)), 32_767) >> 3;
  const exponent = magnitude < 32 ? 0 : Math.floor(Math.log2(magnitude)) - 4;
  const mantissa = (magnitude >> Math.max(1, exponent)) & 15;
  return ((value < 0 ? 0 : 128) | (exponent << 4) | mantissa) ^ 0x55;
}

export interface PlainWav {
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/** Takes a plain 16-bit file apart, and checks that every field of its header agrees with the rest. */
export function readPlainWav(bytes: Uint8Array): PlainWav {
  const file = Buffer.from(bytes);
  const channelCount = file.readUInt16LE(22);
  const rate = file.readUInt32LE(24);
  const dataBytes = file.readUInt32LE(40);
  const isConsistent =
    file.toString('latin1', 0, 4) === 'RIFF' &&
    file.readUInt32LE(4) === file.length - 8 &&
    file.toString('latin1', 8, 16) === 'WAVEfmt ' &&
    file.readUInt16LE(20) === 1 &&
    file.readUInt32LE(28) === rate * channelCount * 2 &&
    file.readUInt16LE(32) === channelCount * 2 &&
    file.readUInt16LE(34) === 16 &&
    dataBytes === file.length - 44;
  if (!isConsistent) {
    throw new Error('This is no plain 16-bit WAV');
  }
  const channels = Array.from({ length: channelCount }, (_, channel) =>
    Float32Array.from(
      { length: dataBytes / 2 / channelCount },
      (_sample, n) => file.readInt16LE(44 + (n * channelCount + channel) * 2) / 32_768,
    ),
  );
  return { rate, channels };
}

export function sine(frequency: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, n) => 0.5 * Math.sin((2 * Math.PI * frequency * n) / rate),
  );
}

export function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

/** From -1 to 1: how alike two signals of one length are, whatever their levels. */
export function correlation(a: Float32Array, b: Float32Array): number {
  const product = a.reduce((sum, value, n) => sum + value * (b[n] ?? 0), 0);
  return product / (a.length * rms(a) * rms(b));
}

/** Noise of one seed (a linear congruential generator), evenly from -level to level. */
export function seededNoise(length: number, level: number): Float32Array {
  let state = 12_345;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return level * (state / 2 ** 31 - 1);
  });
}
