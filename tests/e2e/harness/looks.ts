// Pictures of the screen in light and dark, each with normal and high contrast, in both languages, wide, narrow
// and on a phone. They go to the folder that SCREENSHOTS names. LOOKS takes some of them only: names as in
// those of the files, such as `wide-en-light,phone-zh-CN-dark-high`.

import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '../../../renderer/words/languages.ts';
import { dropFiles } from './drop.ts';
import { HOST } from './e2e.ts';
import { type Screen, screenOf } from './screen.ts';
import { serverHost } from './server-host.ts';
import { settle, type Visit } from './visit.ts';

export const SIZES = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 1024, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

/**
 * What need not be seen on both hosts: one browser draws the pages of both, from the same files. None of it on
 * the desktop host, so that all tests end within an hour on two cores.
 */
export function onServer<Look>(looks: readonly Look[]): readonly Look[] {
  return HOST === serverHost ? looks : [];
}

/** A few of all looks: language, colour scheme, and the pixels of a wide page or a phone. */
export const FEW_LOOKS = onServer([
  ['en', 'light', 1440],
  ['en', 'dark', 390],
  ['zh-CN', 'dark', 1440],
  ['zh-CN', 'light', 390],
] as const);
/** For tests that do something, and look at it. */
export const LIGHT_AND_DARK = ['light', ...onServer(['dark'] as const)] as const;
const SCHEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'light-high': { colorScheme: 'light', contrast: 'more' },
  'dark-high': { colorScheme: 'dark', contrast: 'more' },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>;
const WANTED = process.env.LOOKS?.split(',');

export interface Look {
  readonly screen: Screen;
  readonly language: Language;
  readonly shoot: (name: string) => Promise<void>;
  /** Opens a conversation, or the first screen. */
  readonly goTo: (conversation: string | undefined) => Promise<void>;
}

/** Calls for every size, language and colour scheme; says where the pictures go. */
export async function looksOf(visit: (options: BrowserContextOptions) => Promise<Visit>) {
  const out = process.env.SCREENSHOTS ?? (await mkdtemp(join(tmpdir(), 'ensemble-screens-')));
  await mkdir(out, { recursive: true });
  const forAll = async (shoot: (look: Look) => Promise<void>) => {
    for (const { name, locale, options } of wantedLooks()) {
      const opened = await visit({ ...options, locale });
      opened.allow(/status of 4\d\d|ERR_FAILED|dynamically imported|could not be loaded/);
      await shoot(lookOf(opened, locale, join(out, name)));
      await opened.close();
    }
  };
  return { out, forAll };
}

function wantedLooks() {
  const all = Object.entries(SIZES).flatMap(([size, viewport]) =>
    LANGUAGES.flatMap((locale) =>
      Object.entries(SCHEMES).map(([scheme, options]) => ({
        ...{ name: `${size}-${locale}-${scheme}`, locale },
        options: { ...options, viewport },
      })),
    ),
  );
  return WANTED === undefined ? all : all.filter(({ name }) => WANTED.includes(name));
}

function lookOf({ page }: Visit, language: Language, prefix: string): Look {
  const screen = screenOf(page, language);
  return {
    ...{ screen, language },
    shoot: async (name) => {
      // Until it can be drawn as Markdown, an answer is shown as it is written.
      await page.locator('[class*="plain"]').waitFor({ state: 'detached' });
      await settle(page);
      await page.screenshot({ path: `${prefix}-${name}.png` });
    },
    goTo: async (conversation) => {
      await page.goto(
        new URL(conversation === undefined ? '#' : `#/c/${conversation}`, page.url()).href,
      );
      await page.reload();
    },
  };
}

/** One picture, where someone wants to look at it. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder !== undefined) {
    await page.screenshot({ path: join(folder, `${name}.png`) });
  }
}

export interface Asking {
  readonly request: string;
  readonly files?: readonly string[];
}

/** @returns the conversation */
export async function begin(screen: Screen, { request, files = [] }: Asking): Promise<string> {
  const { page } = screen;
  await page.goto(new URL('#', page.url()).href);
  await page.getByText(screen.t('chat.start.title')).waitFor();
  if (files.length > 0) {
    await dropFiles(page, files);
    await screen.files
      .locator('[data-status="ready"]')
      .nth(files.length - 1)
      .waitFor();
  }
  await screen.ask(request);
  await screen.run.waitFor();
  return new URL(page.url()).hash.replace('#/c/', '');
}
