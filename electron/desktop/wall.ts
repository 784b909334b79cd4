// The wall around the window, the same in every mode: its page comes from the program itself by app://, so
// Chromium has nothing to ask of any network. What the engine may ask is decided in electron/network/.

import type { App, Session } from 'electron';
import { isOwnSource } from './address.ts';

/** Must be called before the application is ready. Holds for every session and page that is ever made. */
export function closeNetwork(app: App): void {
  // No host is known, not even an address or this machine itself. This also holds for what no session is
  // asked about: names that are looked up ahead, connections that are made ahead, WebTransport, and what
  // Chromium's own parts would fetch.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // Nor is the network searched for a proxy, which would be asked in place of the host.
  app.commandLine.appendSwitch('no-proxy-server');
  // Servers of DNS over HTTPS are probed past the rule above.
  app.once('ready', () =>
    app.configureHostResolver({ secureDnsMode: 'off', enableBuiltInResolver: false }),
  );
  app.on('session-created', (session) => closeSession(session, app));
  // WebRTC speaks to addresses by itself; without UDP of its own it finds no way.
  app.on('web-contents-created', (_event, contents) =>
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp'),
  );
}

/** Also of service workers and embedded pages. May be called again. */
export function closeSession(session: Session, { isPackaged }: Pick<App, 'isPackaged'>): void {
  // Else dictionaries are fetched, also for windows that check no spelling; macOS has its own.
  session.setSpellCheckerEnabled(process.platform === 'darwin');
  const told = new Set<string>();
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const isAllowed = isOwnSource(url) || isOfThePage(url, isPackaged);
    if (!isAllowed) {
      tell(url, told);
    }
    answer({ cancel: !isAllowed });
  });
}

/** What is in the page's own text; the developer tools have pages of their own. */
function isOfThePage(address: string, isPackaged: boolean): boolean {
  return address.startsWith('data:') || (!isPackaged && address.startsWith('devtools:'));
}

/** Each origin once. A path or a query may hold what is nobody's business. */
function tell(address: string, told: Set<string>): void {
  const url = URL.parse(address);
  const origin = url === null ? 'what is no address' : `${url.protocol}//${url.host}`;
  if (!told.has(origin)) {
    told.add(origin);
    console.warn(
      `ensemble: The page was to load from ${JSON.stringify(origin)}, which was refused.`,
    );
  }
}
