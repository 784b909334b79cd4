// A video that is dropped and spoken into: what the page shows plays in this browser, with picture and sound.

import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { dropFiles } from './harness/drop.ts';
import { e2e } from './harness/e2e.ts';
import { picture } from './harness/looks.ts';
import { machineSettingsOf } from './harness/machine-settings.ts';
import { ROOT } from './harness/root.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const WORDS = 'The sun rises over the sea, and a small boat goes out to the island.';

async function dub(page: Page, name: string) {
  const screen = screenOf(page);
  await dropFiles(page, [join(ROOT, 'tests', 'fakes', 'videos', name)]);
  await screen.chip(name).and(page.locator('[data-status="ready"]')).waitFor();
  await screen.ask(`Dub the video with "${WORDS}"`);
  await screen.runIn('finished').waitFor();
  return screen;
}

/** What the player has and what is heard of its file, by the browser's own decoders. */
function played(video: ReturnType<Page['locator']>) {
  return video.evaluate(async (element) => {
    if (!(element instanceof HTMLVideoElement)) {
      throw new Error('it is no video');
    }
    element.muted = true;
    element.playbackRate = 8;
    const ended = new Promise((resolve, reject) => {
      element.addEventListener('ended', resolve, { once: true });
      element.addEventListener('error', () => reject(new Error(element.error?.message)));
    });
    await element.play();
    await ended;
    const canvas = document.createElement('canvas').getContext('2d');
    canvas?.drawImage(element, 0, 0);
    const [red = 0, , blue = 0] = canvas?.getImageData(20, 20, 1, 1).data ?? [];
    const answer = await fetch(element.currentSrc);
    const context = new OfflineAudioContext(1, 48_000, 48_000);
    const sound = await context.decodeAudioData(await answer.arrayBuffer());
    const samples = sound.getChannelData(0);
    return {
      ...{ seconds: element.duration, width: element.videoWidth, height: element.videoHeight },
      isBlue: blue > 200 && red < 50,
      heard: sound.duration,
      loudness: Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length),
    };
  });
}

for (const [name, made] of [
  ['silent.mp4', 'silent-dubbed.mp4'],
  ['silent.webm', 'silent-dubbed.webm'],
] as const) {
  e2e(
    `${name} is spoken into, and plays to its end with the last picture held`,
    async ({ page }) => {
      const { results, answer, t } = await dub(page, name);
      const video = results.locator('video').first();
      await video.waitFor();
      await results.getByText(made, { exact: true }).waitFor();
      await results
        .getByText(t('results.dubbed.parts', { video: name, sound: 'speech.wav' }))
        .waitFor();
      await answer.getByText(`I put speech.wav into ${name}`).waitFor();
      const { seconds, width, height, isBlue, heard, loudness } = await played(video);
      expect([width, height, isBlue]).toEqual([160, 120, true]);
      expect(seconds).toBeGreaterThan(2.5); // the video itself has two seconds
      expect(Math.abs(heard - seconds)).toBeLessThan(0.05);
      expect(loudness).toBeGreaterThan(0.02);
      await expectAccessible(page);
      await picture(page, name);
    },
  );
}

e2e('speech is cut at the end of its video where the settings say so', async ({ page }) => {
  const { t, line, folders, button } = machineSettingsOf(page);
  await line('local').click();
  await folders.getByLabel(t('machineSettings.folders.longSpeech')).selectOption('cut');
  await button(t('app.save')).click();
  await folders.getByText(t('machineSettings.saved')).waitFor();
  await expectAccessible(page);
  await picture(page, 'settings');
  await button(t('sidebar.new')).click();
  const { results } = await dub(page, 'silent.mp4');
  const video = results.locator('video').first();
  await video.waitFor();
  const { seconds, loudness } = await played(video);
  expect(seconds).toBeCloseTo(2, 1);
  expect(loudness).toBeGreaterThan(0.02);
});

e2e(
  'a video that can not be dubbed is named with the reason, beside one that can',
  async ({ page }) => {
    const { chip, ask, runIn, results, t } = screenOf(page);
    const names = ['old.mp4', 'silent.webm'];
    await dropFiles(
      page,
      names.map((name) => join(ROOT, 'tests', 'fakes', 'videos', name)),
    );
    for (const name of names) {
      await chip(name).and(page.locator('[data-status="ready"]')).waitFor();
    }
    await ask('Dub the videos with "Hello there, how are you today?"');
    await runIn('finished').waitFor();
    await results.getByText('silent-dubbed.webm', { exact: true }).waitFor();
    const notes = page.getByRole('list', { name: t('chat.notes.label') });
    await notes.getByText(/^old\.mp4 could not be dubbed: .*mp4v/).waitFor();
    await expectAccessible(page);
  },
);
