// Takes what a person types on while the code of the palette or the sheet comes, for their fields; then the focus
// is back where it was, so that the dialog can give it back there.

import { VisuallyHidden } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { useCommandLayer } from '../state/command-layer.ts';

export function TypeAhead() {
  const t = useTranslations('app');
  const { typed, type, close } = useCommandLayer();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const own = field.current;
    const before = document.activeElement;
    own?.focus();
    return () => {
      if (document.activeElement === own && before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  return (
    <VisuallyHidden>
      <input
        ref={field}
        aria-label={t('commands')}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key }) => key === 'Escape' && close()}
      />
    </VisuallyHidden>
  );
}
