// Changes the sample rate of one channel as it streams by, without delay: sample n of the output is
// the sound at n / to seconds. Band-limited interpolation with a Kaiser-windowed sinc, laid out as a
// polyphase filter (J. O. Smith, "Digital Audio Resampling", ccrma.stanford.edu/~jos/resample).

/** Takes samples piece by piece; what comes out, and when, is its own affair until `flush`. */
export interface Stage {
  readonly push: (samples: Float32Array) => Float32Array;
  /** The rest, once the last sample was pushed. */
  readonly flush: () => Float32Array;
}

/** Taps at the lower of both rates: a stop band 80 dB down, reached 8 % of the rate above the pass band. */
const TAPS = 64;
const KAISER_BETA = 7.857;
/** Where the filter is half-way down, as a share of the lower rate; its stop band begins at 0.5. */
const CUT_OFF = 0.46;

/** Stages one after another, as one. */
export function chain(...stages: readonly Stage[]): Stage {
  return {
    push: (samples) => stages.reduce((passed, stage) => stage.push(passed), samples),
    flush: () =>
      stages.reduce(
        (rest: Float32Array, stage) => joined(stage.push(rest), stage.flush()),
        new Float32Array(0),
      ),
  };
}

/** @param from and @param to whole numbers of hertz. The output has ceil(frames * to / from) samples. */
export function createResampler(from: number, to: number): Stage {
  if (from === to) {
    return { push: (samples) => samples, flush: () => new Float32Array(0) };
  }
  const divisor = greatestCommonDivisor(from, to);
  const filter = designFilter(from / divisor, to / divisor);
  // Invariant: window[i] is input sample (start + i). Silence is assumed before the first sample.
  let window: Float32Array = new Float32Array(filter.reach);
  let start = -filter.reach;
  let received = 0;
  let made = 0;

  function advance(samples: Float32Array, wanted: number): Float32Array {
    window = joined(window, samples);
    const output = new Float32Array(Math.max(0, wanted - made));
    for (let n = 0; n < output.length; n += 1) {
      output[n] = interpolate(filter, { window, start }, made + n);
    }
    made += output.length;
    const firstNeeded = firstInput(filter, made);
    window = window.slice(firstNeeded - start);
    start = firstNeeded;
    return output;
  }
  const reachable = (inputs: number) => Math.ceil((inputs * filter.phases) / filter.step);
  return {
    push: (samples) => {
      received += samples.length;
      return advance(samples, reachable(received - filter.reach));
    },
    flush: () => advance(new Float32Array(filter.reach), reachable(received)),
  };
}

interface Filter {
  /** Output sample n lies at n * step / phases on the input's grid. */
  readonly phases: number;
  readonly step: number;
  /** Input samples used on either side of an output sample. */
  readonly reach: number;
  /** One row of 2 * reach weights per phase. */
  readonly weights: Float32Array;
}

function designFilter(step: number, phases: number): Filter {
  const scale = Math.min(1, phases / step);
  const reach = Math.ceil(TAPS / 2 / scale);
  const width = 2 * reach;
  const weights = new Float32Array(phases * width);
  for (let phase = 0; phase < phases; phase += 1) {
    const row = weights.subarray(phase * width, (phase + 1) * width);
    row.forEach((_, tap) => {
      const distance = tap - (reach - 1) - phase / phases;
      row[tap] = kaiser(distance / reach) * sinc(2 * CUT_OFF * scale * distance);
    });
    const sum = row.reduce((total, weight) => total + weight, 0);
    row.forEach((weight, tap) => {
      row[tap] = weight / sum; // a constant signal keeps its level in every phase
    });
  }
  return { phases, step, reach, weights };
}

function firstInput({ step, phases, reach }: Filter, n: number): number {
  return Math.floor((n * step) / phases) - reach + 1;
}

function interpolate(
  filter: Filter,
  input: { readonly window: Float32Array; readonly start: number },
  n: number,
): number {
  const { phases, step, reach, weights } = filter;
  const width = 2 * reach;
  const row = ((n * step) % phases) * width;
  const first = firstInput(filter, n) - input.start;
  let sum = 0;
  for (let tap = 0; tap < width; tap += 1) {
    sum += (input.window[first + tap] ?? 0) * (weights[row + tap] ?? 0);
  }
  return sum;
}

function joined(before: Float32Array, after: Float32Array): Float32Array {
  const both = new Float32Array(before.length + after.length);
  both.set(before);
  both.set(after, before.length);
  return both;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** The Kaiser window at `x` from -1 to 1, not normalised. */
function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - x * x));
}

/** Modified Bessel function of the first kind, order zero, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-12; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
