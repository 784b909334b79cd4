// The screen of settings: what conducts, connections, prompts, and the places of the screen itself.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { conductedE2e, settingsOf } from './harness/conducted.ts';
import { e2e } from './harness/e2e.ts';
import { onServer } from './harness/looks.ts';
import { modelsOf } from './harness/models.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const settings = conductedE2e.extend('opened', async ({ visit }) => {
  const { page, allow } = await visit();
  const screen = settingsOf(page);
  await screen.link.click();
  await screen.listed.waitFor();
  return { ...screen, allow };
});

for (const colorScheme of onServer(['light', 'dark'] as const)) {
  settings(`axe finds no violation, whatever is open, ${colorScheme}`, async ({ visit }) => {
    const { page } = await visit({ colorScheme });
    const { t, link, listed, model, modelField, prompt, connections, button, test } =
      settingsOf(page);
    await link.click();
    await listed.waitFor();
    await expectAccessible(page);
    await modelField.click();
    await page.getByRole('option', { name: 'other-model' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await test.click();
    await page.getByText(t('settings.test.works', { name: 'test-model (box)' })).waitFor();
    await model.getByRole('button', { name: t('settings.model.stages.open') }).click();
    await button(t('settings.connections.editOne', { name: 'Azure OpenAI' })).click();
    await button(t('settings.connections.add')).click();
    await connections.getByText(t('settings.connections.more')).first().click();
    await prompt('plan').click();
    await page.getByText(t('settings.prompts.compare')).click();
    await expectAccessible(page);
  });
}

settings('is found again by its address, and left by going back', async ({ opened }) => {
  const { page, t, title, link, listed } = opened;
  expect(new URL(page.url()).hash).toBe('#/settings');
  await page.reload();
  await title.waitFor();
  await listed.waitFor();
  expect(await link.getAttribute('aria-current')).toBe('page');
  await page.goBack();
  await page.getByText(t('chat.start.title')).waitFor();
});

settings('another model is chosen, for all stages and for one', async ({ opened, chat }) => {
  const { page, t, model, source, modelField, use } = opened;
  const inUse = (name: string) => model.getByText(t('settings.model.now', { name }));
  await inUse('test-model (box)').waitFor();
  await modelField.fill('other-model');
  await modelField.press('Enter');
  await inUse('other-model (box)').waitFor();
  await source.selectOption('rules');
  await use.click();
  await inUse(t('settings.model.rules')).waitFor();
  await page.getByText(t('settings.model.used', { name: t('settings.model.rules') })).waitFor();
  await model.getByRole('button', { name: t('settings.model.stages.open') }).click();
  await model
    .getByRole('combobox', { name: t('settings.model.stages.names.answer') })
    .selectOption('box');
  await modelField.fill('test-model');
  await modelField.press('Enter');
  await model.getByText(t('settings.model.stages.differ', { count: 1 })).waitFor();
  const { ask, runIn, field } = screenOf(page);
  await page.getByRole('button', { name: t('sidebar.new') }).click();
  await field.waitFor();
  chat.say({ answer: 'It is about a ferry.' });
  await ask('summarise: The ferry leaves at seven. It carries the mail. Nobody swims.');
  await runIn('finished').waitFor();
  expect(chat.stages().filter((stage) => stage !== 'perform')).toEqual(['answer']);
});

settings('a test says which step fails, and why', async ({ opened }) => {
  const { page, t, model, modelField, test } = opened;
  await modelField.fill('no-such-model');
  await test.click();
  const name = 'no-such-model (box)';
  const step = t('settings.test.steps.model');
  await model.getByText(t('settings.test.fails', { name, step })).waitFor();
  const steps = model.getByRole('list', { name: t('settings.test.title', { name }) });
  await steps.getByText(/does not know the model no-such-model/).waitFor();
  expect(await steps.getByText(t('settings.test.outcomes.passed')).count()).toBe(2);
  expect(await steps.getByText(t('settings.test.outcomes.not-tried')).count()).toBe(2);
  await expectAccessible(page);
});

e2e('without a language model it says what conducts and what can’t be asked', async ({ visit }) => {
  const { page } = await visit({ viewport: { width: 420, height: 860 }, locale: 'zh-CN' });
  const { t, link, model, source, connections } = settingsOf(page, 'zh-CN');
  await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
  await link.click();
  await model.getByText(t('settings.model.now', { name: t('settings.model.rules') })).waitFor();
  await connections.getByRole('listitem', { name: 'Ollama' }).waitFor();
  await source.selectOption('openai');
  await model.getByText(new RegExp(t('settings.model.refused', { why: '' }))).waitFor();
  await expectAccessible(page);
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(tooWide).toEqual([]);
});

settings('a connection is added, edited and removed without a mouse', async ({ opened, chat }) => {
  const { page, t, connections, source, button } = opened;
  const words = (key: 'id' | 'baseUrl' | 'contextTokens') => t(`settings.connections.${key}`);
  const field = (name: string) => connections.getByRole('textbox', { name, exact: true });
  await button(t('settings.connections.add')).press('Enter');
  await expect.poll(() => focusedLabel(page)).toBe(words('id'));
  await page.keyboard.type('my box');
  await page.keyboard.press('Enter');
  await connections.getByText(t('settings.connections.faults.id')).waitFor();
  await connections.getByText(t('settings.connections.faults.baseUrl')).waitFor();
  await expectAccessible(page);
  await field(words('id')).fill('mine');
  await field(words('baseUrl')).fill(chat.url);
  await page.keyboard.press('Enter');
  await page.getByText(t('settings.connections.saved', { name: 'mine' })).waitFor();
  await expect.poll(() => focusedText(page)).toBe(t('settings.connections.add'));
  const row = connections.getByRole('listitem', { name: 'mine', exact: true });
  await row.getByText(chat.url).waitFor();
  await source.locator('option[value="mine"]').waitFor({ state: 'attached' });
  await button(t('settings.connections.editOne', { name: 'mine' })).press('Enter');
  await row.getByText(t('settings.connections.more')).press('Enter');
  await field(words('contextTokens')).fill('many');
  await page.keyboard.press('Enter');
  await row.getByText(t('settings.connections.faults.tokens')).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => focusedText(page)).toBe(t('settings.connections.edit'));
  await button(t('settings.connections.removeOne', { name: 'mine' })).press('Enter');
  await expect.poll(() => focusedText(page)).toBe(t('settings.connections.keep'));
  await expectAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });
  await expect.poll(() => focusedText(page)).toBe(t('settings.connections.title'));
});

