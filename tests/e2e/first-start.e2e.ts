// The first minute with the program.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { sampleRequests } from '../../electron/samples.ts';
import { e2e } from './harness/e2e.ts';
import { screenOf } from './harness/screen.ts';

e2e('the first screen says what works now and offers requests to try', async ({ page }) => {
  const { t, list, sample } = screenOf(page);
  await page.getByText(t('chat.start.title')).waitFor();
  await list.getByText(t('sidebar.empty')).waitFor();
  await page.getByText(t('chat.start.lead')).waitFor();
  for (const { request } of sampleRequests()) {
    await sample(request).waitFor();
  }
});

e2e('a person who reads Chinese is offered them in Chinese', async ({ visit }) => {
  const { page } = await visit({ locale: 'zh-CN' });
  const { sample, runIn, row } = screenOf(page, 'zh-CN');
  for (const { translations } of sampleRequests()) {
    await sample(translations['zh-CN'] ?? '').waitFor();
  }
  const request = '识别 invoice.png 中的文字并朗读';
  await sample(request).click();
  await runIn('finished').waitFor();
  await row(request).waitFor();
});

e2e(
  'a sample request becomes a live graph, an answer and a recording that plays',
  async ({ page }) => {
    const { t, sample, run, runIn, answer, results, openGraph, panel, row } = screenOf(page);
    await sample('read invoice.png for me').click();
    await run.waitFor();
    await openGraph.click();
    await panel.getByText(t('tasks.names.text-to-speech')).first().waitFor();
    await runIn('finished').waitFor();
    await answer.getByText('MJ-2047').first().waitFor();
    await row('read invoice.png for me').waitFor();
    expect(await run.innerText()).toContain(t('chat.run.counts', { done: 2, total: 2 }));

    const play = results.getByRole('button', {
      name: t('results.audio.play', { name: 'speech.wav' }),
    });
    await play.click();
    const audio = await playedAudio(page);
    expect(audio.duration).toBeGreaterThan(1);
    expect(Number.isFinite(audio.duration)).toBe(true);
    await results
      .getByRole('button', { name: t('results.audio.pause', { name: 'speech.wav' }) })
      .click();
  },
);

e2e('a reload and a second window find the conversation that is open', async ({ page, visit }) => {
  const { sample, runIn } = screenOf(page);
  await sample('read invoice.png for me').click();
  await runIn('finished').waitFor();
  await page.reload();
  await runIn('finished').waitFor();
  const other = screenOf((await visit()).page);
  await other.rows.first().waitFor();
  await other.page.goto(page.url());
  await other.runIn('finished').waitFor();
});

/** Resolves once the recording that plays has moved on; its place in seconds, and how long it is. */
async function playedAudio(page: Page) {
  const handle = await page.waitForFunction(() => {
    const playing = [...document.querySelectorAll('audio')].find(({ paused }) => !paused);
    return playing !== undefined && playing.currentTime > 0.3
      ? { at: playing.currentTime, duration: playing.duration }
      : undefined;
  });
  const audio = await handle.jsonValue();
  if (audio === undefined) {
    throw new Error('No recording plays.');
  }
  return audio;
}
