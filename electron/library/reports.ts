// How far a download is, told in even steps: bytes, speed and time left.

import type { FetchProgress } from '../../shared/fetch-progress.ts';
import type { Report } from './queue.ts';
import { createSpeed } from './speed.ts';

/** Milliseconds between two reports. */
const REPORT_MS = 200;

export interface ReportsOptions {
  /** Milliseconds, steady. */
  readonly now: () => number;
  /** Bytes of the whole. */
  readonly total: number;
  readonly report: Report;
}

export interface Reports {
  /** Bytes that are here now. */
  readonly onBytes: (done: number) => void;
  readonly end: () => void;
}

/**
 * Reports at most every {@link REPORT_MS}. What came too early is told when that time is over: nothing may
 * come for long after it.
 */
export function createReports({ now, total, report }: ReportsOptions): Reports {
  const speed = createSpeed(now);
  let last = Number.NEGATIVE_INFINITY;
  let counted: number | undefined;
  let late: NodeJS.Timeout | undefined;
  const tell = (done: number) => {
    last = now();
    const bytesPerSecond = speed.bytesPerSecond();
    const left = bytesPerSecond > 0 ? { secondsLeft: (total - done) / bytesPerSecond } : {};
    report({ doneBytes: done, bytesPerSecond, ...left });
  };
  return {
    onBytes: (done: number) => {
      // What lay here before the first report did not come just now.
      speed.add(Math.max(0, done - (counted ?? done)));
      counted = done;
      clearTimeout(late);
      const early = last + REPORT_MS - now();
      if (early <= 0 || done >= total) {
        tell(done);
      } else {
        late = setTimeout(() => tell(done), early);
      }
    },
    end: () => clearTimeout(late),
  };
}

/** What a fetch reports in parts, as one. */
export function wholeProgress(tell: (progress: FetchProgress) => void): Report {
  let progress: FetchProgress = { done: 0, total: 0 };
  return ({ doneBytes = progress.done, totalBytes = progress.total, bytesPerSecond }) => {
    const speed = bytesPerSecond === undefined ? {} : { bytesPerSecond };
    progress = { done: doneBytes, total: totalBytes, ...speed };
    tell(progress);
  };
}
