// What the screen costs in a real Chromium: typing beside a long conversation, panning a large graph,
// drawing what many events say, and the scripts of the first screen. Work is counted as the time that
// the page's main thread was busy, which the pace of frames does not blur.

import { gzipSync } from 'node:zlib';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { createRandom } from '../../assets/random.ts';
import { createEngine } from '../../electron/engine.ts';
import { startServer } from '../../electron/server.ts';
import { openStore } from '../../electron/store/store.ts';
import { sayingExpert } from '../fakes/experts.ts';
import { randomShape } from './graphs.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';
import { addConversation } from './screen-data.ts';
import { measureEventDrawing } from './screen-events.ts';
import { measureGallery } from './screen-gallery.ts';
import { busyDuring, type Opened, settled, withPage } from './screen-page.ts';

const ROUNDS = 7;
/** Requests and answers. */
const LONG_CONVERSATION = 500;
const GRAPHS = { small: 50, large: 1000 };
const GOALS = { typing: 1.2, panning: 1.3, scriptBytes: 400_000 };
const TEXT = 'what does the third one of them say, and how alike are the first two';

interface Screen extends Opened {
  readonly conversations: Readonly<Record<'empty' | 'long' | 'small' | 'large', string>>;
}

export async function measureScreen(): Promise<readonly Row[]> {
  await build({ configFile: 'vite.config.ts', logLevel: 'silent' });
  return inFolder(async (home) => {
    const conversations = seed(home);
    const engine = createEngine({ home, experts: [sayingExpert('text-generation', 'x')] });
    const server = await startServer({ open: () => engine, host: '127.0.0.1', port: 0 });
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    try {
      const screen = { url: server.url, browser, conversations };
      return [
        await typingRow(screen),
        await panningRow(screen),
        await measureGallery(screen),
        await measureEventDrawing(browser),
        await scriptRow(screen),
      ];
    } finally {
      await browser.close();
      await server.close();
    }
  });
}

function seed(home: string): Screen['conversations'] {
  const store = openStore(home, Date.now);
  try {
    return {
      empty: addConversation(store, 1),
      long: addConversation(store, LONG_CONVERSATION / 2),
      small: addConversation(store, 1, randomShape(GRAPHS.small, createRandom(1), 10)),
      large: addConversation(store, 1, randomShape(GRAPHS.large, createRandom(2), 40)),
    };
  } finally {
    store.close();
  }
}

async function openConversation(page: Page, conversation: string): Promise<void> {
  await page.evaluate((id) => {
    location.hash = `#/c/${id}`;
  }, conversation);
  await page.getByRole('button', { name: /graph/i }).last().waitFor();
}

async function typingCost(screen: Screen, conversation: string): Promise<number> {
  return withPage(screen, async (page) => {
    await openConversation(page, conversation);
    const field = page.getByRole('textbox', { name: /ask|request|message/i }).last();
    await field.click();
    await page.keyboard.type('warm');
    const ms = await busyDuring(page, () => page.keyboard.type(TEXT, { delay: 20 }));
    return ms / TEXT.length;
  });
}

async function typingRow(screen: Screen): Promise<Row> {
  const { empty, long } = screen.conversations;
  const pairs = await repeat(ROUNDS, async () => ({
    empty: await typingCost(screen, empty),
    long: await typingCost(screen, long),
  }));
  const ratios = pairs.map((pair) => pair.long / pair.empty);
  return {
    what: `typing a letter in a conversation of ${LONG_CONVERSATION} messages ÷ of two`,
    reference: `${spread(
      pairs.map((pair) => pair.empty),
      1,
    )} ms`,
    ours: `${spread(
      pairs.map((pair) => pair.long),
      1,
    )} ms`,
    ratio: spread(ratios),
    goal: { text: `≤ ${GOALS.typing}`, isMet: median(ratios) <= GOALS.typing },
  };
}

const PAN_STEPS = 60;

async function panningCost(screen: Screen, conversation: string): Promise<number> {
  return withPage(screen, async (page) => {
    await openConversation(page, conversation);
    // Opened at a task, so that both graphs are seen from as near.
    await page
      .getByRole('button', { name: /write text/i })
      .first()
      .click();
    const pane = page.locator('.react-flow__pane');
    await pane.waitFor();
    await page.locator('.react-flow__node').first().waitFor();
    const box = await pane.boundingBox();
    if (box === null) {
      throw new Error('The graph has no place on the page.');
    }
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    await page.mouse.move(middle.x + 8, middle.y + 8, { steps: 4 });
    // There and back, so that the small graph stays in sight as the large one does.
    const far = { x: middle.x - box.width / 4, y: middle.y - box.height / 4 };
    const ms = await busyDuring(page, async () => {
      await page.mouse.move(far.x, far.y, { steps: PAN_STEPS / 2 });
      await page.mouse.move(middle.x, middle.y, { steps: PAN_STEPS / 2 });
    });
    await page.mouse.up();
    return ms / PAN_STEPS;
  });
}

async function panningRow(screen: Screen): Promise<Row> {
  const { small, large } = screen.conversations;
  const pairs = await repeat(ROUNDS, async () => ({
    small: await panningCost(screen, small),
    large: await panningCost(screen, large),
  }));
  const ratios = pairs.map((pair) => pair.large / pair.small);
  return {
    what: `a step of panning a graph of ${GRAPHS.large} tasks ÷ of ${GRAPHS.small}`,
    reference: `${spread(
      pairs.map((pair) => pair.small),
      1,
    )} ms`,
    ours: `${spread(
      pairs.map((pair) => pair.large),
      1,
    )} ms`,
    ratio: spread(ratios),
    goal: { text: `≤ ${GOALS.panning}`, isMet: median(ratios) <= GOALS.panning },
  };
}

async function scriptRow(screen: Screen): Promise<Row> {
  const bytes = await withPage(screen, async (page) => {
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') {
        bodies.push(response.body());
      }
    });
    await page.reload();
    await page
      .getByRole('button', { name: /invoice/ })
      .first()
      .waitFor();
    await settled(page); // what is fetched for later begins after the first paint, and counts too
    const scripts = await Promise.all(bodies);
    return scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  });
  const kilobytes = `${(bytes / 1000).toFixed(0)} kB`;
  return {
    what: 'scripts that the first screen loads, compressed (gzip)',
    reference: '–',
    ours: kilobytes,
    ratio: '–',
    goal: { text: '< 400 kB', isMet: bytes > 0 && bytes < GOALS.scriptBytes },
  };
}
