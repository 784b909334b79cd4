// The providers around the screen: look, language. What is on it begins in shell/.

import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { IntlProvider } from 'use-intl';
import { Shell } from './shell/shell.tsx';
import { usePreferences } from './state/preferences.ts';
import { cssVariables, theme } from './ui/theme.ts';
import { MESSAGES } from './words/messages.ts';

const COLOR_SCHEMES = { system: 'auto', light: 'light', dark: 'dark' } as const;

export function App() {
  const { appearance, language } = usePreferences();
  const scheme = COLOR_SCHEMES[appearance];
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      {...(scheme !== 'auto' && { forceColorScheme: scheme })}
      getStyleNonce={styleNonce}
    >
      <IntlProvider
        locale={language}
        messages={MESSAGES[language]}
        timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
      >
        <Shell />
      </IntlProvider>
    </MantineProvider>
  );
}

/** The host writes it into the page; style elements without it are refused. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}
