// The page in a window: loading, where it may go, new windows, what it may ask for. All of it happens in
// the real Chromium, and is put to the listeners that the main process has set.

import { EventEmitter } from 'node:events';
import type { Item } from 'electron';
import type { CDPSession, Download, Page } from 'playwright-core';
import type { Addresses } from './addresses.ts';
import { app, preventable } from './app.ts';
import { openChromium } from './chromium.ts';
import { type Deliver, runPreload } from './preload-world.ts';
import { serveSchemes } from './protocol.ts';
import { say } from './said.ts';
import { session } from './session.ts';

type WindowOpenHandler = (details: { readonly url: string }) => {
  readonly action: 'allow' | 'deny';
};

export class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  readonly #page: Promise<Opened> | undefined;
  #windowOpen: WindowOpenHandler = () => ({ action: 'allow' });
  /** What the main process itself is loading, about which no listener is asked. */
  #loading: string | undefined;

  constructor(options: PageOptions) {
    super();
    // Tests that open pages of their own need none.
    this.#page = process.env.STAND_IN_WINDOW === 'none' ? undefined : this.#open(options);
    this.#page?.catch(() => {}); // whoever loads hears of it
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler;
  }

  /** As the switch that Chromium is started with, which holds for all of its pages. */
  setWebRTCIPHandlingPolicy(policy: string): void {
    app.switches.set('webrtc-ip-handling-policy', policy);
  }

  async loadURL(address: string): Promise<void> {
    const opened = await this.#page;
    if (opened === undefined) {
      await serveSchemes();
    } else {
      await this.#load(opened, address);
    }
    this.emit('did-finish-load');
  }

  async #load({ page, addresses }: Opened, address: string): Promise<void> {
    const url = addresses.toLoopback(address);
    const granted = this.session.grantedTo(this, address);
    await page.context().grantPermissions([...granted], { origin: new URL(url).origin });
    say({ type: 'permissions', granted });
    this.#loading = url;
    await page.goto(url);
  }

  startDrag({ file, icon }: Item): void {
    say({ type: 'drag', file, icon: String(icon) });
  }

  send(channel: string, ...words: readonly unknown[]): void {
    this.#page?.then(({ deliver }) => deliver?.(channel, words)).catch(() => {}); // the page left
  }

  /** Chromium's own way to end the process of a page. */
  forcefullyCrashRenderer(): void {
    say({ type: 'window-did', what: 'crash' });
    this.#page?.then(({ cdp }) => cdp.send('Page.crash')).catch(() => {}); // it has no more answer
  }

  reload(): void {
    this.#page?.then(({ page }) => page.reload()).catch(() => {});
  }

  async close(): Promise<void> {
    await (await this.#page)?.page.close();
  }

  async #open({ width, height, preload }: PageOptions): Promise<Opened> {
    const [{ context, devtools }, addresses] = await Promise.all([openChromium(), serveSchemes()]);
    const page = context.pages().find((one) => !taken.has(one)) ?? (await context.newPage());
    taken.add(page);
    const cdp = await context.newCDPSession(page);
    const { windowId } = await cdp.send('Browser.getWindowForTarget');
    await cdp.send('Browser.setWindowBounds', { windowId, bounds: { width, height } });
    const { frameTree } = await cdp.send('Page.getFrameTree');
    const opened = { page, cdp, addresses, mainFrame: frameTree.frame.id };
    await this.#guardRequests(opened);
    this.#guardWindows(opened);
    let deliver: Deliver | undefined;
    if (preload !== undefined) {
      const senderFrame = () => ({ url: addresses.fromLoopback(page.url()), parent: null });
      const sender = () => ({ sender: this, senderFrame: senderFrame() });
      deliver = await runPreload(cdp, { file: preload, sender });
    }
    page.on('download', (download) => this.#onDownload(download, addresses));
    page.on('crash', () => {
      app.emit('render-process-gone', {}, this, { reason: 'crashed' });
      this.emit('render-process-gone', {}, { reason: 'crashed' });
    });
    page.on('close', () => this.emit('destroyed'));
    say({ type: 'page', devtools });
    return { ...opened, deliver };
  }

  async #guardRequests({ cdp, addresses, mainFrame }: Opened): Promise<void> {
    cdp.on('Fetch.requestPaused', ({ requestId, request, frameId, resourceType, networkId }) => {
      const url = addresses.fromLoopback(request.url);
      // What a link with `download` fetches counts as a document, but belongs to no navigation.
      const isNavigation = resourceType === 'Document' && networkId !== undefined;
      const isAllowed = !isNavigation || this.#mayNavigate(request.url, url, frameId === mainFrame);
      const isCancelled = isAllowed && this.session.isCancelled(url);
      if (isCancelled) {
        say({ type: 'request-refused', address: url });
      }
      const reply =
        isAllowed && !isCancelled
          ? cdp.send('Fetch.continueRequest', { requestId })
          : cdp.send('Fetch.failRequest', {
              requestId,
              errorReason: isCancelled ? 'BlockedByClient' : 'Aborted',
            });
      reply.catch(() => {}); // the page left
    });
    await cdp.send('Fetch.enable', {
      patterns: [
        { resourceType: 'Document' },
        { urlPattern: 'https://*' },
        { urlPattern: 'http://127.0.0.1*' },
      ],
    });
  }

  #mayNavigate(loopback: string, url: string, isMainFrame: boolean): boolean {
    if (isMainFrame && this.#loading === loopback) {
      this.#loading = undefined;
      return true;
    }
    const event = { ...preventable(), url, isMainFrame, isSameDocument: false };
    this.emit('will-frame-navigate', event);
    if (isMainFrame) {
      this.emit('will-navigate', event, url);
    }
    say({ type: 'navigation', address: url, isRefused: event.defaultPrevented });
    return !event.defaultPrevented;
  }

  /** Chromium has made the window by the time that we hear of it; a refused one is closed. */
  #guardWindows({ page, cdp, addresses }: Opened): void {
    cdp.on('Page.windowOpen', ({ url }) => {
      const address = addresses.fromLoopback(url);
      const isRefused = this.#windowOpen({ url: address }).action === 'deny';
      say({ type: 'new-window', address, isRefused });
      if (isRefused) {
        page.context().once('page', (popup) => void popup.close());
      }
    });
  }

  #onDownload(download: Download, addresses: Addresses): void {
    const address = download.url().replace(/^(blob:)?(.*)$/, (_all, blob = '', url: string) => {
      return blob + addresses.fromLoopback(url);
    });
    let defaultPath: string | undefined;
    const item = {
      getURL: () => address,
      getFilename: () => download.suggestedFilename(),
      setSaveDialogOptions: (options: { readonly defaultPath?: string }) => {
        defaultPath = options.defaultPath;
      },
    };
    const event = preventable();
    this.session.emit('will-download', event, item, this);
    say({ type: 'download', address, defaultPath });
    if (event.defaultPrevented) {
      void download.cancel();
    }
  }
}

export interface PageOptions {
  readonly width: number;
  readonly height: number;
  readonly preload: string | undefined;
}

interface Opened {
  readonly page: Page;
  readonly cdp: CDPSession;
  readonly addresses: Addresses;
  readonly mainFrame: string;
  /** Sends a message to the preload script. */
  readonly deliver?: Deliver | undefined;
}

/** Pages that a window has. */
const taken = new Set<Page>();

export function createWebContents(options: PageOptions): WebContents {
  const contents = new WebContents(options);
  app.emit('web-contents-created', {}, contents);
  return contents;
}
