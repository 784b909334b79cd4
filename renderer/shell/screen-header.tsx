// The line over a screen: its name, the way to the list on a narrow page, and how this person wants the
// screen.

import { ActionIcon, Menu, VisuallyHidden } from '@mantine/core';
import {
  IconDeviceDesktop,
  IconLanguage,
  IconMenu2,
  IconMoon,
  IconSun,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { expectCommand, runCommand } from '../commands/run-command.ts';
import { useKeys } from '../commands/use-keys.ts';
import { APPEARANCES, type Appearance, usePreferences } from '../state/preferences.ts';
import { useView } from '../state/view.ts';
import { IconAction } from '../ui/icon-action.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '../words/languages.ts';
import classes from './screen-header.module.css';

interface ScreenHeaderProps {
  readonly title: ReactNode;
  /** The whole of it, where the line may cut it off. */
  readonly hint?: string | undefined;
}

export function ScreenHeader({ title, hint }: ScreenHeaderProps) {
  const t = useTranslations('app');
  const setSidebarOpen = useView((view) => view.setSidebarOpen);
  return (
    <header className={classes.header}>
      <div className={classes.sidebar}>
        <IconAction label={t('openSidebar')} onClick={() => setSidebarOpen(true)}>
          <IconMenu2 size={18} stroke={1.5} aria-hidden />
        </IconAction>
      </div>
      <h1 className={classes.title} title={hint}>
        {title}
      </h1>
      <PaletteButton />
      <LanguageMenu />
      <AppearanceMenu />
    </header>
  );
}

function PaletteButton() {
  const t = useTranslations('app');
  const keys = useKeys('palette');
  return (
    <button
      type="button"
      className={classes.palette}
      aria-keyshortcuts={keys.aria}
      title={t('commands')}
      onPointerEnter={expectCommand}
      onClick={() => runCommand('palette')}
    >
      {keys.text === '' ? (
        t('commands')
      ) : (
        // What is seen of it belongs to its name, by which a voice would call it.
        <>
          <VisuallyHidden>{t('commands')} </VisuallyHidden>
          {keys.text}
        </>
      )}
    </button>
  );
}

function LanguageMenu() {
  const t = useTranslations('app');
  const { language, setLanguage } = usePreferences();
  return (
    <ChoiceMenu label={t('language')} icon={IconLanguage}>
      <Menu.RadioGroup value={language}>
        {LANGUAGES.map((one) => (
          <Menu.RadioItem
            key={one}
            value={one}
            lang={one}
            closeMenuOnClick
            onChange={() => setLanguage(one)}
          >
            {LANGUAGE_NAMES[one]}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </ChoiceMenu>
  );
}

const APPEARANCE_ICONS: Readonly<Record<Appearance, TablerIcon>> = {
  system: IconDeviceDesktop,
  light: IconSun,
  dark: IconMoon,
};

function AppearanceMenu() {
  const t = useTranslations('app');
  const { appearance, setAppearance } = usePreferences();
  return (
    <ChoiceMenu label={t('appearance')} icon={APPEARANCE_ICONS[appearance]}>
      <Menu.RadioGroup value={appearance}>
        {APPEARANCES.map((one) => (
          <Menu.RadioItem
            key={one}
            value={one}
            closeMenuOnClick
            onChange={() => setAppearance(one)}
          >
            {t(`appearances.${one}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </ChoiceMenu>
  );
}

interface ChoiceMenuProps {
  readonly label: string;
  readonly icon: TablerIcon;
  readonly children: ReactNode;
}

function ChoiceMenu({ label, icon: Icon, children }: ChoiceMenuProps) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={label} title={label}>
          <Icon size={18} stroke={1.5} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
