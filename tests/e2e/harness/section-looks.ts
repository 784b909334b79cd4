// Pictures of the sections of the settings, with what opens in them, and of the Hub as it is searched; called by
// screenshots.e2e.ts.

import type { Page } from 'playwright-core';
import { GUARDED, hubOf, PAINTER, type SearchableHub, SHAPES } from './hub.ts';
import { keysOf } from './keys.ts';
import { type Look, looksOf } from './looks.ts';
import { machineSettingsOf } from './machine-settings.ts';
import { screenOf } from './screen.ts';

type OpenVisit = Parameters<typeof looksOf>[0];

/** What opens in these sections, and what it is told apart by. */
const FOLDS = {
  privacy: ['settings.privacy.hosts.title', 'settings.privacy.uploads.title'],
  storage: [],
  diagnostics: ['diagnostics.latest.title'],
} as const;

export async function shootSections(visit: OpenVisit): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  await screenOf((await visit({})).page).field.waitFor();
  await forAll(shootSettings);
  return out;
}

async function shootSettings({ screen: { page, t }, language, shoot }: Look): Promise<void> {
  const { card, question } = machineSettingsOf(page, language);
  const keys = keysOf(page, language);
  await openSection(page, 'mode');
  await card('hybrid').check();
  await question('hybrid').waitFor();
  await shoot('53-settings-mode');
  await page.keyboard.press('Escape');
  for (const section of ['devices', 'folders', 'appearance', 'shortcuts'] as const) {
    await openSection(page, section);
    await shoot(`54-settings-${section}`);
  }
  await openSection(page, 'keys');
  await keys.begin('OPENAI_API_KEY');
  await shoot('55-settings-keys');
  for (const section of ['privacy', 'storage', 'diagnostics'] as const) {
    await openSection(page, section);
    for (const title of FOLDS[section]) {
      await page.getByRole('button', { name: new RegExp(`^${t(title)}`) }).click();
    }
    await page.locator(`#settings-${section}`).scrollIntoViewIfNeeded();
    await shoot(`56-settings-${section}`);
  }
  await page.getByRole('button', { name: t('diagnostics.report.show'), exact: true }).click();
  await page.getByRole('textbox', { name: t('diagnostics.report.text') }).waitFor();
  await shoot('57-settings-report');
}

async function openSection(page: Page, section: string): Promise<void> {
  await page.goto(new URL(`#/settings/${section}`, page.url()).href);
  await page.locator(`#settings-${section}`).waitFor();
}

export async function shootHub(visit: OpenVisit, hub: SearchableHub): Promise<string> {
  const { out, forAll } = await looksOf(visit);
  await forAll(async (look) => {
    await shootSearch(look, hub);
    await shootCards(look);
    await shootHubFailed(look, hub);
  });
  return out;
}

async function shootSearch(
  { screen: { page }, language, shoot }: Look,
  hub: SearchableHub,
): Promise<void> {
  const { t, words, result, hub: section } = hubOf(page, language);
  const looked = async (wanted: string) => {
    await words.fill(wanted);
    await words.press('Enter');
  };
  await page.goto(new URL('#/models', page.url()).href);
  await words.waitFor();
  hub.fault = ({ path }) => (path.includes('wait') ? { kind: 'stall' } : undefined);
  await looked('wait');
  await section.getByText(t('models.hub.asking')).waitFor();
  await section.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await shoot('58-hub-searching');
  await looked('acme');
  await result(SHAPES).waitFor();
  await section.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await shoot('59-hub-found');
  await looked('giraffe');
  await section.getByText(t('models.hub.nothing')).waitFor();
  await section.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await shoot('60-hub-nothing');
}

async function shootCards({ screen: { page }, language, shoot }: Look): Promise<void> {
  const { field, look, dialog } = hubOf(page, language);
  for (const model of [SHAPES, GUARDED, PAINTER, 'acme/unknown']) {
    await field.fill(model);
    await look.click();
    await dialog.getByRole('heading').or(dialog.getByRole('alert')).nth(1).waitFor();
    await shoot(`61-card-${model.replace('acme/', '')}`);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
}

async function shootHubFailed(
  { screen: { page }, language, shoot }: Look,
  hub: SearchableHub,
): Promise<void> {
  const { words, hub: section } = hubOf(page, language);
  hub.fault = () => ({ kind: 'status', status: 429, retryAfter: '0' });
  await words.fill('anything');
  await words.press('Enter');
  await section.getByRole('alert').waitFor();
  await section.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await shoot('62-hub-failed');
  hub.fault = undefined;
}
