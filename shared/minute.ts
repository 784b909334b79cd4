// A time as the terminal and exports write it.

/** "2026-11-20 09:30", in UTC. @param at milliseconds since 1970 */
export function minuteOf(at: number): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ');
}
