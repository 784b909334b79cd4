// Parts of the wall that a test takes down, to see what it would let out: STAND_IN_OPEN names them.

/** What Chromium is started with, and what the session is asked about each request. */
type Part = 'switches' | 'session';

export function isOpen(part: Part): boolean {
  return (process.env.STAND_IN_OPEN ?? '').split(' ').includes(part);
}
