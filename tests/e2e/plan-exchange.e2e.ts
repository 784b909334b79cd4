// Plans that go out as files and come in again: looked at first, with the files that are attached, or refused
// with what is missing.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { commandsOf } from './harness/commands.ts';
import { dropFiles } from './harness/drop.ts';
import { e2e, HOST } from './harness/e2e.ts';
import { type Screen, screenOf } from './harness/screen.ts';
import { expectAccessible, openVisit } from './harness/visit.ts';

const REQUEST = 'summarise notes.txt in one sentence';
const NOTES =
  'The harbour was rebuilt last year. It has two new piers and a light at the end of each. Ships from the north use the harbour again, and the town earns more than before.';

/** @returns where the notes are */
async function summarise(screen: Screen, folder: string): Promise<string> {
  const notes = join(folder, 'notes.txt');
  await writeFile(notes, NOTES);
  await screen.field.waitFor();
  await attach(screen, notes);
  await screen.ask(REQUEST);
  await screen.runIn('finished').waitFor();
  return notes;
}

/** Once all of it is drawn. */
async function answerOf({ answer }: Screen): Promise<string> {
  await answer.getByText('TextRank').waitFor();
  return answer.innerText();
}

/** @returns where the plan is */
async function savePlan({ page }: Screen, folder: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    commandsOf(page).does('save plan json'),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function importPlan({ page }: Screen, path: string): Promise<void> {
  const [files] = await Promise.all([
    page.waitForEvent('filechooser'),
    commandsOf(page).does('import plan'),
  ]);
  await files.setFiles(path);
}

async function attach(screen: Screen, path: string): Promise<void> {
  await dropFiles(screen.page, [path]);
  await screen.files.locator('[data-status="ready"]').waitFor();
}

e2e(
  'a plan runs again on another home, after a look at it, to the same answer',
  async ({ page, folder, browser }) => {
    const screen = screenOf(page);
    const notes = await summarise(screen, folder);
    const answer = await answerOf(screen);
    const path = await savePlan(screen, folder);
    expect(path).toMatch(/summarise-notes-txt-in-one-sentence\.plan\.json$/);
    const saved = await readFile(path, 'utf8');
    expect(JSON.parse(saved)).toMatchObject({
      ...{ format: 'ensemble-plan', version: 1, request: REQUEST },
      files: [{ name: 'notes.txt', kind: 'text' }],
    });
    expect(saved).not.toContain(folder);
    await mkdir(join(folder, 'other-home'));
    const other = await HOST.start(join(folder, 'other-home'));
    try {
      const visit = await openVisit(browser, other.url);
      visit.allow(/status of 422/);
      const there = screenOf(visit.page);
      const missing = { name: 'summarise-notes-txt-in-one-sentence.plan.json', files: 'notes.txt' };
      await there.field.waitFor();
      await importPlan(there, path);
      await visit.page.getByText(there.t('errors.messages.PLAN_FILES_MISSING', missing)).waitFor();
      await expect.poll(() => there.rows.count()).toBe(0);
      await expectAccessible(visit.page);
      await attach(there, notes);
      await importPlan(there, path);
      const approve = visit.page.getByRole('button', {
        name: there.t('chat.review.run'),
        exact: true,
      });
      await approve.waitFor();
      await expectAccessible(visit.page);
      await approve.focus();
      await visit.page.keyboard.press('Enter');
      await there.runIn('finished').waitFor();
      expect(await answerOf(there)).toBe(answer);
      await expect.poll(() => there.files.count()).toBe(0);
      visit.check();
      await visit.close();
    } finally {
      await other.close();
    }
    expect(other.complaints).toEqual([]);
  },
);

e2e(
  'a plan that is dropped is imported into the open conversation, another JSON file attached',
  async ({ page, folder }) => {
    const screen = screenOf(page);
    await summarise(screen, folder);
    const path = await savePlan(screen, folder);
    const address = page.url();
    await dropFiles(page, [path]);
    await page.getByRole('button', { name: screen.t('chat.review.run'), exact: true }).waitFor();
    expect(page.url()).toBe(address);
    await expect.poll(() => screen.exchanges.count()).toBe(2);
    const data = join(folder, 'data.json');
    await writeFile(data, '{"a": 1}');
    await dropFiles(page, [data]);
    await screen.chip('data.json').waitFor();
  },
);

e2e('what is no plan is refused in words, in both languages', async ({ visit, folder }) => {
  const path = join(folder, 'odd.json');
  await writeFile(path, '{"format": "ensemble-plan", "version": 2}');
  for (const language of ['en', 'zh-CN'] as const) {
    const { page, allow } = await visit({ locale: language });
    allow(/status of 422/);
    const screen = screenOf(page, language);
    await screen.field.waitFor();
    await dropFiles(page, [path]);
    const [before = ''] = screen
      .t('errors.messages.PLAN_FILE_INVALID', { name: 'odd.json', why: '…' })
      .split('…');
    await page.getByRole('alert').getByText(before).waitFor();
  }
});

e2e('the panel of a run offers its plan', async ({ page, folder }) => {
  const screen = screenOf(page);
  await summarise(screen, folder);
  await page.keyboard.press('Control+g');
  const save = screen.panel.getByRole('button', { name: screen.t('graph.savePlan') });
  await save.focus();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  const path = join(folder, 'again.json');
  await download.saveAs(path);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ format: 'ensemble-plan' });
});
