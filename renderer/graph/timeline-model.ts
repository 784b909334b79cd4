// The tasks of a run over time: a bar each, and the axis above them. Pure.

import type { TaskId } from '../../shared/plan.ts';
import type { TaskState } from '../../shared/task-states.ts';

/** Where something stands on the axis; 0 is its beginning, 1 its end. */
export interface TimelineRow {
  readonly task: TaskId;
  readonly state: TaskState;
  /** Undefined where the task has not begun; begin and end are the same where nothing had to run. */
  readonly bar: { readonly begin: number; readonly end: number } | undefined;
}

export interface Timeline {
  readonly rows: readonly TimelineRow[];
  /** `ms` since the beginning, without what was cut. */
  readonly ticks: readonly { readonly at: number; readonly ms: number }[];
  /** Where time in which nothing ran was cut, since the run broke off and went on later. */
  readonly cuts: readonly number[];
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

/** Milliseconds in which nothing ran that are still drawn. */
const LONGEST_PAUSE = 60_000;
/** Milliseconds that stand for a cut, at least. */
const LEAST_CUT = 500;
/** Milliseconds that the axis shows at least. */
const LEAST_SPAN = 200;

export function timelineOf(
  tasks: readonly TaskState[],
  { startedAt, now }: { readonly startedAt: number; readonly now: number },
): Timeline {
  const spans = tasks.map((state) => spanOf(state, now));
  const busy = mergeSpans([
    { begin: startedAt, end: startedAt },
    ...spans.filter((span) => span !== undefined),
  ]);
  const axis = cutPauses(busy);
  const length = Math.max(LEAST_SPAN, axis.length);
  const place = (at: number) => axis.place(at) / length;
  return {
    rows: tasks.map((state, index) => {
      const span = spans[index];
      const bar = span && { begin: place(span.begin), end: place(span.end) };
      return { task: state.task.id, state, bar };
    }),
    ticks: ticksOf(length).map((ms) => ({ at: ms / length, ms })),
    cuts: axis.cuts.map((at) => at / length),
  };
}

/** When a task ran, as far as that is known. */
function spanOf(state: TaskState, now: number): Span | undefined {
  switch (state.status) {
    case 'waiting':
    case 'skipped':
      return undefined;
    case 'running':
      return { begin: state.startedAt, end: Math.max(now, state.startedAt) };
    case 'cancelled': {
      const { startedAt, endedAt } = state;
      return startedAt === undefined ? undefined : { begin: startedAt, end: endedAt ?? startedAt };
    }
    default: {
      const { startedAt, endedAt, durationMs } = state;
      const end = endedAt ?? (startedAt === undefined ? undefined : startedAt + durationMs);
      return end === undefined ? undefined : { begin: startedAt ?? end - durationMs, end };
    }
  }
}

/** Spans that touch as one, in order. */
function mergeSpans(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.begin - b.begin)) {
    const last = merged.at(-1);
    if (last !== undefined && span.begin <= last.end) {
      merged[merged.length - 1] = { begin: last.begin, end: Math.max(last.end, span.end) };
    } else {
      merged.push(span);
    }
  }
  return merged;
}

interface Axis {
  /** Milliseconds. */
  readonly length: number;
  readonly cuts: readonly number[];
  readonly place: (at: number) => number;
}

function cutPauses(busy: readonly Span[]): Axis {
  const total = busy.reduce((sum, { begin, end }) => sum + end - begin, 0);
  const cutLength = Math.max(LEAST_CUT, total / 20);
  const pieces: { readonly from: number; readonly at: number }[] = [];
  const cuts: number[] = [];
  let at = 0;
  let before: number | undefined;
  for (const { begin, end } of busy) {
    const pause = before === undefined ? 0 : begin - before;
    if (pause > LONGEST_PAUSE) {
      cuts.push(at + cutLength / 2);
      at += cutLength;
    } else {
      at += pause;
    }
    pieces.push({ from: begin, at });
    at += end - begin;
    before = end;
  }
  const place = (time: number) => {
    const piece = pieces.findLast(({ from }) => from <= time) ?? pieces[0];
    return piece === undefined ? 0 : piece.at + Math.max(0, time - piece.from);
  };
  return { length: at, cuts, place };
}

const STEPS = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000];
const MOST_TICKS = 5;

/** Round times along the axis, without its beginning. */
function ticksOf(length: number): readonly number[] {
  const minutes = Math.ceil(length / MOST_TICKS / 60_000) * 60_000;
  const step = STEPS.find((step) => length / step <= MOST_TICKS) ?? minutes;
  return Array.from({ length: Math.floor(length / step) }, (_, index) => (index + 1) * step);
}
