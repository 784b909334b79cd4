// The addresses of the desktop window: its own, and those that may be handed to the person's browser.

export const APP_SCHEME = 'app';
const APP_HOST = 'ensemble';
/** What Chromium sends as the origin of the page. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const START_PAGE = `${APP_ORIGIN}/`;

/** Longer ones are refused by the shells of some systems. */
const MAX_ADDRESS = 2000;

/** Whether it is served by this program, to its own page. */
export function isOwnAddress(address: string): boolean {
  const url = URL.parse(address);
  // URL.origin is 'null' for schemes that Node does not know.
  return url?.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

/** Whether it is served by this program, or was made by its own page. */
export function isOwnSource(address: string): boolean {
  return isOwnAddress(address.replace(/^blob:/, ''));
}

/** Whether it is the page itself, and not a file that the program serves. */
export function isStartPage(address: string): boolean {
  return isOwnAddress(address) && URL.parse(address)?.pathname === '/';
}

/**
 * The address to open in the person's browser, or undefined where it must not be opened: only the web,
 * and no name or password in it, with which an address can be made to look like another.
 */
export function externalAddress(address: string): string | undefined {
  const url = URL.parse(address);
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  const isPlain = url?.username === '' && url.password === '';
  return isWeb && isPlain && url.href.length <= MAX_ADDRESS ? url.href : undefined;
}
