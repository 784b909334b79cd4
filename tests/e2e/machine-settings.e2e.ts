// The sections of the settings on mode, devices and folders, and the way to each section.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { settingsOf } from './harness/conducted.ts';
import { e2e } from './harness/e2e.ts';
import { writeLongText } from './harness/files.ts';
import { begin, onServer } from './harness/looks.ts';
import { keptSettings, machineSettingsOf } from './harness/machine-settings.ts';
import { expectNothingTooWide } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

e2e('the mode is changed by keys, and asks before it lets more out', async ({ page, folder }) => {
  const { t, line, card, question, mode, button } = machineSettingsOf(page);
  await line('local').press('Enter');
  await expectFocusOn(page, t('machineSettings.mode.title'));
  expect(new URL(page.url()).hash).toBe('#/settings/mode');
  await page.keyboard.press('Tab');
  await expect.poll(() => card('local').evaluate(hasFocus)).toBe(true);
  await page.keyboard.press('ArrowDown');
  await question('hybrid').getByText('https://huggingface.co', { exact: true }).waitFor();
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await question('remote').waitFor();
  await page.keyboard.press('Escape');
  await question('remote').waitFor({ state: 'detached' });
  await expect.poll(() => card('local').isChecked()).toBe(true);
  await line('local').waitFor();
  await card('local').press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  expect(await focusedText(page)).toBe(t('machineSettings.mode.yes.hybrid'));
  await page.keyboard.press('Enter');
  await mode.getByText(t('machineSettings.mode.changed.hybrid')).waitFor();
  await line('hybrid').waitFor();
  await expect.poll(() => card('hybrid').evaluate(hasFocus), { timeout: 20_000 }).toBe(true);
  expect(await keptSettings(folder)).toMatchObject({ mode: 'hybrid' });
  await page.keyboard.press('ArrowUp');
  await mode.getByText(t('machineSettings.mode.changed.local')).waitFor();
  await line('local').waitFor();
  expect(await keptSettings(folder)).toMatchObject({ mode: 'local' });
  await expect.poll(() => button(t('machineSettings.mode.yes.hybrid')).count()).toBe(0);
});

e2e(
  'a run that goes on is named before a change, and goes on after it',
  async ({ page, folder }) => {
    const screen = screenOf(page);
    const { t, line, card, mode, button } = machineSettingsOf(page);
    await begin(screen, {
      files: [await writeLongText(folder, 4000)],
      request: 'read long.txt aloud',
    });
    await line('local').click();
    await mode.getByText(t('machineSettings.runs', { count: 1 })).waitFor();
    await card('hybrid').check();
    await expectAccessible(page);
    await picture(page, 'settings-runs');
    await button(t('machineSettings.mode.yes.hybrid')).click();
    await mode.getByText(t('machineSettings.mode.changed.hybrid')).waitFor();
    await screen.rows.first().click();
    await screen.runIn('running').waitFor();
    await screen.stop.click();
    await screen.runIn('cancelled').waitFor();
  },
);

e2e('numbers that are out of range are said in words and not kept', async ({ page, folder }) => {
  const { t, line, devices, field, button } = machineSettingsOf(page);
  const words = (key: 'gpuSlots' | 'networkSlots' | 'modelIdleMinutes') =>
    field(t(`machineSettings.devices.${key}`));
  await line('local').click();
  await words('gpuSlots').fill('17');
  await words('networkSlots').fill('');
  await words('modelIdleMinutes').fill('0');
  await devices.getByText(t('machineSettings.unsaved', { count: 3 })).waitFor();
  await button(t('app.save')).click();
  await devices.getByText('It takes a whole number from 1 to 16, not “17”.').waitFor();
  await devices.getByText('It takes a whole number from 1 to 64, not an empty field.').waitFor();
  await devices.getByText('It takes a number above 0, not “0”.').waitFor();
  await expectAccessible(page);
  await expect(keptSettings(folder)).rejects.toThrow('ENOENT');
  await words('gpuSlots').press('ArrowDown');
  await expect.poll(() => words('gpuSlots').inputValue()).toBe('16');
  await words('gpuSlots').press('ArrowDown');
  await words('networkSlots').fill('4');
  await words('modelIdleMinutes').fill('2.5');
  await words('modelIdleMinutes').press('Enter');
  await devices.getByText(t('machineSettings.saved')).waitFor();
  expect(await keptSettings(folder)).toEqual({
    ...{ gpuSlots: 15, networkSlots: 4, modelIdleMinutes: 2.5 },
  });
  await words('gpuSlots').fill('3');
  await button(t('machineSettings.discard')).press('Enter');
  await expect.poll(() => words('gpuSlots').inputValue()).toBe('15');
  await expectFocusOn(page, t('machineSettings.discarded'));
});

e2e('the device and the memory of models are kept, in bytes', async ({ page, folder }) => {
  const { t, line, devices, field, button } = machineSettingsOf(page);
  await line('local').click();
  await devices.getByRole('radio', { name: 'CPU', exact: true }).check();
  await field(t('machineSettings.devices.modelMemoryBytes')).fill('1.5');
  await field(t('machineSettings.devices.downloadBytesPerSecond')).fill('2');
  await button(t('app.save')).click();
  await devices.getByText(t('machineSettings.saved')).waitFor();
  expect(await keptSettings(folder)).toEqual({
    ...{ device: 'cpu', modelMemoryBytes: 1.5e9, downloadBytesPerSecond: 2e6 },
  });
});

