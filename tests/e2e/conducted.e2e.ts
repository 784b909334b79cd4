// What a person sees of a language model that conducts: notes on a run, its calls, the plan before it runs.

import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { planWords, sentTo } from '../fakes/conducted.ts';
import { wire } from '../fakes/controllers.ts';
import { conductedE2e, settingsOf } from './harness/conducted.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

const REQUEST = 'What is it about?';
const TEXT = 'The ferry leaves at seven. It carries the mail. Nobody swims to the island.';
const PLAN = planWords([wire(0, 'summarization', { text: TEXT })]);
const ANSWER = 'It is about a ferry.';

const talking = conductedE2e.extend('screen', async ({ chat, page }) => {
  chat.say({ plan: PLAN, answer: ANSWER, perform: 'A ferry carries the mail.' });
  await page.getByText(screenOf(page).t('chat.start.title')).waitFor();
  return screenOf(page);
});

talking('tells the calls of a run, with their tokens and what they cost', async ({ screen }) => {
  const { page, t, ask, runIn, answer } = screen;
  await ask(REQUEST);
  await runIn('finished').waitFor();
  await answer.getByText(ANSWER).waitFor();
  const line = page.getByText(/ calls of test-model: .* tokens in, .* out, \$0\.\d+/);
  await line.click();
  const table = page.getByRole('group', { name: t('chat.calls.label') }).getByRole('table');
  await table.getByRole('cell', { name: t('chat.calls.stages.plan'), exact: true }).waitFor();
  await table.getByRole('cell', { name: t('chat.calls.stages.answer'), exact: true }).waitFor();
  await expectAccessible(page);
});

talking('says that a plan was made before, and makes it anew', async ({ chat, screen }) => {
  const { page, t, ask, runIn } = screen;
  const planned = () => chat.stages().filter((stage) => stage === 'plan').length;
  const reused = page.getByText(t('chat.notes.planReused'));
  await ask(REQUEST);
  await runIn('finished').waitFor();
  await page.getByRole('button', { name: t('chat.request.again') }).click();
  await reused.waitFor();
  await runIn('finished').waitFor();
  expect(planned()).toBe(1);
  await page.getByRole('button', { name: t('chat.notes.planAgain') }).click();
  await page.getByText(t('chat.request.version', { position: 3, count: 3 })).waitFor();
  await runIn('finished').waitFor();
  expect(await reused.count()).toBe(0);
  expect(planned()).toBe(2);
});

talking('says why the rules planned, with the way to the settings', async ({ chat, screen }) => {
  const { page, t, ask, run } = screen;
  const refusal = { error: { message: 'Incorrect API key provided.' } };
  chat.say({ plan: { kind: 'error', status: 401, body: refusal }, answer: ANSWER });
  await ask(`summarise: ${TEXT}`);
  const note = page.getByRole('list', { name: t('chat.notes.label') }).getByRole('listitem');
  await note.getByText(/The built-in rules planned, since .*did not accept the key/).waitFor();
  await run.getByText(t('chat.run.counts', { done: 1, total: 1 })).waitFor();
  await expectAccessible(page);
  await note
    .first()
    .getByRole('button', { name: t('errors.recoveries.open-settings') })
    .click();
  await settingsOf(page).title.waitFor();
  await page.goBack();
  await run.waitFor();
});

talking('says what was corrected in an answer', async ({ chat, screen }) => {
  const { page, t, ask, runIn, answer } = screen;
  chat.say({ plan: PLAN, answer: 'I drew it for you in island.png.', perform: 'A ferry.' });
  await ask(REQUEST);
  await runIn('finished').waitFor();
  await page.getByText(t('chat.notes.nameRemoved', { name: 'island.png' })).waitFor();
  expect(await answer.innerText()).not.toContain('island.png');
});

const reviewed = talking.extend('waiting', async ({ screen }) => {
  const { page, t } = screen;
  const { link, review } = settingsOf(page);
  await link.click();
  await review.check();
  await page.getByRole('button', { name: t('sidebar.new') }).click();
  const { ask } = screen;
  await ask(REQUEST);
  const card = page.getByRole('group', { name: t('chat.review.title') });
  await card.waitFor();
  return { ...screen, card };
});

for (const isApproved of [true, false]) {
  const end = isApproved ? 'runs as it was changed' : 'is not run';
  reviewed(`a plan waits for a word and ${end}, without a mouse`, async ({ chat, waiting }) => {
    const { page, t, card, runIn, run } = waiting;
    await expect.poll(() => focusedText(page)).toBe(t('chat.review.title'));
    await page.getByText(t('chat.announce.reviewing')).waitFor();
    await card.getByText(t('chat.review.nothing')).waitFor();
    await run.getByText(t('chat.run.reviewing'), { exact: true }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const field = card.getByRole('textbox', { name: t('graph.slots.text') });
    expect(await field.inputValue()).toBe(TEXT);
    await expectAccessible(page);
    const asked = chat.asked().length;
    if (!isApproved) {
      await card.getByRole('button', { name: t('chat.review.refuse') }).press('Enter');
      await runIn('cancelled').waitFor();
      await page.getByText(t('chat.run.refusedLine')).waitFor();
      expect(chat.asked().length).toBe(asked);
      return;
    }
    await field.fill('The moon is far away. It moves the sea.');
    await card.getByRole('button', { name: t('chat.review.runChanged') }).press('Enter');
    await runIn('finished').waitFor();
    await card.waitFor({ state: 'detached' });
    const told = chat.asked().slice(asked).map(sentTo).join('\n');
    expect(told).toContain('moon');
    expect(told).not.toContain('Nobody swims');
  });
}

reviewed('a plan still waits after a reload', async ({ waiting }) => {
  const { page, t, card, runIn } = waiting;
  await page.reload();
  await card.getByRole('button', { name: t('chat.review.run'), exact: true }).click();
  await runIn('finished').waitFor();
});

/** What the focused element says. */
function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent);
}