settings('a prompt is changed, compared, put back and reset', async ({ opened }) => {
  const { page, allow, t, prompts, prompt, button } = opened;
  allow(/422/); // a prompt that is refused
  await prompt('answer').click();
  const text = prompts.getByRole('textbox', { name: t('settings.prompts.text') });
  const original = await text.inputValue();
  const slot = /\{\{\w+\}\}/.exec(original)?.[0] ?? '';
  await text.fill(original.replaceAll(slot, ''));
  await prompts.getByText(t('settings.prompts.slotMissing', { slot })).waitFor();
  await button(t('settings.prompts.save')).click();
  await prompts.getByRole('alert').getByText(slot).waitFor();
  for (const line of ['Be brief.', 'Be briefer.']) {
    await text.fill(`${original}\n${line}`);
    await button(t('settings.prompts.save')).click();
    await page.getByText(t('settings.prompts.saved')).waitFor();
  }
  await page.getByText(t('settings.prompts.compare')).click();
  await prompts.locator('ins').getByText('Be briefer.').waitFor();
  await page.getByText(t('settings.prompts.versions', { count: 1 })).click();
  await expectAccessible(page);
  await prompts.getByRole('button', { name: /^Restore the version of/ }).click();
  await expect.poll(() => text.inputValue()).toBe(`${original}\nBe brief.`);
  await button(t('settings.prompts.reset')).click();
  await expect.poll(() => text.inputValue()).toBe(original);
  await page.getByText(t('settings.prompts.same')).waitFor();
});

settings('what is written in a prompt stays while other screens are open', async ({ opened }) => {
  const { page, t, prompt, prompts, link, listed } = opened;
  await prompt('answer').click();
  const text = prompts.getByRole('textbox', { name: t('settings.prompts.text') });
  await text.fill('Not done yet');
  const models = modelsOf(page);
  await models.link.click();
  await models.installed.waitFor();
  await link.click();
  await listed.waitFor();
  await prompts.getByText(t('settings.prompts.unsaved')).waitFor();
  await prompt('answer').click();
  expect(await text.inputValue()).toBe('Not done yet');
});

settings('it looks for servers on this machine', async ({ opened }) => {
  const { page, t, button } = opened;
  await button(t('settings.discover.look')).click();
  // Whether there is one depends on the machine of the tests.
  const none = t('settings.discover.none');
  await page
    .getByText(none)
    .or(page.getByText(/ servers? answers?\./))
    .waitFor();
});

settings('it says that the engine is not there, and tries again', async ({ visit }) => {
  const { page, allow } = await visit();
  const { t, link, listed } = settingsOf(page);
  allow(/Failed to load resource/);
  await page.route('**/rpc/controllers/overview', (route) => route.abort());
  await link.click();
  const again = page.getByRole('alert').getByRole('button', { name: t('errors.recoveries.retry') });
  await again.waitFor();
  await expectAccessible(page);
  await page.unroute('**/rpc/controllers/overview');
  await again.click();
  await listed.waitFor();
});

/** What labels the focused field. */
function focusedLabel(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    return focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : undefined;
  });
}

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
