// A link to a screen that is not the chat.

import type { ComponentProps, MouseEvent } from 'react';
import { ADDRESSES, useView } from '../state/view.ts';

interface ScreenLinkProps extends Omit<ComponentProps<'a'>, 'href' | 'onClick'> {
  readonly screen: keyof typeof ADDRESSES;
}

export function ScreenLink({ screen, ...props }: ScreenLinkProps) {
  const openScreen = useView((view) => view.openScreen);
  const onClick = (event: MouseEvent) => {
    // With a modifier it is a link like any other, to a tab or window of its own.
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      openScreen(screen);
    }
  };
  return <a {...props} href={ADDRESSES[screen]} onClick={onClick} />;
}
