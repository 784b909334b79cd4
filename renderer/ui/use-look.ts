// Puts contrast and text size where the styles find them (tokens.css), and follows other windows that
// change how the screen looks.

import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useLayoutEffect } from 'react';
import { PREFERENCES, usePreferences, useTextScale } from '../state/preferences.ts';

const AT_ONCE = { getInitialValueInEffect: false };

export function useLook(): void {
  const contrast = usePreferences((preferences) => preferences.contrast);
  const wantsMore = useMediaQuery('(prefers-contrast: more)', false, AT_ONCE);
  const isHigh = contrast === 'high' || (contrast === 'system' && wantsMore);
  const scale = useTextScale();
  useLayoutEffect(() => {
    document.documentElement.dataset.contrast = isHigh ? 'high' : 'normal';
  }, [isHigh]);
  useLayoutEffect(() => setTextScale(scale), [scale]);
  useEffect(() => {
    const onStorage = ({ key }: StorageEvent) => {
      // Null where everything was cleared.
      if (key === PREFERENCES || key === null) {
        void usePreferences.persist.rehydrate();
      }
    };
    window.addEventListener('storage', onStorage);
    return () => window.removeEventListener('storage', onStorage);
  }, []);
}

/**
 * Chromium keeps what a container query in rem gave for as long as no element asks it, though the size of
 * rem changes meanwhile (seen in version 156). A container that is made anew asks anew.
 */
function setTextScale(scale: number): void {
  const { body, documentElement } = document;
  documentElement.style.setProperty('--text-scale', String(scale));
  body.style.containerType = 'normal';
  body.getBoundingClientRect(); // makes it so
  body.style.containerType = '';
}
