// A link to a screen that is not the chat, or to a section of the settings.

import type { ComponentProps, MouseEvent } from 'react';
import type { SettingsSection } from '../settings/sections.ts';
import { type ADDRESSES, addressOf, useView } from '../state/view.ts';

type Place =
  | { readonly screen: keyof typeof ADDRESSES; readonly section?: never }
  | { readonly screen: 'settings'; readonly section: SettingsSection };

type ScreenLinkProps = Omit<ComponentProps<'a'>, 'href' | 'onClick'> & Place;

export function ScreenLink({ screen, section, ...props }: ScreenLinkProps) {
  const { openScreen, openSettings } = useView.getState(); // which never change
  const onClick = (event: MouseEvent) => {
    // With a modifier it is a link like any other, to a tab or window of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      section === undefined ? openScreen(screen) : openSettings(section);
    }
  };
  return <a {...props} href={addressOf(screen, section)} onClick={onClick} />;
}
