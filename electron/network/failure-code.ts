// What failed about a connection, as a reason in words and as a code without any.

/** The innermost reason of a failed request. */
export function reason(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return String(thrown);
  }
  if (thrown.cause instanceof Error) {
    return reason(thrown.cause);
  }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return thrown.message === '' ? code : thrown.message;
}

const BY_NAME: Readonly<Record<string, string>> = {
  AbortError: 'CANCELLED',
  TimeoutError: 'TIMED_OUT',
};

/** The innermost code, such as ECONNREFUSED; a message is never given, since it may quote what was sent. */
export function failureCode(thrown: unknown): string {
  if (!(thrown instanceof Error)) {
    return 'UNKNOWN';
  }
  if (thrown.cause instanceof Error) {
    return failureCode(thrown.cause);
  }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return code || (BY_NAME[thrown.name] ?? 'UNKNOWN');
}
