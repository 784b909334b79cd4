// A page of the screen that is measured, and what its main thread did meanwhile.

import { setTimeout } from 'node:timers/promises';
import type { Browser, CDPSession, Page } from 'playwright-core';

/** Milliseconds. */
const QUIET_MS = 500;

export interface Opened {
  readonly url: string;
  readonly browser: Browser;
}

export async function withPage<Value>(
  { browser, url }: Opened,
  use: (page: Page) => Promise<Value>,
): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  try {
    const page = await context.newPage();
    await page.goto(url);
    return await use(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds that the main thread was busy while `act` went on. */
export async function busyDuring(page: Page, act: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await untilQuiet(session);
  const before = await busyMs(session);
  await act();
  await settled(page);
  const after = await busyMs(session);
  await session.detach();
  return after - before;
}

export async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

/** Until what opening the page left to do has been done: less than 1 % of a while is busy. */
export async function untilQuiet(session: CDPSession): Promise<void> {
  for (let isBusy = true; isBusy; ) {
    const before = await busyMs(session);
    await setTimeout(QUIET_MS);
    isBusy = (await busyMs(session)) - before > QUIET_MS / 100;
  }
}

/** Two frames without work in between. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
