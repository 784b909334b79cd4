// How often the page is drawn while a run makes thousands of events a second: a change of the page is
// counted each time that React has written to it, and held against the frames that passed.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { createEngine } from '../../electron/engine.ts';
import type { Expert } from '../../electron/experts/expert.ts';
import { startServer } from '../../electron/server.ts';
import { fixedController } from '../fakes/controllers.ts';
import { fakeExpert } from '../fakes/experts.ts';
import { inFolder, median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';

const ROUNDS = 3;
/** A task reports at most once in 16 ms, so that many at once make over 10,000 events a second. */
const TASKS = 240;
const SECONDS = 4;

/** An expert that reports for a while, as often as it is listened to. */
function talkativeExpert(told: { events: number }): Expert {
  return fakeExpert('text-generation', {
    timeoutSeconds: 60,
    perform: async (_, { progress }) => {
      const end = performance.now() + SECONDS * 1000;
      for (let step = 0; performance.now() < end; step += 1) {
        const message = { code: 'drawing-step', values: { step, steps: 300 } } as const;
        progress({ fraction: Math.min(1, step / 300), message });
        told.events += 1;
        await setTimeout(17);
      }
      return { text: 'x' };
    },
  });
}

interface Drawn {
  readonly eventsPerSecond: number;
  readonly changesPerFrame: number;
}

async function drawOnce(browser: Browser): Promise<Drawn> {
  return inFolder(async (home) => {
    const told = { events: 0 };
    const plan = Array.from({ length: TASKS }, (_, id) => ({
      ...{ task: 'text-generation', id, dep: [-1] },
      args: { text: `part ${id}` },
    }));
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ cpuSlots: TASKS }));
    const engine = createEngine({
      home,
      experts: [talkativeExpert(told)],
      controller: fixedController(plan),
    });
    const server = await startServer({ open: () => engine, host: '127.0.0.1', port: 0 });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    try {
      const page = await context.newPage();
      await page.goto(server.url);
      await page
        .getByRole('textbox', { name: /ask|request|message/i })
        .last()
        .fill('talk');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /stop/i }).first().waitFor();
      const before = told.events;
      const seconds = SECONDS / 2;
      const { changes, frames } = await page.evaluate(countChanges, seconds * 1000);
      return {
        eventsPerSecond: (told.events - before) / seconds,
        changesPerFrame: changes / frames,
      };
    } finally {
      await context.close();
      await server.close();
    }
  });
}

/** Runs in the page: how often it was written to, and how many frames there were. */
async function countChanges(ms: number): Promise<{ changes: number; frames: number }> {
  let changes = 0;
  let frames = 0;
  const observer = new MutationObserver(() => {
    changes += 1;
  });
  observer.observe(document.body, {
    ...{ childList: true, subtree: true },
    ...{ characterData: true, attributes: true },
  });
  const end = performance.now() + ms;
  while (performance.now() < end) {
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  observer.disconnect();
  return { changes, frames };
}

export async function measureEventDrawing(browser: Browser): Promise<Row> {
  const drawn = await repeat(ROUNDS, () => drawOnce(browser));
  const ratios = drawn.map(({ changesPerFrame }) => changesPerFrame);
  const rates = drawn.map(({ eventsPerSecond }) => eventsPerSecond);
  return {
    what: 'changes of the page ÷ frames while a run makes that many events a second',
    reference: `${spread(rates, 0)}/s`,
    ours: `${spread(ratios)} a frame`,
    ratio: spread(ratios),
    goal: { text: '≤ 1', isMet: median(ratios) <= 1 && median(rates) >= 10_000 },
  };
}
