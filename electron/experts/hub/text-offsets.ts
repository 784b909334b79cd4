// Offsets of hosted models count code points, as Python does; ours count UTF-16 code units.

/** @returns a function from an offset in code points to one in code units */
export function toCodeUnits(text: string): (offset: number) => number {
  const places = [0];
  for (const character of text) {
    places.push((places.at(-1) ?? 0) + character.length);
  }
  return (offset) => places[Math.max(0, Math.min(offset, places.length - 1))] ?? text.length;
}
