// When a server wants to be asked again, by its Retry-After: seconds or a date.

/** Milliseconds, or undefined where it says nothing that can be read. */
export function retryAfter(headers: Headers | undefined, now: number): number | undefined {
  const ms = headers?.get('retry-after-ms')?.trim();
  if (ms !== undefined && /^\d+(?:\.\d+)?$/u.test(ms)) {
    return Number(ms);
  }
  const said = headers?.get('retry-after')?.trim();
  if (said === undefined || said === '') {
    return undefined;
  }
  if (/^\d+(?:\.\d+)?$/u.test(said)) {
    return Number(said) * 1000;
  }
  const at = Date.parse(said);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
