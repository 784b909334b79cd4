// All that the palette offers: the commands, and what there is to choose among now: conversations, sample
// requests, parts of the settings, appearance, language.

import type { Conversation } from '../../shared/conversations.ts';
import { requestIn, type SampleWords } from '../../shared/samples.ts';
import { engine } from '../api/client.ts';
import { settingsSections } from '../settings/sections.ts';
import { showBegun } from '../state/begin-run.ts';
import { APPEARANCES, usePreferences } from '../state/preferences.ts';
import { type ChosenKeys, keysOf } from '../state/shortcuts.ts';
import { useView } from '../state/view.ts';
import { ALL_MESSAGES } from '../words/all-messages.ts';
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../words/languages.ts';
import type { Messages } from '../words/messages.ts';
import { COMMAND_IDS } from './command-keys.ts';
import { COMMANDS } from './command-list.ts';
import type { PaletteItem } from './palette-item.ts';

interface ItemsOptions {
  readonly language: Language;
  readonly chosen: ChosenKeys;
  readonly conversations: readonly Conversation[];
  readonly samples: readonly SampleWords[];
}

export function paletteItems(options: ItemsOptions): readonly PaletteItem[] {
  const { language, chosen, conversations, samples } = options;
  const named = (pick: (words: Messages) => string) => ({
    name: pick(ALL_MESSAGES[language]),
    names: LANGUAGES.map((one) => pick(ALL_MESSAGES[one])),
  });
  return [
    ...COMMAND_IDS.filter((id) => id !== 'palette').map((id) => commandItem(id, named, chosen)),
    ...conversations.map(conversationItem),
    ...samples.map((sample) => sampleItem(sample, language)),
    ...settingsSections().map((section) => ({
      ...named(({ commands }) => commands.sections[section]),
      ...{ key: `settings/${section}`, group: 'settings' as const },
      perform: () => useView.getState().openSettings(section),
    })),
    ...lookItems(named),
  ];
}

type Named = (pick: (words: Messages) => string) => Pick<PaletteItem, 'name' | 'names'>;

function commandItem(
  id: (typeof COMMAND_IDS)[number],
  named: Named,
  chosen: ChosenKeys,
): PaletteItem {
  const { group, unavailable, perform } = COMMANDS[id];
  const { name, names } = named(({ commands }) => commands.names[id]);
  const also = LANGUAGES.map((language) => ALL_MESSAGES[language].commands.also[id]);
  return {
    ...{ key: id, group, name, perform, keys: keysOf(id, chosen), why: unavailable?.() },
    names: [...names, ...also],
  };
}

export function conversationItem({ id, title }: Pick<Conversation, 'id' | 'title'>): PaletteItem {
  return {
    ...{ key: `conversation/${id}`, group: 'conversations', name: title, names: [title] },
    perform: () => useView.getState().goTo(id),
  };
}

function sampleItem(sample: SampleWords, language: Language): PaletteItem {
  const { id } = sample;
  return {
    ...{ key: `sample/${id}`, group: 'samples', name: requestIn(sample, language) },
    names: LANGUAGES.map((one) => requestIn(sample, one)),
    perform: () => showBegun(engine.runs.startSample({ id, language })),
  };
}

function lookItems(named: Named): readonly PaletteItem[] {
  const { appearance, language, setAppearance, setLanguage } = usePreferences.getState();
  return [
    ...APPEARANCES.map(
      (one): PaletteItem => ({
        ...named(({ app }) => `${app.appearance}: ${app.appearances[one]}`),
        ...{ key: `appearance/${one}`, group: 'look', isChosen: one === appearance },
        perform: () => setAppearance(one),
      }),
    ),
    ...LANGUAGES.map((one): PaletteItem => {
      const { name, names } = named(({ app }) => `${app.language}: ${LANGUAGE_NAMES[one]}`);
      return {
        ...{ key: `language/${one}`, group: 'look', name, names, isChosen: one === language },
        perform: () => setLanguage(one),
      };
    }),
  ];
}
