// Vectors of texts as providers send them: one for each text, or one for each of its tokens.

import { z } from 'zod';

export type Vector = readonly number[];
type Nested = number | readonly Nested[];

const NestedSchema: z.ZodType<Nested> = z.lazy(() => z.union([z.number(), z.array(NestedSchema)]));

/** Unit vectors of the same length, one for each of so many texts. */
export function vectorsSchema(texts: number): z.ZodType<readonly Vector[]> {
  return z
    .array(NestedSchema)
    .transform((found) => (typeof found[0] === 'number' ? [found] : found).map(meanOf))
    .refine((vectors) => vectors.length === texts && isEven(vectors));
}

function isEven(vectors: readonly Vector[]): boolean {
  const width = vectors[0]?.length ?? 0;
  return width > 0 && vectors.every(({ length }) => length === width);
}

/** Of a vector itself, or the mean of those that it is nested from; of length 1. */
function meanOf(nested: Nested): Vector {
  const mean = flatMean(nested);
  const length = Math.hypot(...mean);
  return length === 0 ? mean : mean.map((value) => value / length);
}

function flatMean(nested: Nested): Vector {
  if (typeof nested === 'number') {
    return [];
  }
  const numbers = nested.filter((value) => typeof value === 'number');
  if (numbers.length === nested.length) {
    return numbers;
  }
  const rows = nested.map(flatMean);
  return (rows[0] ?? []).map(
    (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length,
  );
}

/** Of unit vectors: from -1 to 1. */
export function cosine(a: Vector, b: Vector): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
