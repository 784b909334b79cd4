// Seeded random numbers, so that what is made by chance is made the same each time.

export interface Random {
  /** From 0 up to 1, evenly. */
  readonly uniform: () => number;
  /** Mean 0, standard deviation 1 (Box and Muller, 1958). */
  readonly normal: () => number;
}

/** @param seed a whole number; the generator is Tommy Ettinger's Mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}
