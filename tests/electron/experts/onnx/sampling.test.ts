import { describe, expect, it } from 'vitest';
import { drawToken } from '../../../../electron/experts/onnx/sampling.ts';

/** Natural logarithms of the shares 0.1, 0.6, 0.1 and 0.2. */
const LOGITS = Float32Array.from([0.1, 0.6, 0.1, 0.2].map(Math.log));
const ALL = { temperature: 1, topK: 4, topP: 1 };

function drawn(settings: Partial<typeof ALL>, logits = LOGITS): readonly number[] {
  const draws = Array.from({ length: 100 }, (_, i) => (i + 0.5) / 100);
  return draws.map((draw) => drawToken(logits, { ...ALL, ...settings }, draw));
}

function countOf(tokens: readonly number[], token: number): number {
  return tokens.filter((each) => each === token).length;
}

describe('sampling', () => {
  it('draws each token as often as it is likely', () => {
    expect([0, 1, 2, 3].map((token) => countOf(drawn({}), token))).toEqual([10, 60, 10, 20]);
  });

  it('keeps to the likeliest tokens', () => {
    expect(new Set(drawn({ topK: 1 }))).toEqual(new Set([1]));
    expect(new Set(drawn({ topK: 2 }))).toEqual(new Set([1, 3]));
    expect(new Set(drawn({ topP: 0.5 }))).toEqual(new Set([1]));
    expect(new Set(drawn({ topP: 0.7 }))).toEqual(new Set([1, 3]));
  });

  it('is surer when it is cold', () => {
    expect(countOf(drawn({ temperature: 0.25 }), 1)).toBeGreaterThan(95);
    expect(countOf(drawn({ temperature: 10 }), 1)).toBeLessThan(35);
  });

  it('passes over tokens that are ruled out', () => {
    const ruledOut = Float32Array.from([-Infinity, 1, -Infinity, -Infinity]);
    expect(new Set(drawn({}, ruledOut))).toEqual(new Set([1]));
  });
});
