// The program conducted by a language model on this machine, whose words the test writes by stage.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { type ChatServer, startChatServer } from '../../fakes/chat-server.ts';
import { type AskedStage, stageOf, type Words } from '../../fakes/conducted.ts';
import { e2e } from './e2e.ts';
import { wordsIn } from './words.ts';

interface TalkingServer extends ChatServer {
  /** From now on; a stage that is left out must not be asked for. */
  readonly say: (words: Words) => void;
  /** The stages that were asked for, in order. */
  readonly stages: () => readonly AskedStage[];
}

export const conductedE2e = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('chat', async ({}, { onCleanup }): Promise<TalkingServer> => {
    let words: Words = {};
    const server = await startChatServer({
      models: ['test-model', 'other-model'],
      answer: (request) => {
        const said = words[stageOf(request)];
        // What asks in no stage's words is the test of a connection.
        return typeof said === 'function' ? said(request) : (said ?? '{"ok":true}');
      },
    });
    onCleanup(() => server.close());
    return {
      ...server,
      say: (given) => {
        words = given;
      },
      stages: () => server.asked().map(stageOf),
    };
  })
  // The host starts on this folder, so all is there before it does.
  .extend('folder', async ({ chat }, { onCleanup }) => {
    const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
    onCleanup(() => rm(folder, { recursive: true, force: true }));
    await mkdir(join(folder, 'home'));
    const settings = {
      controllers: { default: 'box:test-model' },
      connections: { box: { preset: 'custom', baseUrl: chat.url, price: { input: 1, output: 2 } } },
    };
    await writeFile(join(folder, 'home', 'settings.json'), JSON.stringify(settings));
    return folder;
  });

export function settingsOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const prompts = section(t('settings.prompts.title'));
  const model = section(t('settings.model.title'));
  return {
    ...{ page, t, prompts, model },
    /** What the server of these tests has. */
    listed: model.getByText(t('settings.model.listed', { count: 2 })),
    link: page.getByRole('link', { name: t('sidebar.settings'), exact: true }),
    title: page.getByRole('heading', { level: 1, name: t('settings.title'), exact: true }),
    connections: section(t('settings.connections.title')),
    plans: section(t('settings.plans.title')),
    source: model.getByRole('combobox', { name: t('settings.model.conductor') }),
    modelField: model.getByRole('combobox', { name: t('settings.model.model'), exact: true }),
    use: model.getByRole('button', { name: t('settings.model.use'), exact: true }).first(),
    test: model.getByRole('button', { name: t('settings.model.test'), exact: true }),
    review: page.getByRole('switch', { name: t('settings.plans.review') }),
    prompt: (name: 'plan' | 'answer' | 'demonstrations') =>
      prompts.getByRole('button', { name: t(`settings.prompts.names.${name}`) }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
  };
}
