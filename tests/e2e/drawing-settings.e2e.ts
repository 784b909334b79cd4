// The section of the settings on how pictures are drawn.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Language } from '../../renderer/words/languages.ts';
import { e2e } from './harness/e2e.ts';
import { FEW_LOOKS, picture } from './harness/looks.ts';
import { keptSettings, machineSettingsOf } from './harness/machine-settings.ts';
import { expectNothingTooWide } from './harness/models.ts';
import { expectAccessible } from './harness/visit.ts';

type Field = 'steps' | 'guidance' | 'width' | 'height' | 'strength' | 'controlScale';

function drawingOf(page: Page, language: Language = 'en') {
  const { t, line, nav, button } = machineSettingsOf(page, language);
  const title = t('drawing.title');
  const section = page.getByRole('region', { name: title, exact: true });
  return {
    ...{ t, section, button },
    open: async () => {
      await line('local').click();
      await nav.getByRole('link', { name: title, exact: true }).press('Enter');
      await section.getByRole('heading', { name: title }).waitFor();
    },
    field: (name: Field) =>
      section.getByRole('textbox', { name: t(`drawing.${name}`), exact: true }),
    scheduler: section.getByRole('combobox', { name: t('drawing.scheduler'), exact: true }),
  };
}

e2e(
  'how pictures are drawn is said, kept, and left to the model again',
  async ({ page, folder }) => {
    const { t, section, open, field, scheduler } = drawingOf(page);
    await open();
    await field('steps').fill('12');
    await page.keyboard.press('Tab');
    await page.keyboard.type('4.5');
    await scheduler.selectOption('euler');
    await field('width').fill('512');
    await field('height').fill('768');
    await section.getByText(t('machineSettings.unsaved', { count: 5 })).waitFor();
    await field('height').press('Enter');
    await section.getByText(t('machineSettings.saved')).waitFor();
    const kept = { steps: 12, guidance: 4.5, scheduler: 'euler', width: 512, height: 768 };
    expect(await keptSettings(folder)).toEqual({ drawing: kept });
    await page.reload();
    await expect.poll(() => field('guidance').inputValue()).toBe('4.5');
    await expect.poll(() => scheduler.inputValue()).toBe('euler');
    await scheduler.selectOption('');
    await field('guidance').fill('');
    await field('guidance').press('Enter');
    await section.getByText(t('machineSettings.saved')).waitFor();
    expect(await keptSettings(folder)).toEqual({ drawing: { steps: 12, width: 512, height: 768 } });
  },
);

e2e('what can’t be drawn with is said in words and not kept', async ({ page, folder }) => {
  const { t, section, open, field, button } = drawingOf(page);
  await open();
  await field('steps').fill('0');
  await field('guidance').fill('much');
  await field('width').fill('100');
  await field('strength').fill('0');
  await field('controlScale').fill('3');
  await button(t('app.save')).click();
  await section.getByText('It takes a whole number from 1 to 1,000, not “0”.').waitFor();
  await section.getByText('It takes a number from 0 to 50, not “much”.').waitFor();
  await section.getByText('It takes a multiple of 8 from 8 to 8,192, not “100”.').waitFor();
  await section.getByText('It takes a number above 0, at most 1, not “0”.').waitFor();
  await section.getByText('It takes a number from 0 to 2, not “3”.').waitFor();
  await expectAccessible(page);
  await picture(page, 'drawing-faults');
  await field('width').fill('');
  for (const name of ['steps', 'guidance', 'strength', 'controlScale'] as const) {
    await field(name).fill('');
  }
  await field('height').fill('512');
  await field('height').press('Enter');
  await section.getByText(t('drawing.alone')).waitFor();
  await expect(keptSettings(folder)).rejects.toThrow('ENOENT');
  await button(t('machineSettings.discard')).press('Enter');
  await section.getByText(t('machineSettings.discarded')).waitFor();
  await expect.poll(() => field('height').inputValue()).toBe('');
});

for (const [locale, colorScheme, width] of FEW_LOOKS) {
  e2e(`is right in ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ visit }) => {
    const { page } = await visit({ locale, colorScheme, viewport: { width, height: 900 } });
    const { t, open, field } = drawingOf(page, locale);
    if (width < 760) {
      await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
    }
    await open();
    await field('guidance').fill('7.5');
    await expectAccessible(page);
    await expectNothingTooWide(page);
    await picture(page, `drawing-${locale}-${colorScheme}-${width}`);
  });
}
