// The section on keys: what is set there is sent, is protected where it can be, and is never given out.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { filesWith, keysE2e, keysOf, MARKER, VARIABLE } from './harness/keys.ts';
import { screenOf } from './harness/screen.ts';
import { expectAccessible } from './harness/visit.ts';

/** Who has not the right key is not told which models there are. */
const REFUSED = /status of 422/;

/** The desktop host has a keyring here; the server host never has one. */
const isDesktop = process.env.E2E_HOST === 'desktop';

keysE2e(
  'a key that is set is sent at once, and found nowhere but in its file',
  async ({ visit, guarded, folder, host }) => {
    const { page, allow } = await visit();
    allow(REFUSED);
    const { t, open, begin, field, save, section, row } = keysOf(page);
    const heard: string[] = [];
    page.on('response', async (response) => heard.push(await response.text().catch(() => '')));
    await open();
    await row(VARIABLE).getByText(t('keys.states.none')).waitFor();
    await begin(VARIABLE);
    await expect.poll(() => field(VARIABLE).getAttribute('type')).toBe('password');
    const warning = section.getByText(t('keys.plainWarning.plain-host'));
    await expect.poll(() => warning.isVisible()).toBe(!isDesktop);
    await field(VARIABLE).fill(`  ${MARKER}\n`);
    await save.click();
    await section.getByText(t('keys.saved', { variable: VARIABLE })).waitFor();
    await expect.poll(() => field(VARIABLE).count()).toBe(0);
    const said = isDesktop ? /protected by the keyring/ : /as plain text/;
    await row(VARIABLE).getByText(said).waitFor();
    await page.getByRole('button', { name: t('sidebar.new') }).click();
    const { ask, answer } = screenOf(page);
    await ask('good morning');
    await answer.getByText('Good morning to you.').waitFor();
    const shown = guarded.asked().map(({ headers }) => headers.authorization);
    expect(shown.length).toBeGreaterThan(0);
    expect(new Set(shown)).toEqual(new Set([`Bearer ${MARKER}`]));
    expect(heard.filter((text) => text.includes(MARKER))).toEqual([]);
    expect(await page.content()).not.toContain(MARKER);
    const file = join(folder, 'home', 'keys.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await filesWith(folder, MARKER)).toEqual(isDesktop ? [] : ['home/keys.json']);
    expect(host.complaints.join('\n')).not.toContain(MARKER);
  },
);

keysE2e(
  'it is there after a new start, and gone when it is removed',
  async ({ visit, guarded, host, folder }) => {
    const first = await visit();
    first.allow(/Failed to load resource|ERR_/);
    const before = keysOf(first.page);
    await before.open();
    await before.begin(VARIABLE);
    await before.field(VARIABLE).fill(MARKER);
    await before.save.click();
    await before.section.getByText(before.t('keys.saved', { variable: VARIABLE })).waitFor();
    await host.kill('SIGTERM');
    await host.restart();
    const { page, allow } = await visit();
    allow(REFUSED);
    const { t, open, begin, row, section, button, field, save } = keysOf(page);
    const { ask, answer } = screenOf(page);
    await ask('good morning');
    await answer.getByText('Good morning to you.').waitFor();
    await open();
    await begin(VARIABLE, 'replace');
    await field(VARIABLE).fill('sk-another-one');
    await save.click();
    await section.getByText(t('keys.saved', { variable: VARIABLE })).waitFor();
    await button(t('keys.removeOne', { variable: VARIABLE })).press('Enter');
    await page.keyboard.press('Escape'); // nothing is lost by leaving
    await button(t('keys.removeOne', { variable: VARIABLE })).press('Enter');
    await section.getByRole('group', { name: t('keys.sure') }).waitFor();
    await button(t('keys.removeYes')).last().press('Enter');
    await section.getByText(t('keys.removed', { variable: VARIABLE })).waitFor();
    await row(VARIABLE).getByText(t('keys.states.none')).waitFor();
    expect(readFileSync(join(folder, 'home', 'keys.json'), 'utf8').trim()).toBe('{}');
    const asked = guarded.asked().length;
    await page.getByRole('button', { name: t('sidebar.new') }).click();
    await ask('good evening');
    await page
      .getByText(/did not accept the key|under Keys in the settings/)
      .first()
      .waitFor();
    const later = guarded.asked().slice(asked);
    expect(later.map(({ headers }) => headers.authorization)).toEqual(later.map(() => undefined));
  },
);

keysE2e('what is no key is refused where it is written', async ({ visit, folder }) => {
  const { page, allow } = await visit();
  allow(REFUSED);
  const { t, open, begin, field, save, section } = keysOf(page);
  await open();
  await begin('OPENAI_API_KEY');
  const wrong = [
    ['   ', 'empty'],
    [`${MARKER} and more`, 'spaces'],
    ['x'.repeat(10_001), 'long'],
    [`${MARKER}é`, 'characters'],
  ] as const;
  for (const [text, fault] of wrong) {
    await field('OPENAI_API_KEY').fill(text);
    await field('OPENAI_API_KEY').press('Enter');
    await section.getByText(t(`keys.faults.${fault}`)).waitFor();
    await expect.poll(() => field('OPENAI_API_KEY').getAttribute('aria-invalid')).toBe('true');
  }
  await expectAccessible(page);
  await field('OPENAI_API_KEY').press('Escape');
  await expect.poll(() => save.count()).toBe(0);
  expect(existsSync(join(folder, 'home', 'keys.json'))).toBe(false);
});

const surrounded = keysE2e.extend('folder', async ({ folder }, { onCleanup }) => {
  process.env[VARIABLE] = MARKER; // the host is started with it
  onCleanup(() => {
    delete process.env[VARIABLE];
  });
  return folder;
});

surrounded(
  'one of the environment is told, can’t be changed here, and wins',
  async ({ visit, guarded }) => {
    const { page, allow } = await visit();
    allow(REFUSED);
    const { t, open, row, button } = keysOf(page);
    await open();
    await row(VARIABLE)
      .getByText(t('keys.states.environment', { variable: VARIABLE }))
      .waitFor();
    await row(VARIABLE).getByText(t('keys.notes.environment')).waitFor();
    await expect.poll(() => button(t('keys.setOne', { variable: VARIABLE })).count()).toBe(0);
    await page.getByRole('button', { name: t('sidebar.new') }).click();
    const { ask, answer } = screenOf(page);
    await ask('good morning');
    await answer.getByText('Good morning to you.').waitFor();
    expect(guarded.asked()[0]?.headers.authorization).toBe(`Bearer ${MARKER}`);
  },
);

keysE2e('a connection without its key leads to where it is set, by keyboard', async ({ visit }) => {
  const { page, allow } = await visit({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  allow(REFUSED);
  const { t, connections, row, field, link } = keysOf(page);
  await page.getByRole('button', { name: t('app.openSidebar'), exact: true }).click();
  await link.click();
  const openai = connections.getByRole('listitem', { name: 'OpenAI', exact: true });
  await row('OPENAI_API_KEY').waitFor();
  await openai.getByRole('button', { name: t('keys.lead') }).press('Enter');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('OPENAI_API_KEY');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await field('OPENAI_API_KEY').waitFor();
  await expectAccessible(page);
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(tooWide).toEqual([]);
});
