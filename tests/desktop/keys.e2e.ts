// Keys in the desktop host: sealed by the keyring that there is, plain text with a warning where there is
// none, and said to be locked where it can't be opened.

import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { filesWith, keysOf, MARKER } from '../e2e/harness/keys.ts';
import { expectAccessible } from '../e2e/harness/visit.ts';
import { temporaryFolder } from '../fakes/folders.ts';
import { openDesktop } from './fixtures.ts';

const NAME = 'OPENAI_API_KEY';

/** As many keyrings as there are kinds of on Linux (stand-in/safe-storage.ts). */
type Kind = 'keyring' | 'basic' | 'away' | 'locked';

async function settingsOn(home: string, kind: Kind) {
  const app = openDesktop({ home, env: { STAND_IN_KEYRING: kind, [NAME]: '' } });
  const page = await app.page();
  const keys = keysOf(page);
  await keys.open();
  return { app, ...keys };
}

async function saveOn(page: Page): Promise<void> {
  const { t, begin, field, save, section } = keysOf(page);
  await begin(NAME);
  await field(NAME).fill(MARKER);
  await save.click();
  await section.getByText(t('keys.saved', { variable: NAME })).waitFor();
}

test('the keyring seals a key, opens it after a new start, and says where it does not', async () => {
  const home = temporaryFolder();
  const first = await settingsOn(home, 'keyring');
  await first.section.getByText(first.t('keys.saving.keyring'), { exact: false }).waitFor();
  await saveOn(first.page);
  await first
    .row(NAME)
    .getByText(/protected by the keyring/)
    .waitFor();
  expect(statSync(join(home, 'keys.json')).mode & 0o777).toBe(0o600);
  expect(await filesWith(home, MARKER)).toEqual([]);
  await first.app.close();

  const second = await settingsOn(home, 'keyring');
  await second
    .row(NAME)
    .getByText(/protected by the keyring/)
    .waitFor();
  await second.app.close();

  const third = await settingsOn(home, 'locked');
  await third
    .row(NAME)
    .getByText(/locked here/)
    .waitFor();
  await third.row(NAME).getByText(third.t('keys.notes.locked-desktop')).waitFor();
  await expectAccessible(third.page);
  expect(third.app.output()).not.toContain(MARKER);
});

test.each(['basic', 'away'] as const)(
  'without a keyring that answers (%s) it warns before it saves, and beside what is saved',
  async (kind) => {
    const home = temporaryFolder();
    const { page, t, section, row, begin, field } = await settingsOn(home, kind);
    await section.getByText(t('keys.saving.plain-backend'), { exact: false }).waitFor();
    await begin(NAME);
    await section.getByText(t('keys.plainWarning.plain-backend')).waitFor();
    await expect
      .poll(() => section.getByRole('button', { name: t('keys.savePlain') }).count())
      .toBe(1);
    await field(NAME).press('Escape');
    await saveOn(page);
    await row(NAME)
      .getByText(/as plain text/)
      .waitFor();
    expect(await filesWith(home, MARKER)).toEqual(['keys.json']);
    await expectAccessible(page);
  },
);

test('a file of keys that is damaged is told of, and kept', async () => {
  const home = temporaryFolder();
  mkdirSync(home, { recursive: true });
  const damaged = `{"${NAME}": "${MARKER}"`;
  writeFileSync(join(home, 'keys.json'), damaged);
  const app = openDesktop({ home, complaint: /./ });
  const { content } = await app.hears('error-box');
  expect(content).toContain('keys.json');
  expect(await app.ended).toBe(1);
  expect(app.output() + content).not.toContain(MARKER);
  expect(readFileSync(join(home, 'keys.json'), 'utf8')).toBe(damaged);
});
