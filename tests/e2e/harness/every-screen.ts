// Goes through every screen of the program, with what opens on it, and stops at each to be looked at. The
// same way is gone for measures, for axe and for pictures.

import type { Page } from 'playwright-core';
import type { Language } from '../../../renderer/words/languages.ts';
import { commandsOf } from './commands.ts';
import { sampleFile } from './files.ts';
import { galleryOf } from './gallery.ts';
import { hubOf, SHAPES } from './hub.ts';
import { begin } from './looks.ts';
import { type Screen, screenOf } from './screen.ts';

/** What the appearance of a page is set to before it is gone through. */
export interface WantedLook {
  readonly textSize?: number;
  readonly contrast?: 'system' | 'normal' | 'high';
}

/** As another window of the same person would have left it. */
export async function wantLook(page: Page, language: Language, look: WantedLook): Promise<void> {
  const stored = JSON.stringify({ state: { ...look, language }, version: 1 });
  await page.evaluate(([key, value]) => localStorage.setItem(key, value), [
    'ensemble.preferences',
    stored,
  ] as const);
  await page.reload();
}

export type Conversations = Readonly<Record<'notice' | 'table', string>>;

/** Milliseconds that a run may take on a machine that has much else to do. */
const RUN_PATIENCE = 180_000;

/** What there is to be seen on the screens. */
export async function makeConversations(screen: Screen): Promise<Conversations> {
  const done = async (request: string, files: readonly string[]) => {
    const conversation = await begin(screen, { request, files: files.map(sampleFile) });
    await screen.runIn('finished').waitFor({ timeout: RUN_PATIENCE });
    return conversation;
  };
  return {
    table: await done('fill the gaps in flowers.csv', ['flowers.csv']),
    notice: await done(
      'read notice.png, summarise paragraph.txt in two sentences, and tell me how similar the two are',
      ['notice.png', 'paragraph.txt'],
    ),
  };
}

interface Walk {
  readonly page: Page;
  readonly language: Language;
  readonly conversations: Conversations;
  /** Called on each screen and state. */
  readonly seen: (name: string) => Promise<void>;
}

export async function walkEveryScreen(walk: Walk): Promise<void> {
  await walkStart(walk);
  await walkCommands(walk);
  await walkChat(walk);
  await walkPanel(walk);
  await walkGallery(walk);
  await walkModels(walk);
  await walkSettings(walk);
}

function goTo(page: Page, hash: string): Promise<unknown> {
  return page.goto(new URL(hash, page.url()).href);
}

async function walkStart({ page, language, seen }: Walk): Promise<void> {
  const { t, rows } = screenOf(page, language);
  await goTo(page, '#');
  await page.getByText(t('chat.start.title')).waitFor();
  await seen('start');
  await page.getByRole('button', { name: t('app.appearance') }).click();
  await page.getByRole('menuitemradio').first().waitFor();
  await seen('start-menu');
  await page.keyboard.press('Escape');
  const opener = page.getByRole('button', { name: t('app.openSidebar'), exact: true });
  if (await opener.isVisible()) {
    await opener.click();
  }
  await rows.first().click({ button: 'right' });
  await page.getByRole('menuitem').first().waitFor();
  await seen('list-menu');
  await page.keyboard.press('Escape');
  await goTo(page, '#');
  await page.reload();
  await page.locator('button[type="submit"]').hover();
  await page.getByRole('tooltip').waitFor();
  await seen('start-tooltip');
  await page.mouse.move(0, 0);
}

async function walkCommands({ page, language, seen }: Walk): Promise<void> {
  const { field, options, selected, sheet, nameOf } = commandsOf(page, language);
  await page.keyboard.press('Control+k');
  await options.first().waitFor();
  await seen('palette');
  await field.fill(nameOf('shortcuts'));
  await selected.filter({ hasText: nameOf('shortcuts') }).waitFor();
  await page.keyboard.press('Enter');
  await sheet.getByRole('button').first().waitFor();
  await seen('shortcuts');
  await page.keyboard.press('Escape');
}

async function walkChat({ page, language, conversations, seen }: Walk): Promise<void> {
  const screen = screenOf(page, language);
  for (const name of ['table', 'notice'] as const) {
    await goTo(page, `#/c/${conversations[name]}`);
    await page.reload();
    await screen.results.first().waitFor();
    await page.locator('[class*="plain"]').waitFor({ state: 'detached' });
    await seen(`chat-${name}`);
  }
  await screen.results.locator('[aria-haspopup="menu"]').first().click();
  await page.getByRole('menuitem').first().waitFor();
  await seen('chat-menu');
  await page.keyboard.press('Escape');
}

async function walkPanel({ page, language, seen }: Walk): Promise<void> {
  const { t, panel, openGraph } = screenOf(page, language);
  const name = t('tasks.names.sentence-similarity');
  await openGraph.click();
  for (const tab of ['graph', 'timeline', 'list'] as const) {
    await panel.getByRole('tab', { name: t(`graph.tabs.${tab}`) }).click();
    await panel.getByText(name).first().waitFor();
    await seen(`panel-${tab}`);
  }
  await panel.getByRole('button', { name }).first().click();
  await panel.getByRole('button', { name: t('graph.inspector.runFromHere') }).waitFor();
  await seen('panel-inspector');
  await page.getByRole('button', { name: t('app.closePanel') }).click();
}

async function walkGallery({ page, language, seen }: Walk): Promise<void> {
  const { t, tiles, details } = galleryOf(page, language);
  await goTo(page, '#/gallery');
  await tiles.first().waitFor();
  await seen('gallery');
  await tiles.first().focus();
  await page.keyboard.press('Enter');
  await details.getByText(t('gallery.details.request'), { exact: true }).waitFor();
  await seen('gallery-viewer');
  await page.keyboard.press('ArrowRight');
  await details.getByText(t('gallery.details.request'), { exact: true }).waitFor();
  await seen('gallery-viewer-next');
  await page.keyboard.press('Escape');
}

async function walkModels({ page, language, seen }: Walk): Promise<void> {
  const { t, installed, task, words, result, details, dialog } = hubOf(page, language);
  await goTo(page, '#/models');
  await installed.waitFor();
  await seen('models');
  await words.fill('acme');
  await words.press('Enter');
  await result(SHAPES).waitFor();
  await task(t('tasks.names.object-detection')).click();
  await seen('models-found');
  await details(SHAPES).click();
  await dialog.getByRole('heading', { name: SHAPES }).waitFor();
  await seen('models-card');
  await page.keyboard.press('Escape');
}

async function walkSettings({ page, language, seen }: Walk): Promise<void> {
  const { t } = screenOf(page, language);
  const section = (name: string) => page.getByRole('region', { name, exact: true });
  const prompts = section(t('settings.prompts.title'));
  await goTo(page, '#/settings');
  await section(t('appearance.title')).waitFor();
  await seen('settings');
  await section(t('appearance.title')).scrollIntoViewIfNeeded();
  await seen('settings-appearance');
  await page.getByRole('button', { name: t('settings.connections.add'), exact: true }).click();
  await page.getByRole('textbox', { name: t('settings.connections.id') }).press('Enter');
  await seen('settings-connection');
  await prompts.getByRole('button', { name: t('settings.prompts.names.answer') }).click();
  await page.getByText(t('settings.prompts.compare')).click();
  await seen('settings-prompt');
}
