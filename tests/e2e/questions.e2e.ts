// What a run asks while it goes on: whether a model may be downloaded, whether a file may leave this
// machine. The run goes on by itself after the answer.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../renderer/words/languages.ts';
import type { Question } from '../../shared/questions.ts';
import { planWords } from '../fakes/conducted.ts';
import { wire } from '../fakes/controllers.ts';
import {
  askingE2e,
  CLASSIFY,
  DETECT,
  questionOf,
  reviewingE2e,
  sendingE2e,
} from './harness/asking.ts';
import { dropFiles } from './harness/drop.ts';
import { sampleFile } from './harness/files.ts';
import { type Screen, screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';
import { wordsIn } from './harness/words.ts';

interface Asked {
  readonly about: Question['about'];
  readonly language: Language;
  /** A sample; another one where the result of the first must not be taken again. */
  readonly file?: string;
}

async function ask(
  { page, chip, ask }: Screen,
  { about, language, file = 'scene.png' }: Asked,
): Promise<void> {
  await page.getByText(wordsIn(language)('chat.start.title')).waitFor();
  await dropFiles(page, [sampleFile(file)]);
  await chip(file).and(page.locator('[data-status="ready"]')).waitFor();
  const request = (about === 'install' ? CLASSIFY : DETECT)[language];
  await ask(request.replace('scene.png', file));
}

/** The page with a request that asks. */
async function asking(page: Page, about: Question['about'], language: Language = 'en') {
  const screen = screenOf(page, language);
  await ask(screen, { about, language });
  const question = questionOf(page, about, language);
  await question.card.waitFor();
  return { ...screen, ...question };
}

for (const language of ['en', 'zh-CN'] as const) {
  askingE2e(
    `a model is downloaded after a yes, and the run goes on by itself, ${language}`,
    async ({ visit, storage, hub }) => {
      const { page } = await visit({ locale: language });
      const { t, card, heading, download, run, runIn, results } = await asking(
        page,
        'install',
        language,
      );
      storage.set({ kind: 'slow', pauseMs: 150 });
      await run.getByText(t('chat.run.asking'), { exact: true }).waitFor();
      await card.getByText(/“(Classify picture|图片分类)”/).waitFor();
      await expect.poll(() => focusedText(page)).toBe(await heading.textContent());
      await expectAccessible(page);
      expect(hub.sent()).toBe(0);
      await download.click();
      await card.waitFor({ state: 'detached' });
      await run.getByText(anyOf(t('graph.fetching.downloading', AMOUNT))).waitFor();
      await run.getByRole('button', { name: t('graph.fetching.state') }).waitFor();
      await expectAccessible(page);
      await runIn('finished').waitFor();
      await results.first().waitFor();
      expect(hub.sent()).toBeGreaterThan(200_000);
      expect(await run.getByText(anyOf(t('graph.fetching.downloading', AMOUNT))).count()).toBe(0);
    },
  );
}

askingE2e('a question is heard, and answered without a mouse', async ({ page }) => {
  const { t, card, heading, without, run, runIn } = await asking(page, 'install');
  const title = (await heading.textContent()) ?? '';
  await page.getByText(t('chat.announce.asking', { question: title }), { exact: true }).waitFor();
  await expect.poll(() => focusedText(page)).toBe(title);
  await page.keyboard.press('Tab');
  expect(await without.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  await expect.poll(() => focusedText(page)).toBe(t('chat.questions.install.yes'));
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached' });
  // Who answered is left on the run, not at the top of the page.
  await expect.poll(() => run.locator(':focus').count()).toBe(1);
  await runIn('finished').waitFor();
});

askingE2e('a no leaves the task out, and it can be asked again', async ({ page, hub }) => {
  const { t, card, without, download, run, runIn } = await asking(page, 'install');
  await without.click();
  await card.waitFor({ state: 'detached' });
  await runIn('partly').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(hub.sent()).toBe(0);
  await expectAccessible(page);
  await run.getByRole('button', { name: t('chat.run.askAgain') }).click();
  await download.click();
  await runIn('finished').waitFor();
});

askingE2e('a question is still there after a reload', async ({ page, storage }) => {
  const { t, card, download, heading, run, runIn } = await asking(page, 'install');
  storage.set({ kind: 'slow', pauseMs: 150 });
  await page.reload();
  await card.waitFor();
  await expect.poll(() => focusedText(page)).toBe(await heading.textContent());
  await download.click();
  const line = run.getByText(anyOf(t('graph.fetching.downloading', AMOUNT)));
  await line.waitFor();
  await page.reload();
  await line.waitFor();
  await runIn('finished').waitFor();
});

askingE2e('a run that asks can be stopped, and its question goes', async ({ page }) => {
  const { t, card, run, runIn } = await asking(page, 'install');
  await run.getByRole('button', { name: t('chat.run.stop') }).click();
  await runIn('cancelled').waitFor();
  await card.waitFor({ state: 'detached' });
});

askingE2e('a model on its way is seen in graph, list and inspector', async ({ page, storage }) => {
  const { t, download, openGraph, panel, runIn } = await asking(page, 'install');
  storage.set({ kind: 'slow', pauseMs: 400 });
  await download.click();
  await openGraph.click();
  const line = panel.getByText(anyOf(t('graph.fetching.downloading', AMOUNT)));
  await line.waitFor();
  await panel.getByRole('tab', { name: t('graph.tabs.list') }).click();
  await panel.getByText(t('graph.fetching.state')).waitFor();
  await line.waitFor();
  await expectAccessible(page);
  await panel.getByRole('button', { name: t('tasks.names.image-classification') }).click();
  await expect.poll(() => line.count()).toBe(2);
  await expectAccessible(page);
  await runIn('finished').waitFor();
  expect(await line.count()).toBe(0);
});

askingE2e('an answer from another window takes the question away here', async ({ visit }) => {
  const [first, second] = [await visit(), await visit()];
  const here = await asking(first.page, 'install');
  await second.page.goto(first.page.url());
  const there = questionOf(second.page, 'install');
  await there.without.click();
  await here.card.waitFor({ state: 'detached' });
  await here.runIn('partly').waitFor();
});

askingE2e('says why an answer did not arrive, and takes it again', async ({ visit }) => {
  const { page, allow } = await visit();
  allow(/ERR_FAILED/);
  const { card, download, runIn } = await asking(page, 'install');
  await page.route('**/rpc/runs/answer', (route) => route.abort());
  await download.click();
  await card.getByRole('alert').waitFor();
  await expectAccessible(page);
  await page.unroute('**/rpc/runs/answer');
  await download.click();
  await runIn('finished').waitFor();
});

askingE2e('an answer that came too late is no trouble', async ({ visit }) => {
  const [first, second] = [await visit(), await visit()];
  first.allow(/ERR_FAILED|status of 422/);
  const { page } = first;
  const { card, download } = await asking(page, 'install');
  // This window does not hear any more what happens.
  await page.route('**/rpc/watch', (route) => route.abort());
  await page.reload();
  await card.waitFor();
  await second.page.goto(page.url());
  const there = questionOf(second.page, 'install');
  await there.without.click();
  await there.card.waitFor({ state: 'detached' });
  const refused = page.waitForResponse('**/rpc/runs/answer');
  await download.click();
  expect((await refused).status()).toBe(422);
  await expect.poll(() => download.isEnabled()).toBe(true);
  expect(await card.getByRole('alert').count()).toBe(0);
});

for (const language of ['en', 'zh-CN'] as const) {
  sendingE2e(
    `a file is sent after a word, and always means not to be asked again, ${language}`,
    async ({ visit, router, host }) => {
      const { page, allow } = await visit({ locale: language });
      const screen = await asking(page, 'upload', language);
      const { card, heading, always, run, runIn, results } = screen;
      await card
        .getByText(/scene\.png/)
        .first()
        .waitFor();
      await card.getByText(new RegExp(new URL(router.url).host)).waitFor();
      await expect.poll(() => focusedText(page)).toBe(await heading.textContent());
      await expectAccessible(page);
      expect(router.asked()).toEqual([]);
      await always.click();
      await card.waitFor({ state: 'detached' });
      await runIn('finished').waitFor();
      await results.first().waitFor();
      expect(router.asked()).toHaveLength(1);
      allow(/ERR_|Failed to fetch|status of/);
      await host.kill('SIGTERM');
      await host.restart();
      await page.goto(host.url);
      await ask(screen, { about: 'upload', language, file: 'notice.png' });
      await run.waitFor();
      await runIn('finished').waitFor();
      expect(router.asked()).toHaveLength(2);
      expect(await card.count()).toBe(0);
    },
  );
}

sendingE2e('a yes holds for the session, and a no for the run', async ({ page, router }) => {
  const { t, card, dont, sendFile, runIn, ...screen } = await asking(page, 'upload');
  await dont.click();
  await card.waitFor({ state: 'detached' });
  await runIn('partly').waitFor();
  expect(router.asked()).toEqual([]);
  const again = async (file: string) => {
    await page.getByRole('button', { name: t('sidebar.new') }).click();
    await ask({ ...screen, t, runIn }, { about: 'upload', language: 'en', file });
  };
  await again('scene.png');
  await sendFile.click();
  await runIn('finished').waitFor();
  expect(router.asked()).toHaveLength(1);
  await again('notice.png');
  await runIn('finished').waitFor();
  expect(router.asked()).toHaveLength(2);
});

sendingE2e('never sends nothing, and the run says so', async ({ page, router }) => {
  const { t, card, never, runIn, run } = await asking(page, 'upload');
  expect(await never.textContent()).toBe(t('chat.questions.upload.never'));
  await never.press('Enter');
  await card.waitFor({ state: 'detached' });
  await runIn('partly').waitFor();
  await run.getByRole('alert').filter({ hasText: 'scene.png' }).waitFor();
  expect(router.asked()).toEqual([]);
});

askingE2e('what nothing can do leads to the models', async ({ page }) => {
  const { t, ask, runIn, run } = screenOf(page);
  await ask('Make a video of a kite over the sea.');
  await runIn('partly').waitFor();
  const notice = run.getByRole('alert');
  await notice.getByRole('button', { name: t('errors.recoveries.choose-model') }).click();
  await page.getByRole('heading', { level: 1, name: t('models.title'), exact: true }).waitFor();
  expect(new URL(page.url()).hash).toBe('#/models?task=text-to-video');
  const task = page.getByRole('combobox', { name: t('models.filters.task') }).first();
  await task.waitFor();
  expect(await task.inputValue()).toBe('text-to-video');
  await page.getByText(t('models.pins.nothing')).waitFor();
});

reviewingE2e('a plan says what can’t be done and what must be fetched', async ({ page, chat }) => {
  const { t, run, ask, runIn, ...screen } = screenOf(page);
  const plan = planWords([
    wire(0, 'image-classification', { image: 'scene.png' }),
    wire(1, 'image-to-video', { image: 'scene.png' }),
    { ...wire(2, 'image-to-text', { image: 'scene.png' }), dep: [1] },
  ]);
  chat.say({ plan, answer: 'It is a scene.', choose: '{"choices":[]}' });
  await page.getByText(t('chat.start.title')).waitFor();
  await dropFiles(page, [sampleFile('scene.png')]);
  await screen.chip('scene.png').and(page.locator('[data-status="ready"]')).waitFor();
  await ask('Do all of it with scene.png');
  const card = page.getByRole('group', { name: t('chat.review.title') });
  await card.waitFor();
  const [first, second, third] = await card.getByRole('listitem').all();
  const download = t('chat.review.download', { model: '…', facts: '…' });
  await first?.getByText(anyOf(download)).waitFor();
  await second?.getByText(t('chat.review.noModelYet')).waitFor();
  const needed = t('tasks.names.image-to-video');
  await third?.getByText(t('chat.review.cutOff', { task: needed })).waitFor();
  await expectAccessible(page);
  await second?.getByRole('button', { name: t('chat.review.findModel') }).click();
  await page.getByRole('heading', { level: 1, name: t('models.title'), exact: true }).waitFor();
  await page.goBack();
  await card.getByRole('button', { name: t('chat.review.run'), exact: true }).click();
  await questionOf(page, 'install').download.click();
  await runIn('partly').waitFor();
  await run.getByText(t('chat.run.counts', { done: 1, total: 3 })).waitFor();
});

const AMOUNT = { model: '…', done: '…', total: '…' };

/** A sentence with something in place of each "…". */
function anyOf(sentence: string): RegExp {
  return new RegExp(
    sentence
      .replaceAll(/[?.()]/g, '\\$&')
      .split('…')
      .join('.+'),
  );
}

/** What the focused element says. */
function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
