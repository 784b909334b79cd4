// What scrolling the gallery costs, of a few files and of very many: the work of the page for one turn of the
// wheel, the 95th percentile over one way down. The list comes from the benchmark and not from a store, since
// what is drawn is measured; each tile shows a picture.

import { fileURLToPath } from 'node:url';
import { manyItems } from '../renderer/gallery/made.ts';
import { median, repeat, spread } from './measure.ts';
import type { Row } from './report.ts';
import { busyMs, type Opened, settled, untilQuiet, withPage } from './screen-page.ts';

const ROUNDS = 7;
const FILES = { few: 100, many: 10_000 };
const GOAL = 1.2;
const TURNS = 40;
/** Pixels; all turns together stay within what a hundred files fill. */
const TURN = 60;
const PICTURE = fileURLToPath(new URL('../../assets/samples/scene.png', import.meta.url));

export async function measureGallery(opened: Opened): Promise<Row> {
  const pairs = await repeat(ROUNDS, async () => ({
    few: await scrollCost(opened, FILES.few),
    many: await scrollCost(opened, FILES.many),
  }));
  const ratios = pairs.map(({ few, many }) => many / few);
  const cost = (of: keyof typeof FILES) =>
    `${spread(
      pairs.map((pair) => pair[of]),
      1,
    )} ms`;
  return {
    what: `a turn of the wheel in a gallery of ${FILES.many} files ÷ of ${FILES.few}, 95th percentile`,
    reference: cost('few'),
    ours: cost('many'),
    ratio: spread(ratios),
    goal: { text: `≤ ${GOAL}`, isMet: median(ratios) <= GOAL },
  };
}

/** Milliseconds that the main thread was busy with a turn, where 19 of 20 took no longer. */
function scrollCost(opened: Opened, files: number): Promise<number> {
  return withPage(opened, async (page) => {
    const choices = { kinds: [], types: [], models: [], origins: [] };
    await page.route('**/rpc/gallery/list', (route) =>
      route.fulfill({ json: { json: { items: manyItems(files), choices } } }),
    );
    await page.route('**/media/**', (route) => route.fulfill({ path: PICTURE }));
    await page.evaluate(() => {
      location.hash = '#/gallery';
    });
    await page.getByRole('gridcell').first().waitFor();
    await page.mouse.move(900, 600);
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    await untilQuiet(session);
    const turns = await repeat(TURNS, async () => {
      const before = await busyMs(session);
      await page.mouse.wheel(0, TURN);
      await settled(page);
      return (await busyMs(session)) - before;
    });
    await session.detach();
    return turns.toSorted((a, b) => a - b)[Math.ceil(TURNS * 0.95) - 1] ?? Number.NaN;
  });
}
