// Normal noise from a seed, the same bytes on every platform. The words come from Philox4x32-10 (Salmon et
// al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), a function of seed and counter without a state,
// so noise does not depend on what was drawn before; the normals from Marsaglia's polar method (1964).
// Only + − × ÷ √ are used on doubles, which IEEE 754 fixes to the last bit; Math.log is not fixed so.

/**
 * Noise of mean 0 and deviation 1. The same number gives the same noise again: 0 is what a picture begins
 * with, `n` + 1 what its step `n` adds, where it adds any.
 */
export type NoiseSource = (draw: number, length: number) => Float32Array<ArrayBuffer>;

export type Words = readonly [number, number, number, number];

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
/** What is added to the key in each round: the golden ratio, and √3 − 1, in 32 bits. */
const KEY_STEPS = [0x9e3779b9, 0xbb67ae85] as const;
const ROUNDS = 10;

/** @param seed a whole number from 0 to 2⁵³ − 1; two seeds, and two draws, share nothing. */
export function createNoise(seed: number): NoiseSource {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`A seed is a whole number from 0 to 2⁵³ − 1, not ${seed}.`);
  }
  const key = [seed % 2 ** 32, Math.floor(seed / 2 ** 32)] as const;
  return (draw, length) => {
    const values = new Float32Array(length);
    let filled = 0;
    for (let block = 0; filled < length; block += 1) {
      const [a, b, c, d] = philox([block, 0, draw, 0], key);
      filled = addPair(values, filled, [a, b]);
      filled = addPair(values, filled, [c, d]);
    }
    return values;
  };
}

/** Ten rounds of Philox4x32 (Salmon et al. 2011, section 3.3). */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [a, b, c, d] = counter;
  let [left, right] = key;
  for (let round = 0; round < ROUNDS; round += 1) {
    const next: Words = [
      (highWord(MULTIPLIERS[1], c) ^ b ^ left) >>> 0,
      Math.imul(MULTIPLIERS[1], c) >>> 0,
      (highWord(MULTIPLIERS[0], a) ^ d ^ right) >>> 0,
      Math.imul(MULTIPLIERS[0], a) >>> 0,
    ];
    [a, b, c, d] = next;
    left = (left + KEY_STEPS[0]) >>> 0;
    right = (right + KEY_STEPS[1]) >>> 0;
  }
  return [a, b, c, d];
}

/** The upper 32 of the 64 bits of a product; in halves of 16 bits, so that each sum is exact. */
function highWord(a: number, b: number): number {
  const [aHigh, aLow] = [a >>> 16, a & 0xffff];
  const [bHigh, bLow] = [b >>> 16, b & 0xffff];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle % 2 ** 16);
  return aHigh * bHigh + Math.floor(middle / 2 ** 16) + Math.floor(carry / 2 ** 16);
}

/** Two normals of two words, or none where their point is outside of the circle; says where the next go. */
function addPair(values: Float32Array, at: number, words: readonly [number, number]): number {
  const u = (words[0] + 0.5) / 2 ** 31 - 1; // odd multiples of 2⁻³² between −1 and 1, never 0
  const v = (words[1] + 0.5) / 2 ** 31 - 1;
  const s = u * u + v * v;
  if (s >= 1) {
    return at;
  }
  const factor = Math.sqrt((-2 * naturalLog(s)) / s);
  values[at] = u * factor;
  values[at + 1] = v * factor; // past the end it is dropped
  return at + 2;
}

/** ln of a number from 0 to 1: halved or doubled to within √½ and √2, then 2·artanh((m − 1)/(m + 1)). */
function naturalLog(value: number): number {
  let mantissa = value;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent -= 1;
  }
  const ratio = (mantissa - 1) / (mantissa + 1);
  const square = ratio * ratio;
  let series = 0;
  for (let term = 21; term >= 1; term -= 2) {
    series = series * square + 1 / term; // |ratio| ≤ 0.172: what follows the 21st power is below 10⁻¹⁸
  }
  return exponent * Math.LN2 + 2 * ratio * series;
}
