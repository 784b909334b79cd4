// The program in hybrid mode where something is missing here: what could name what a picture shows lies on a
// Hub of this machine, or what finds objects is hosted behind a router of this machine.

import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { z } from 'zod';
import type { Language } from '../../../renderer/words/languages.ts';
import type { SettingsSchema } from '../../../shared/settings.ts';
import { type FakeHub, type FakeModel, type Fault, startHub } from '../../fakes/hub.ts';
import { type FakeRouter, startRouter } from '../../fakes/inference-router.ts';
import { conductedE2e } from './conducted.ts';
import { e2e } from './e2e.ts';
import { inEnvironment } from './models.ts';
import { ROOT } from './root.ts';
import { wordsIn } from './words.ts';

/** What the catalogue recommends for the task, with the commits that it names. */
const CLASSIFIERS = [
  { id: 'onnx-community/mobilenetv4_conv_small.e2400_r224_in1k', commit: 'b'.repeat(40) },
  { id: 'Xenova/vit-base-patch16-224', commit: 'b'.repeat(40) },
  { id: 'Xenova/convnextv2-large-22k-224', commit: '0306734c3dbb9b776e00bd531f119f3318e0c319' },
] as const;
const HOSTED = 'acme/finder';
export const PROVIDER = 'hf-inference';
const TOKEN = 'hf_tokenofthetests';
/** How the storage of the Hub sends files from now on. */
export interface Pace {
  readonly fault: () => Fault | undefined;
  readonly set: (fault: Fault | undefined) => void;
}

/** Nothing here can classify a picture, and the Hub has what can. */
export const askingE2e = e2e
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads from the pattern what a fixture needs
  .extend('storage', async ({}): Promise<Pace> => {
    let now: Fault | undefined;
    return {
      fault: () => now,
      set: (fault) => {
        now = fault;
      },
    };
  })
  .extend('hub', async ({ storage }, { onCleanup }): Promise<FakeHub> => {
    const hub = await startHub({
      models: await Promise.all(CLASSIFIERS.map(classifier)),
      fault: ({ host }) => (host === 'storage' ? storage.fault() : undefined),
    });
    onCleanup(() => hub.close());
    return hub;
  })
  .extend('folder', async ({ hub }, { onCleanup }) => {
    const { folder, remove } = await hybridFolder(hub.endpoint, {});
    onCleanup(remove);
    return folder;
  });

/** What finds objects is hosted; the router says itself who serves it. */
export const sendingE2e = e2e
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('router', async ({}, { onCleanup }): Promise<FakeRouter> => {
    const box = { xmin: 10, ymin: 20, xmax: 110, ymax: 220 };
    const router = await startRouter({
      models: [{ id: HOSTED, providers: [{ provider: PROVIDER, task: 'object-detection' }] }],
      token: TOKEN,
      answer: () => [{ label: 'bird', score: 0.9, box }],
    });
    onCleanup(() => router.close());
    return router;
  })
  .extend('folder', async ({ router }, { onCleanup }) => {
    const { folder, remove } = await hybridFolder(router.url, {
      inferenceRouter: router.url,
      hostedModels: [{ id: HOSTED, tasks: ['object-detection'], provider: PROVIDER }],
    });
    onCleanup(remove);
    return folder;
  });

/** A language model conducts, its plans are looked at first, and the Hub has the models of {@link askingE2e}. */
export const reviewingE2e = conductedE2e
  // biome-ignore lint/correctness/noEmptyPattern: as above
  .extend('hub', async ({}, { onCleanup }): Promise<FakeHub> => {
    const hub = await startHub({ models: await Promise.all(CLASSIFIERS.map(classifier)) });
    onCleanup(() => hub.close());
    return hub;
  })
  .extend('folder', async ({ chat, hub }, { onCleanup }) => {
    const { folder, remove } = await hybridFolder(hub.endpoint, {
      controllers: { default: 'box:test-model' },
      connections: { box: { preset: 'custom', baseUrl: chat.url } },
      reviewPlans: true,
    });
    onCleanup(remove);
    return folder;
  });

/** The host starts on this folder, so all is there before it does. */
async function hybridFolder(hub: string, settings: Partial<z.input<typeof SettingsSchema>>) {
  const folder = await mkdtemp(join(tmpdir(), 'ensemble-e2e-'));
  const home = join(folder, 'home');
  const cache = join(folder, 'hub');
  const restore = inEnvironment({ HF_ENDPOINT: hub, HF_HOME: cache, HF_TOKEN: TOKEN });
  await mkdir(home);
  const all = { mode: 'hybrid', device: 'cpu', ...settings };
  await writeFile(join(home, 'settings.json'), JSON.stringify(all));
  const remove = async () => {
    restore();
    await rm(folder, { recursive: true, force: true });
  };
  return { folder, remove };
}

/** Under the name that the Hub has, the tiny model of these tests. */
async function classifier({ id, commit }: (typeof CLASSIFIERS)[number]): Promise<FakeModel> {
  const folder = join(ROOT, 'models', 'tiny', 'image-classification');
  const read = (path: string) => readFile(join(folder, path));
  const small = async (path: string) => ({ path, content: await read(path), isLarge: false });
  const weights = await read('onnx/model.onnx');
  return {
    ...{ id, commit },
    files: [
      await small('config.json'),
      await small('preprocessor_config.json'),
      { path: 'onnx/model_quantized.onnx', content: weights, isLarge: true },
    ],
  };
}

/** A question of a run, as a person finds it. */
export function questionOf(page: Page, about: 'install' | 'upload', language: Language = 'en') {
  const t = wordsIn(language);
  const title =
    about === 'install'
      ? t('chat.questions.install.title', { model: '…' })
      : t('chat.questions.upload.title', { file: 'scene.png', provider: PROVIDER });
  const [before = '', after = ''] = title.split('…');
  const card = page.getByRole('group', {
    name: new RegExp(`${escaped(before)}.*${escaped(after)}`),
  });
  const button = (name: string) => card.getByRole('button', { name, exact: true });
  const install = (key: 'yes' | 'no') => button(t(`chat.questions.install.${key}`));
  return {
    card,
    heading: card.getByRole('heading', { level: 2 }),
    download: install('yes'),
    without: install('no'),
    sendFile: button(t('chat.questions.upload.yes')),
    always: button(t('chat.questions.upload.always', { provider: PROVIDER })),
    dont: button(t('chat.questions.upload.no')),
    never: button(t('chat.questions.upload.neverTo', { provider: PROVIDER })),
  };
}

function escaped(text: string): string {
  return text.replaceAll(/[?？()]/g, '\\$&');
}

/** Of the sample scene.png, in the words of a person, by language. */
export const CLASSIFY = { en: 'classify scene.png', 'zh-CN': '给 scene.png 分类' } as const;
export const DETECT = {
  en: 'find the objects in scene.png',
  'zh-CN': '找出 scene.png 里的所有物体',
} as const;
