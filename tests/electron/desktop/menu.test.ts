import { expect, test } from 'vitest';
import { menuTemplate } from '../../../electron/desktop/menu.ts';

const rolesOf = (template: ReturnType<typeof menuTemplate>) =>
  template.flatMap(({ role, submenu }) => [
    role,
    ...(Array.isArray(submenu) ? submenu.map((item) => item.role) : []),
  ]);

test('macOS has the menu of the application, others have quit and about in their own', () => {
  const mac = menuTemplate({ platform: 'darwin', isPackaged: true });
  expect(mac[0]).toEqual({ role: 'appMenu' });
  expect(rolesOf(mac)).not.toContain('quit');
  const linux = rolesOf(menuTemplate({ platform: 'linux', isPackaged: true }));
  expect(linux).toEqual(expect.arrayContaining(['quit', 'about', 'editMenu']));
  expect(linux).not.toContain('appMenu');
});

test('the developer tools are for those who have the sources', () => {
  const roles = (isPackaged: boolean) => rolesOf(menuTemplate({ platform: 'linux', isPackaged }));
  expect(roles(false)).toContain('toggleDevTools');
  expect(roles(true)).not.toContain('toggleDevTools');
});