e2e('what is written stays unsaved while another screen is open', async ({ page }) => {
  const { t, line, folders, field, button } = machineSettingsOf(page);
  const kept = field(t('machineSettings.folders.maxResultBytes'));
  await line('local').click();
  await kept.fill('7');
  await button(t('sidebar.new')).click();
  await page.getByText(t('chat.start.title')).waitFor();
  await line('local').click();
  await folders.getByText(t('machineSettings.unsaved', { count: 1 })).waitFor();
  await expect.poll(() => kept.inputValue()).toBe('7');
});

e2e('a folder with models is added and removed by its path', async ({ page, folder }) => {
  const { t, line, folders, field, button } = machineSettingsOf(page);
  const path = field(t('machineSettings.folders.path'));
  const own = join(folder, 'my models');
  await mkdir(own);
  await line('local').click();
  await folders.getByText(join(folder, 'home'), { exact: true }).waitFor();
  await path.press('Enter');
  await folders.getByText(t('machineSettings.folders.pathFaults.empty')).waitFor();
  await path.fill(own);
  await path.press('Enter');
  await folders.getByText(t('machineSettings.folders.added', { path: own })).waitFor();
  await expect.poll(() => path.inputValue()).toBe('');
  expect(await keptSettings(folder)).toEqual({ modelFolders: [own] });
  await path.fill(own);
  await path.press('Enter');
  await folders.getByText(t('machineSettings.folders.pathFaults.taken')).waitFor();
  await expectAccessible(page);
  await button(t('machineSettings.folders.removeOne', { path: own })).press('Enter');
  const removed = t('machineSettings.folders.removed', { path: own });
  await folders.getByText(removed).waitFor();
  await expectFocusOn(page, removed);
  expect(await keptSettings(folder)).toEqual({ modelFolders: [] });
});

e2e('a change that is refused is said, and leaves the fields as they were', async ({ visit }) => {
  const { page, allow } = await visit();
  allow(/Failed to load resource/);
  const { t, line, card, question, devices, mode, field, button } = machineSettingsOf(page);
  await page.route('**/rpc/settings/change', (route) => route.abort());
  await line('local').click();
  await field(t('machineSettings.devices.gpuSlots')).fill('2');
  await button(t('app.save')).click();
  await devices.getByRole('alert').waitFor();
  await expect.poll(() => field(t('machineSettings.devices.gpuSlots')).inputValue()).toBe('2');
  await card('hybrid').check();
  await button(t('machineSettings.mode.yes.hybrid')).click();
  await mode.getByRole('alert').waitFor();
  await question('hybrid').waitFor();
  await line('local').waitFor();
});

e2e('each section has an address, and the way there gives it the focus', async ({ page }) => {
  const { t, nav } = machineSettingsOf(page);
  const { link, title } = settingsOf(page);
  await link.click();
  await title.waitFor();
  expect(new URL(page.url()).hash).toBe('#/settings');
  const to = (name: string) => nav.getByRole('link', { name, exact: true });
  const heading = page.getByRole('heading', { name: t('settings.privacy.title'), exact: true });
  await to(t('settings.privacy.title')).press('Enter');
  await expectFocusOn(page, t('settings.privacy.title'));
  expect(new URL(page.url()).hash).toBe('#/settings/privacy');
  await expect.poll(() => isInView(heading), { timeout: 20_000 }).toBe(true);
  await to(t('machineSettings.folders.title')).press('Enter');
  await expectFocusOn(page, t('machineSettings.folders.title'));
  await page.goBack();
  await expectFocusOn(page, t('settings.privacy.title'));
  await page.reload();
  await expectFocusOn(page, t('settings.privacy.title'));
  await expect.poll(() => isInView(heading), { timeout: 20_000 }).toBe(true);
});

for (const [locale, colorScheme, width] of onServer([
  ['en', 'dark', 1440],
  ['en', 'light', 1000],
  ['zh-CN', 'light', 1440],
  ['zh-CN', 'dark', 390],
] as const)) {
  e2e(`is right in ${locale}, ${colorScheme}, ${width} pixels wide`, async ({ visit }) => {
    const { page } = await visit({ locale, colorScheme, viewport: { width, height: 900 } });
    const { t, line, card, question, devices, folders, button } = machineSettingsOf(page, locale);
    const name = `${locale}-${colorScheme}-${width}`;
    if (width < 760) {
      await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
    }
    await line('local').click();
    await devices.getByRole('radio', { name: 'CPU', exact: true }).waitFor();
    await expectAccessible(page);
    await picture(page, `settings-${name}`);
    await card('remote').check();
    await question('remote').getByRole('listitem').first().waitFor();
    await picture(page, `settings-remote-${name}`);
    await page.getByLabel(t('machineSettings.devices.gpuSlots'), { exact: true }).fill('99');
    await button(t('app.save')).click();
    await folders.getByRole('textbox').first().fill('x');
    await expectAccessible(page);
    await expectNothingTooWide(page);
    await picture(page, `settings-asked-${name}`);
  });
}

function hasFocus(element: Element): boolean {
  return element === document.activeElement;
}

/** As soon as it is there: on a busy machine the screen takes its time. */
async function expectFocusOn(page: Page, text: string): Promise<void> {
  await expect.poll(() => focusedText(page), { timeout: 60_000 }).toBe(text);
}

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}

function isInView(heading: ReturnType<Page['getByRole']>): Promise<boolean> {
  return heading.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= window.innerHeight;
  });
}

/** Of all that is on the screen, where someone wants to look at it. */
async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    const size = page.viewportSize();
    const width = size?.width ?? 1440;
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.setViewportSize({ width, height: 1900 });
    await page.screenshot({ path: join(folder, `${name}-all.png`) });
    await page.setViewportSize({ width, height: size?.height ?? 900 });
  }
}
