// Vectors of texts as providers send them: one for each text, or one for each of its tokens.

import { z } from 'zod';
import { sumOf, unitOf, type Vector } from '../vectors.ts';

type Nested = number | readonly Nested[];

const NestedSchema: z.ZodType<Nested> = z.lazy(() => z.union([z.number(), z.array(NestedSchema)]));

/** Unit vectors of the same length, one for each of so many texts. */
export function vectorsSchema(texts: number): z.ZodType<readonly Vector[]> {
  return z
    .array(NestedSchema)
    .transform((found) =>
      (typeof found[0] === 'number' ? [found] : found).map((nested) => unitOf(meanOf(nested))),
    )
    .refine((vectors) => vectors.length === texts && isEven(vectors));
}

function isEven(vectors: readonly Vector[]): boolean {
  const width = vectors[0]?.length ?? 0;
  return width > 0 && vectors.every(({ length }) => length === width);
}

/** Of a vector itself, or the mean of those that it is nested from. */
function meanOf(nested: Nested): Vector {
  if (typeof nested === 'number') {
    return [];
  }
  const numbers = nested.filter((value) => typeof value === 'number');
  if (numbers.length === nested.length) {
    return numbers;
  }
  const rows = nested.map(meanOf);
  return sumOf(rows).map((value) => value / rows.length);
}
