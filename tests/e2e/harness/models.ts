// The program with the tiny models in a folder of its own, and a Hub on this machine to fetch others from.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { z } from 'zod';
import type { Language } from '../../../renderer/words/languages.ts';
import type { SettingsSchema } from '../../../shared/settings.ts';
import { type FakeHub, type FakeModel, startHub } from '../../fakes/hub.ts';
import { e2e } from './e2e.ts';
import { ROOT } from './root.ts';
import { wordsIn } from './words.ts';

const TINY = join(ROOT, 'models', 'tiny');
const COMMIT = 'b'.repeat(40);
/** One that the catalogue recommends, with the number format that the CPU is given. */
export const RECOMMENDED = 'onnx-community/mobilenetv4_conv_small.e2400_r224_in1k';
/** One that no one recommends. */
export const TYPED = 'acme/shapes';
/** Milliseconds between two pieces of 16 KiB, so that a download can be watched and stopped. */
export const SLOWLY = { kind: 'slow', pauseMs: 500 } as const;

export const modelsE2e = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('hub', async ({}, { onCleanup }): Promise<FakeHub> => {
    const hub = await startHub({
      models: [
        await tinyModel(TYPED, { from: 'object-detection', weights: 'model.onnx' }),
        await tinyModel(RECOMMENDED, {
          from: 'image-classification',
          weights: 'model_quantized.onnx',
        }),
      ],
      fault: ({ host }) => (host === 'storage' ? SLOWLY : undefined),
    });
    onCleanup(() => hub.close());
    return hub;
  })
  .extend('folder', ({ hub }, { onCleanup }) =>
    folderBeside(hub, { mode: 'hybrid', modelFolders: [TINY], device: 'cpu' }, onCleanup),
  );

/** The host starts on this folder, so all is there before it does. */
export async function folderBeside(
  { endpoint }: Pick<FakeHub, 'endpoint'>,
  settings: z.input<typeof SettingsSchema>,
  onCleanup: (clean: () => Promise<void>) => void,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
  const restore = inEnvironment({ HF_ENDPOINT: endpoint, HF_HOME: join(folder, 'hub') });
  onCleanup(async () => {
    restore();
    await rm(folder, { recursive: true, force: true });
  });
  await mkdir(join(folder, 'home'));
  await writeFile(join(folder, 'home', 'settings.json'), JSON.stringify(settings));
  return folder;
}

/** @returns what puts back what was there */
export function inEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      delete process.env[name];
      Object.assign(process.env, value === undefined ? {} : { [name]: value });
    }
  };
}

export async function tinyModel(
  id: string,
  { from, weights }: { readonly from: string; readonly weights: string },
): Promise<FakeModel> {
  const folder = join(TINY, from);
  const read = (path: string) => readFile(join(folder, path));
  const small = ['config.json', 'preprocessor_config.json'];
  return {
    id,
    commit: COMMIT,
    files: [
      ...(await Promise.all(
        small.map(async (path) => ({ path, content: await read(path), isLarge: false })),
      )),
      { path: `onnx/${weights}`, content: await read('onnx/model.onnx'), isLarge: true },
    ],
  };
}

export function modelsOf(page: Page, language: Language = 'en') {
  const t = wordsIn(language);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const installed = section(t('models.installed.title'));
  return {
    ...{ page, t, installed },
    link: page.getByRole('link', { name: t('sidebar.models'), exact: true }),
    title: page.getByRole('heading', { level: 1, name: t('models.title'), exact: true }),
    machine: section(t('models.machine.title')),
    downloads: section(t('models.downloads.title')),
    offers: section(t('models.offers.title')),
    filter: page.getByRole('searchbox', { name: t('models.filter') }),
    field: page.getByRole('textbox', { name: t('models.byId.label') }),
    model: (name: string) => installed.getByRole('listitem', { name, exact: true }),
    task: (name: string) => page.getByRole('button', { name: new RegExp(`^${name}`) }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
  };
}

/** On the screen, and on what lies over it. */
export async function expectNothingTooWide(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll('main *, [role="dialog"] *')]
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().right > window.innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 80)),
  );
  expect(tooWide).toEqual([]);
}
