// The providers around the screen: look, language. What is on it begins in shell/.

import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { IntlProvider } from 'use-intl';
import { Shell } from './shell/shell.tsx';
import { usePreferences } from './state/preferences.ts';
import { cssVariables, theme } from './ui/theme.ts';
import { useWords } from './words/use-words.ts';

const COLOR_SCHEMES = { system: 'auto', light: 'light', dark: 'dark' } as const;

export function App() {
  const { appearance, language: wanted } = usePreferences();
  const words = useWords(wanted);
  const language = words?.language ?? wanted;
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
      {words !== undefined && (
        <IntlProvider
          locale={language}
          messages={words.messages}
          timeZone={Intl.DateTimeFormat().resolvedOptions().timeZone}
        >
          <Shell />
        </IntlProvider>
      )}
    </MantineProvider>
  );
}

/** The host writes it into the page; style elements without it are refused. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '';
}
