// Runs that take long: seen live, stopped, found again after a reload, gone on with after a crash.

import { expect } from 'vitest';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { writeLongText } from './harness/files.ts';
import { type Screen, screenOf } from './harness/screen.ts';

/** Sentences: so many that a run is still under way when the test comes to it, however fast the machine. */
const ENDLESS = 3000;
/** About ten seconds of work. */
const SHORT = 150;

/** Begins a run of two tasks: the summary is soon there, the speech takes as long as the text is. */
async function beginLongRun(screen: Screen, folder: string, sentences: number): Promise<void> {
  await dropFiles(screen.page, [await writeLongText(folder, sentences)]);
  await screen.chip('long.txt').and(screen.page.locator('[data-status="ready"]')).waitFor();
  await screen.ask('read long.txt aloud and summarise long.txt');
  await screen.run.waitFor();
}

function counts({ t }: Screen, done: number): string {
  return t('chat.run.counts', { done, total: 2 });
}

e2e('a run is drawn while it goes on', async ({ page, folder }) => {
  const screen = screenOf(page);
  const { t, run, openGraph, panel, row, runIn } = screen;
  await beginLongRun(screen, folder, ENDLESS);
  await openGraph.click();
  await panel.getByText(t('tasks.names.text-to-speech')).first().waitFor();
  await panel.getByText(t('tasks.states.running')).first().waitFor();
  await run.getByText(counts(screen, 1)).waitFor({ timeout: 60_000 });
  await panel.getByText(t('tasks.states.finished')).first().waitFor();
  await row(t('sidebar.states.running')).waitFor();
  await runIn('running').waitFor();
});

e2e(
  'a run can be stopped in the middle, and what had finished is kept',
  async ({ page, folder }) => {
    const screen = screenOf(page);
    await beginLongRun(screen, folder, ENDLESS);
    await screen.run.getByText(counts(screen, 1)).waitFor({ timeout: 60_000 });
    await screen.stop.click();
    await screen.runIn('cancelled').waitFor();
    await screen.run.getByText(counts(screen, 1)).waitFor();
    await screen.goOn.waitFor();
    await screen.stop.waitFor({ state: 'detached' });
    expect(await screen.row(screen.t('sidebar.states.running')).count()).toBe(0);
  },
);

e2e('a reload in the middle finds the run still live', async ({ page, folder }) => {
  const screen = screenOf(page);
  await beginLongRun(screen, folder, ENDLESS);
  await screen.run.getByText(screen.t('chat.run.running')).waitFor();
  await page.reload();
  await screen.runIn('running').waitFor();
  // It is live, not only as it was: what happens after the reload is seen.
  await screen.run.getByText(counts(screen, 1)).waitFor({ timeout: 60_000 });
  await screen.stop.click();
  await screen.runIn('cancelled').waitFor();
});

e2e('a run goes on while no window is open', async ({ visit, folder }) => {
  const first = await visit();
  const screen = screenOf(first.page);
  await beginLongRun(screen, folder, SHORT);
  await screen.run.getByText(screen.t('chat.run.running')).waitFor();
  await first.page.close();
  const { page } = await visit();
  const again = screenOf(page);
  await again.row(/read long.txt aloud/).click();
  await again.runIn('finished').waitFor({ timeout: 90_000 });
  await again.run.getByText(counts(again, 2)).waitFor();
});

e2e(
  'after a kill the run is there as interrupted, and goes on to its end',
  async ({ visit, host, folder }) => {
    const before = await visit();
    before.allow(/ERR_|status of 401/); // the server is gone, then it does not know the page
    const screen = screenOf(before.page);
    const { t } = screen;
    await beginLongRun(screen, folder, SHORT);
    await screen.run.getByText(counts(screen, 1)).waitFor({ timeout: 60_000 });
    await host.kill('SIGKILL');
    await before.page.getByText(t('app.connection.lost')).waitFor();
    const address = host.url;
    await host.restart();
    if (host.url !== address) {
      await before.page.getByText(t('errors.messages.UNAUTHORISED')).waitFor();
    }
    await before.page.close();

    const { page } = await visit();
    const after = screenOf(page);
    await after.row(t('sidebar.states.interrupted')).click();
    await after.runIn('interrupted').waitFor();
    await after.goOn.click();
    await after.runIn('finished').waitFor({ timeout: 90_000 });
    await after.run.getByText(counts(after, 2)).waitFor();
    await after.answer.getByText('speech.wav').first().waitFor();
    expect(await after.row(t('sidebar.states.interrupted')).count()).toBe(0);
  },
);

e2e(
  'what is stopped with the program can go on after its next start',
  async ({ visit, host, folder }) => {
    const before = await visit();
    before.allow(/ERR_/);
    await beginLongRun(screenOf(before.page), folder, SHORT);
    await screenOf(before.page).runIn('running').waitFor();
    await host.close();
    await before.page.close();
    await host.restart();
    const { page } = await visit();
    const after = screenOf(page);
    await after.row(after.t('sidebar.states.interrupted')).click();
    await after.goOn.click();
    await after.runIn('finished').waitFor({ timeout: 90_000 });
  },
);
