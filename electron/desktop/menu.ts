// The application menu, by platform and language: Electron's roles, which bring their keys, and what the
// page can do, which it is asked for. The page's own keys are not repeated here, since they can be changed.

import type { MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand, DesktopLanguage } from '../../shared/desktop.ts';
import { type DesktopWords, desktopWords } from './words.ts';

export interface MenuSettings {
  readonly platform: NodeJS.Platform;
  /** Whether it is the installed program and not its sources. */
  readonly isPackaged: boolean;
  readonly language: DesktopLanguage;
  readonly onCommand: (command: DesktopCommand) => void;
  readonly openImport: () => void;
  readonly openDataFolder: () => void;
}

type Item = MenuItemConstructorOptions;
type Role = keyof DesktopWords['roles'];

const SEPARATOR: Item = { type: 'separator' };

export function menuTemplate(settings: MenuSettings): Item[] {
  const isMac = settings.platform === 'darwin';
  const words = desktopWords(settings.language);
  const menu = (name: keyof DesktopWords['menus'], submenu: Item[]): Item => ({
    label: isMac ? words.menus[name].replace(/\(&.\)|&/, '') : words.menus[name],
    submenu,
  });
  const parts = partsOf(settings, words);
  return [
    ...(isMac ? [parts.application] : []),
    menu('file', parts.file),
    menu('edit', parts.edit),
    menu('view', parts.view),
    // The role lets macOS list the windows beneath.
    { ...menu('window', parts.window), role: 'windowMenu' },
    { ...menu('help', parts.help), role: 'help' },
  ];
}

function partsOf(settings: MenuSettings, words: DesktopWords) {
  const { platform, isPackaged, onCommand, openImport, openDataFolder } = settings;
  const isMac = platform === 'darwin';
  const roles = (...names: Role[]): Item[] =>
    names.map((role) => ({ role, label: words.roles[role] }));
  const commands = (...names: DesktopCommand[]): Item[] =>
    names.map((id) => ({ id, label: words.commands[id], click: () => onCommand(id) }));
  const dataFolder: Item = {
    id: 'open-data-folder',
    label: words.openDataFolder,
    click: openDataFolder,
  };
  const ending = roles(isMac ? 'close' : 'quit');
  return {
    application: {
      label: 'Ensemble',
      submenu: [
        ...roles('about'),
        ...commands('updates'),
        SEPARATOR,
        ...commands('settings'),
        SEPARATOR,
        ...roles('services'),
        SEPARATOR,
        ...roles('hide', 'hideOthers', 'unhide'),
        SEPARATOR,
        ...roles('quit'),
      ],
    } satisfies Item,
    file: [
      ...commands('new'),
      SEPARATOR,
      { id: 'import', label: words.import, click: openImport },
      ...commands('export'),
      SEPARATOR,
      ...(isMac ? [] : commands('settings')),
      ...ending,
    ],
    edit: [
      ...roles('undo', 'redo'),
      SEPARATOR,
      ...roles('cut', 'copy', 'paste', 'pasteAndMatchStyle', 'delete', 'selectAll'),
    ],
    view: [
      ...commands('gallery', 'models'),
      SEPARATOR,
      ...roles('reload', ...(isPackaged ? [] : (['toggleDevTools'] as const))),
      SEPARATOR,
      ...roles('resetZoom', 'zoomIn', 'zoomOut'),
      SEPARATOR,
      ...roles('togglefullscreen'),
    ],
    window: roles('minimize', ...(isMac ? (['zoom', 'front'] as const) : (['close'] as const))),
    help: [
      ...commands('shortcuts'),
      SEPARATOR,
      dataFolder,
      ...(isMac ? [] : [SEPARATOR, ...commands('updates'), ...roles('about')]),
    ],
  };
}
