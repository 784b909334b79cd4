// Pictures of what comes and goes: commands, hints, screens that load, that fail, whose code does not come, and
// imports that are refused; called by screenshots.e2e.ts.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { commandsOf } from './commands.ts';
import { dragFiles, dropFiles } from './drop.ts';
import { begin, type Look, looksOf } from './looks.ts';
import { screenOf } from './screen.ts';

type OpenVisit = Parameters<typeof looksOf>[0];

export async function shootStates(visit: OpenVisit, folder: string): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  const screen = screenOf((await visit({})).page);
  const conversation = await begin(screen, {
    request: 'summarise: The ferry leaves at seven. It carries the mail. Nobody swims.',
  });
  await screen.runIn('finished').waitFor();
  const odd = join(folder, 'odd.zip');
  await writeFile(odd, 'This is a text, whatever its name says.\n');
  await forAll(async (look) => {
    await shootCommands(look);
    await shootHint(look);
    await shootImport(look, odd);
    await shootLoading(look, conversation);
    await shootFailed(look, conversation);
    await shootWithoutCode(look, conversation);
  });
  return out;
}

async function shootCommands({ screen: { page }, language, shoot, goTo }: Look): Promise<void> {
  const { t, field, options, selected, sheet, nameOf, change } = commandsOf(page, language);
  await goTo(undefined);
  await page.getByText(t('chat.start.title')).waitFor();
  await page.keyboard.press('Control+k');
  await options.first().waitFor();
  await shoot('40-palette');
  await field.fill('ferry');
  await page.getByText(t('commands.groups.conversations'), { exact: true }).waitFor();
  await shoot('41-palette-found');
  await field.fill('giraffe');
  await page.getByText(t('commands.nothing', { words: 'giraffe' })).waitFor();
  await shoot('42-palette-nothing');
  await field.fill(nameOf('shortcuts'));
  await selected.filter({ hasText: nameOf('shortcuts') }).waitFor();
  await page.keyboard.press('Enter');
  await change('gallery').waitFor();
  await shoot('43-shortcuts');
  await change('gallery').press('Enter');
  await page.keyboard.press('Control+c');
  await sheet.getByText(t('commands.shortcuts.refused.editing', { keys: 'Ctrl+C' })).waitFor();
  await shoot('44-shortcuts-refused');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
}

async function shootHint({ screen: { page }, shoot, goTo }: Look): Promise<void> {
  await goTo(undefined);
  await page.locator('button[type="submit"]').hover();
  await page.getByRole('tooltip').waitFor();
  await shoot('45-hint');
  await page.mouse.move(0, 0);
}

async function shootImport({ screen, shoot, goTo }: Look, odd: string): Promise<void> {
  const { page, t, list, field } = screen;
  await goTo(undefined);
  await field.waitFor();
  const drag = await dragFiles(page, [odd]);
  await drag.over();
  await page.getByText(t('sidebar.imports.drop', { count: 1 })).waitFor();
  await shoot('46-dragging-import');
  await page.reload();
  await field.waitFor();
  await dropFiles(page, [odd]);
  // The list comes by itself, over a narrow page too.
  await list
    .getByRole('list', { name: t('sidebar.imports.list') })
    .getByRole('alert')
    .waitFor();
  await shoot('47-import-refused');
}

/** The calls without which a screen has nothing to show. */
const CALLS = {
  gallery: '**/rpc/gallery/list',
  models: '**/rpc/models/overview',
  settings: '**/rpc/controllers/overview',
  chat: '**/rpc/conversations/open',
} as const;
const PLACES = Object.keys(CALLS) as readonly (keyof typeof CALLS)[]; // keys of a const

function addressOf(place: keyof typeof CALLS, conversation: string): string {
  return place === 'chat' ? `#/c/${conversation}` : `#/${place}`;
}

async function shootLoading({ screen: { page }, shoot }: Look, open: string): Promise<void> {
  for (const place of PLACES) {
    const held = Promise.withResolvers<void>();
    await page.route(CALLS[place], async (route) => {
      await held.promise;
      await route.abort();
    });
    await page.goto(new URL(addressOf(place, open), page.url()).href);
    await page.reload();
    await page.locator('main :is([class*="skeleton"], [class*="loading"])').first().waitFor();
    await shoot(`48-loading-${place}`);
    // What a reload took back can't be answered any more.
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    held.resolve();
  }
}

async function shootFailed({ screen, shoot, goTo }: Look, open: string): Promise<void> {
  const { page } = screen;
  const alert = page.getByRole('main').getByRole('alert').first();
  for (const place of PLACES) {
    await page.route(CALLS[place], (route) => route.abort());
    await page.goto(new URL(addressOf(place, open), page.url()).href);
    await page.reload();
    await alert.waitFor();
    await shoot(`49-failed-${place}`);
    await page.unroute(CALLS[place]);
  }
  await goTo('00000000-0000-4000-8000-000000000000');
  await alert.waitFor();
  await shoot('50-no-such-conversation');
}

async function shootWithoutCode({ screen, shoot, goTo }: Look, open: string): Promise<void> {
  const { page, t, field, openGraph, panel, runIn } = screen;
  await page.route(/\/(gallery-screen|run-panel)-[^/]+\.js$/, (route) => route.abort());
  await goTo(undefined);
  await field.waitFor();
  await page.goto(new URL('#/gallery', page.url()).href);
  await page.getByRole('alert').getByText(t('app.part.notLoaded')).waitFor();
  await shoot('51-screen-not-loaded');
  await goTo(open);
  await runIn('finished').waitFor();
  await openGraph.click();
  await panel.getByRole('alert').getByText(t('app.part.notLoaded')).waitFor();
  await shoot('52-panel-not-loaded');
}
