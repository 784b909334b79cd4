// A page of the program in Chromium, and everything that must not happen on it: errors on the console,
// uncaught errors, dialogs, crashes, requests that leave the machine.

import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

export interface Visit {
  readonly page: Page;
  /** Faults that this test brings about itself, such as a server that is gone. */
  readonly allow: (pattern: RegExp) => void;
  /** Fails the test where something happened that must not. */
  readonly check: () => void;
  readonly close: () => Promise<void>;
}

/** Milliseconds that anything may take on a machine that has much else to do. */
const PATIENCE = 60_000;

/** Opens the address in a profile of its own, as a person in Berlin with a large screen. */
export async function openVisit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: 'light',
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const faults = collectFaults(page);
  const allowed: RegExp[] = [];
  await page.goto(url);
  return {
    page,
    allow: (pattern) => allowed.push(pattern),
    check: () =>
      expect(faults.filter((fault) => !allowed.some((pattern) => pattern.test(fault)))).toEqual([]),
    close: () => context.close(),
  };
}

function collectFaults(page: Page): readonly string[] {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') {
      const { url, lineNumber, columnNumber } = message.location();
      faults.push(`console: ${message.text()} (${url}:${lineNumber}:${columnNumber})`);
    }
  });
  page.on('pageerror', (error) => faults.push(`uncaught: ${error.message}`));
  page.on('crash', () => faults.push('the page crashed'));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => faults.push('the dialog could not be dismissed'));
  });
  page.context().on('request', (request) => {
    if (leavesMachine(request.url())) {
      faults.push(`left the machine: ${request.url()}`);
    }
  });
  return faults;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

function leavesMachine(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^(https?|wss?):$/.test(protocol) && !LOOPBACK.has(hostname);
}

/**
 * Without axe's copies of style sheets: only a rule that is off wants them, and that of a waveform's shadow
 * root is an inline style which the page's policy forbids.
 */
const AXE = { preload: { assets: ['media'] } };

interface Checked {
  /** What is on the page, said with what is found there. */
  readonly on?: string;
  /** Holds text to 7:1, or 4.5:1 where it is large. */
  readonly isHighContrast?: boolean;
}

/**
 * Holds that axe finds no violation on the page as it is now. A test that looks at several screens goes
 * on to the next ones, so that all that is found is told at once.
 */
export async function expectAccessible(
  page: Page,
  { on, isHighContrast = false }: Checked = {},
): Promise<void> {
  await settle(page);
  const rules = { 'color-contrast-enhanced': { enabled: isHighContrast } };
  const { violations } = await new AxeBuilder({ page }).options({ ...AXE, rules }).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
  expect.soft(found, on).toEqual([]);
}

/** Waits for fonts, and for all transitions and animations that end. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}
