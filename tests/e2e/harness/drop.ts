// Files dropped on the page from outside, as the window system does it: the page reads them from disk.

import type { Page } from 'playwright-core';

/** What a drag lets happen, as Chromium's protocol counts it. */
const COPY = 1;

interface Drag {
  readonly over: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

/** Begins to drag files over the middle of the page. */
export async function dragFiles(page: Page, paths: readonly string[]): Promise<Drag> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = page.viewportSize() ?? { width: 800, height: 600 };
  const data = { items: [], files: [...paths], dragOperationsMask: COPY };
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  return {
    over: async () => {
      await send('dragEnter');
      await send('dragOver');
    },
    drop: async () => {
      await send('drop');
      await session.detach();
    },
  };
}

export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const drag = await dragFiles(page, paths);
  await drag.over();
  await drag.drop();
}
