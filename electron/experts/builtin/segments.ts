// Straight segments made one where they are one line: the two edges of a stroke, and pieces with gaps
// between them. Pure geometry, in pixels.

export interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

interface Axis {
  readonly x: number;
  readonly y: number;
  /** Unit vector along the line. */
  readonly dx: number;
  readonly dy: number;
}

interface Tolerance {
  /** Pixels between a segment's ends and the line that it is part of. */
  readonly across: number;
  /** Pixels between the end of one piece and the start of the next. */
  readonly along: number;
}

/** Sine of the angle at which a piece may run to the line that it is part of, about 6 degrees. */
const LARGEST_SLANT = 0.1;

/** One segment for each line, the longest first. Each lies midway between the pieces it was made of. */
export function mergeSegments(pieces: readonly Segment[], tolerance: Tolerance): Segment[] {
  let rest = pieces.toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const merged: Segment[] = [];
  while (rest[0] !== undefined) {
    const axis = axisOf(rest[0]);
    const [line, others] = gather(axis, rest, tolerance);
    merged.push(lineThrough(axis, line));
    rest = others;
  }
  return merged.sort((a, b) => lengthOf(b) - lengthOf(a));
}

export function lengthOf({ x1, y1, x2, y2 }: Segment): number {
  return Math.hypot(x2 - x1, y2 - y1);
}

function axisOf(segment: Segment): Axis {
  const { x1, y1, x2, y2 } = segment;
  const length = Math.max(lengthOf(segment), Number.EPSILON);
  return { x: x1, y: y1, dx: (x2 - x1) / length, dy: (y2 - y1) / length };
}

/** The pieces that continue the first one along its axis, and those that do not. */
function gather(
  axis: Axis,
  pieces: readonly Segment[],
  { across, along }: Tolerance,
): [line: Segment[], others: Segment[]] {
  const line = pieces.slice(0, 1);
  let others = pieces.slice(1);
  let [from, to] = reachOf(axis, line);
  for (let grown = true; grown; ) {
    const isPart = (piece: Segment) => {
      const [start, end] = reachOf(axis, [piece]);
      const isAdjoining = start <= to + along && end >= from - along;
      return isAdjoining && isAlong(axis, piece) && offsetOf(axis, piece) <= across;
    };
    const joining = others.filter(isPart);
    others = others.filter((piece) => !joining.includes(piece));
    line.push(...joining);
    [from, to] = reachOf(axis, line);
    grown = joining.length > 0;
  }
  return [line, others];
}

/** Where the pieces begin and end along the axis. */
function reachOf(axis: Axis, pieces: readonly Segment[]): [from: number, to: number] {
  const places = pieces
    .flatMap(({ x1, y1, x2, y2 }) => [
      { x: x1, y: y1 },
      { x: x2, y: y2 },
    ])
    .map(({ x, y }) => (x - axis.x) * axis.dx + (y - axis.y) * axis.dy);
  return [Math.min(...places), Math.max(...places)];
}

/** How far to the side of the axis a point lies; the sign says on which. */
function sideOf(axis: Axis, x: number, y: number): number {
  return (y - axis.y) * axis.dx - (x - axis.x) * axis.dy;
}

/** Whether a piece runs as the axis does, but for the pixel by which its ends were rounded. */
function isAlong(axis: Axis, piece: Segment): boolean {
  const slant = sideOf(axis, piece.x2, piece.y2) - sideOf(axis, piece.x1, piece.y1);
  return Math.abs(slant) <= 1 + LARGEST_SLANT * lengthOf(piece);
}

function offsetOf(axis: Axis, { x1, y1, x2, y2 }: Segment): number {
  return Math.max(Math.abs(sideOf(axis, x1, y1)), Math.abs(sideOf(axis, x2, y2)));
}

/** The segment over the pieces' whole reach, midway between those farthest to either side. */
function lineThrough(axis: Axis, pieces: readonly Segment[]): Segment {
  const [from, to] = reachOf(axis, pieces);
  const sides = pieces.map(({ x1, y1, x2, y2 }) => sideOf(axis, (x1 + x2) / 2, (y1 + y2) / 2));
  const side = (Math.min(...sides) + Math.max(...sides)) / 2;
  const at = (place: number) => ({
    x: axis.x + place * axis.dx - side * axis.dy,
    y: axis.y + place * axis.dy + side * axis.dx,
  });
  const [start, end] = [at(from), at(to)];
  return { x1: start.x, y1: start.y, x2: end.x, y2: end.y };
}
