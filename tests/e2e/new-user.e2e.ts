// A new user, from the first answer on: finds what was made, fetches a model, sees local mode hold, and takes
// a conversation to another machine.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { CLASSIFY } from './harness/asking.ts';
import { dragFiles, dropFiles } from './harness/drop.ts';
import { HOST } from './harness/e2e.ts';
import { savedTo } from './harness/exchange.ts';
import { sampleFile } from './harness/files.ts';
import { galleryOf } from './harness/gallery.ts';
import { machineSettingsOf } from './harness/machine-settings.ts';
import { folderBeside, modelsE2e, modelsOf, RECOMMENDED } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { openVisit } from './harness/visit.ts';

const REQUEST = 'read invoice.png for me';
const AWAY = 'read https://pictures.example/invoice.png';

const newUser = modelsE2e.extend('folder', ({ hub }, { onCleanup }) =>
  folderBeside(hub, {}, onCleanup),
);

newUser(
  'comes from the first answer to a model, to local mode and to another machine',
  async ({ page, hub, folder, browser }) => {
    const screen = screenOf(page);
    const { t, sample, runIn, answer, list, row, ask } = screen;

    // The first answer, and what was made.
    await sample(REQUEST).click();
    await runIn('finished').waitFor();
    await answer.getByText('MJ-2047').first().waitFor();
    const { link: toGallery, tile } = galleryOf(page);
    await toGallery.click();
    await tile('invoice.png').waitFor();
    await tile(/\.wav/).waitFor();

    // A model from the Hub, once the mode allows it.
    const { line, card, button, mode } = machineSettingsOf(page);
    await line('local').click();
    await card('hybrid').click();
    await button(t('machineSettings.mode.yes.hybrid')).click();
    await mode.getByText(t('machineSettings.mode.changed.hybrid')).waitFor();
    const { link: toModels, task, model } = modelsOf(page);
    await toModels.click();
    await task(t('tasks.names.image-classification')).click();
    await button(t('models.offers.installOne', { model: RECOMMENDED })).click();
    await model('mobilenetv4_conv_small.e2400_r224_in1k').waitFor();

    // Local mode again: the model works without a network, and nothing else is reached.
    await line('hybrid').click();
    await card('local').click();
    await mode.getByText(t('machineSettings.mode.changed.local')).waitFor();
    const before = hub.seen.length;
    await list.getByRole('button', { name: t('sidebar.new'), exact: true }).click();
    await dropFiles(page, [sampleFile('scene.png')]);
    await ask(CLASSIFY.en);
    await runIn('finished').waitFor();
    await ask(AWAY);
    await runIn('partly')
      .getByText(/pictures\.example is not asked/)
      .waitFor();
    await line('local').click();
    await page.getByText(t('settings.privacy.meaning.local')).waitFor();
    await page.getByText(/none left this machine/).waitFor();
    expect(hub.seen).toHaveLength(before);

    // The first conversation, on another machine.
    await row(REQUEST).click();
    await runIn('finished').waitFor();
    await screen.openMenu(REQUEST);
    const path = await savedTo(folder, page, () => screen.menuItem(t('sidebar.export')).click());
    await mkdir(join(folder, 'other-home'));
    const other = await HOST.start(join(folder, 'other-home'));
    try {
      const visit = await openVisit(browser, other.url);
      const there = screenOf(visit.page);
      await there.list.getByText(t('sidebar.empty')).waitFor();
      const drag = await dragFiles(visit.page, [path]);
      await drag.over();
      await drag.drop();
      await there.row(REQUEST).waitFor();
      await there.runIn('finished').waitFor();
      await there.answer.getByText('MJ-2047').first().waitFor();
      visit.check();
      await visit.close();
    } finally {
      await other.close();
    }
    expect(other.complaints).toEqual([]);
  },
);
