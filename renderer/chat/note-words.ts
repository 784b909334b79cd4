// A request as the line under a picture quotes it, and as it is asked once more.

/** Characters of a request that the line under a picture quotes. */
const MOST_QUOTED = 80;

/** Between marks that keep the directions of its letters from reaching the words around it. */
export function quoted(request: string): string {
  const line = request.trim().replace(/[\s\p{Bidi_Control}]+/gu, ' ');
  const letters = [...line];
  const isLong = letters.length > MOST_QUOTED;
  const cut = isLong ? `${letters.slice(0, MOST_QUOTED - 1).join('')}…` : line;
  return `\u2068${cut}\u2069`;
}

/** Below what is written already, which is not lost. */
export function withRequest(text: string, request: string): string {
  return text.trim() === '' ? request : `${text.trimEnd()}\n${request}`;
}
