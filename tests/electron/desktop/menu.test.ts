import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../../electron/desktop/menu.ts';
import { DESKTOP_COMMANDS, type DesktopLanguage } from '../../../shared/desktop.ts';

interface Wanted {
  readonly platform: NodeJS.Platform;
  readonly isPackaged?: boolean;
  readonly language?: DesktopLanguage;
}

function menu({ platform, isPackaged = true, language = 'en' }: Wanted) {
  const asked: string[] = [];
  const template = menuTemplate({
    ...{ platform, isPackaged, language },
    onCommand: (command) => asked.push(command),
    openImport: () => asked.push('import'),
    openDataFolder: () => asked.push('data folder'),
  });
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []));
  return { template, items, asked, roles: items.map(({ role }) => role) };
}

test('macOS has the menu of the application, others have quit and about in their own', () => {
  const mac = menu({ platform: 'darwin' });
  expect(mac.template[0]?.label).toBe('Ensemble');
  const [own, file] = mac.template.map(({ submenu }) => JSON.stringify(submenu));
  expect(own).toContain('"hideOthers"');
  expect(file).not.toContain('"quit"');
  const linux = menu({ platform: 'linux' });
  expect(linux.roles).toEqual(expect.arrayContaining(['quit', 'about', 'close', 'minimize']));
  expect(linux.roles).not.toContain('hide');
});

test('the editing keys and the size of the text are there on every system', () => {
  for (const platform of ['darwin', 'linux', 'win32'] as const) {
    const { roles } = menu({ platform });
    expect(roles).toEqual(
      expect.arrayContaining(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'zoomIn']),
    );
  }
});

test('the developer tools are for those who have the sources', () => {
  expect(menu({ platform: 'linux', isPackaged: false }).roles).toContain('toggleDevTools');
  expect(menu({ platform: 'linux' }).roles).not.toContain('toggleDevTools');
});

test('every command of the page is in it once, and asks for itself', () => {
  for (const platform of ['darwin', 'linux'] as const) {
    const { items, asked } = menu({ platform });
    for (const { click } of items.filter(({ id }) => id !== undefined)) {
      Reflect.apply(click ?? (() => {}), undefined, []);
    }
    expect(asked.toSorted()).toEqual([...DESKTOP_COMMANDS, 'import', 'data folder'].toSorted());
  }
});

test('it speaks the language of the page, in every item', () => {
  const labels = (items: readonly MenuItemConstructorOptions[]) =>
    items.flatMap(({ label }) => label ?? []);
  const chinese = menu({ platform: 'linux', language: 'zh-CN' });
  for (const label of [...labels(chinese.template), ...labels(chinese.items)]) {
    expect(label).toMatch(/\p{Script=Han}/u);
  }
  const mac = menu({ platform: 'darwin', language: 'zh-CN' });
  expect(labels(mac.template)).toEqual(['Ensemble', '文件', '编辑', '视图', '窗口', '帮助']);
});
