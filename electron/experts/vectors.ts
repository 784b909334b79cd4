// Vectors of texts, whichever host made them: their sum, their length, and how alike they are.

export type Vector = readonly number[];

/** Of vectors of one length. */
export function sumOf(vectors: readonly Vector[]): Vector {
  return (vectors[0] ?? []).map((_, i) =>
    vectors.reduce((sum, vector) => sum + (vector[i] ?? 0), 0),
  );
}

/** In the same direction, of length 1; nothing but zeros stays so. */
export function unitOf(vector: Vector): Vector {
  const length = Math.hypot(...vector);
  return length === 0 ? vector : vector.map((value) => value / length);
}

/** Of unit vectors: from -1 to 1. */
export function cosine(a: Vector, b: Vector): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
