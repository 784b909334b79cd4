// The section on keys, and a language model that answers only who shows it the right one.

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { startChatServer } from '../../fakes/chat-server.ts';
import { stageOf } from '../../fakes/conducted.ts';
import { settingsOf } from './conducted.ts';
import { e2e } from './e2e.ts';

/** What the server takes; also what must be found nowhere else. */
export const MARKER = 'sk-marker-4f9a1c77e2b05d83';

/** Of the connection `box`. */
export const VARIABLE = 'BOX_API_KEY';

const WORDS: Readonly<Record<string, string>> = {
  plan: '[]',
  converse: 'Good morning to you.',
  answer: 'Good morning to you.',
};

export const keysE2e = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('guarded', async ({}, { onCleanup }) => {
    const server = await startChatServer({
      key: MARKER,
      answer: (request) => WORDS[stageOf(request)] ?? '{"ok":true}',
    });
    onCleanup(() => server.close());
    return server;
  })
  // The host starts on this folder, so all is there before it does.
  .extend('folder', async ({ guarded }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'home'));
    const settings = {
      controllers: { default: 'box:test-model' },
      connections: { box: { preset: 'custom', baseUrl: guarded.url } },
    };
    await writeFile(join(folder, 'home', 'settings.json'), JSON.stringify(settings));
    return folder;
  });

export function keysOf(page: Page, language: Language = 'en') {
  const { t, link, connections, button } = settingsOf(page, language);
  const section = page.getByRole('region', { name: t('keys.title'), exact: true });
  const row = (variable: string) => section.getByRole('listitem', { name: variable, exact: true });
  const field = (variable: string) => section.getByLabel(t('keys.field', { variable })).last();
  return {
    ...{ page, t, link, connections, button, section, row },
    save: section.getByRole('button', { name: /^(Save|Save as plain text)$/ }),
    field,
    open: async () => {
      await link.click();
      await row('OPENAI_API_KEY').waitFor();
    },
    /** Begins to set it, or to replace what is there. */
    begin: async (variable: string, word: 'set' | 'replace' = 'set') => {
      await button(t(`keys.${word}One`, { variable })).click();
      await field(variable).waitFor();
    },
  };
}

/** The files of a folder, and of those in it, that hold this text. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of names.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    if ((await readFile(path)).includes(text)) {
      found.push(path.slice(folder.length + 1));
    }
  }
  return found;
}
