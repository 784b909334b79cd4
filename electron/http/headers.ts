// The headers that every answer carries, whichever host sends it: what a page may load, and that
// nothing else may embed, sniff or read what it is given.

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const ALWAYS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

/**
 * What the page of the renderer may do: load what comes from here, and nothing else.
 * @param nonce marks the style elements that the page makes itself
 */
export function pagePolicy(nonce: string): string {
  return [
    NOTHING,
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
  ].join('; ');
}

/** What a stored file may do when it is opened by itself: nothing. */
export const MEDIA_POLICY = `sandbox; ${NOTHING}`;

/** The answer with the headers that it lacks; a policy of its own stays. */
export function secured(response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ALWAYS)) {
    headers.set(name, value);
  }
  if (!headers.has('Content-Security-Policy')) {
    headers.set('Content-Security-Policy', NOTHING);
  }
  if (!headers.has('Cache-Control')) {
    headers.set('Cache-Control', 'no-store');
  }
  const { status, statusText, body } = response;
  return new Response(body, { status, statusText, headers });
}
