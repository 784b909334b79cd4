// What a hook says or a component shows in one of the languages, without a browser.

import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'use-intl';
import { ALL_MESSAGES } from '../../renderer/words/all-messages.ts';
import type { Language } from '../../renderer/words/languages.ts';

/** @returns what the hook gave back */
export function spoken<Said>(language: Language, useWords: () => Said): Said {
  const said: Said[] = [];
  function Speaker() {
    said.push(useWords());
    return null;
  }
  drawn(language, <Speaker />);
  const [first] = said;
  if (first === undefined) {
    throw new Error('The hook gave nothing back.');
  }
  return first;
}

/** @returns its markup */
export function drawn(language: Language, shown: ReactNode): string {
  return renderToStaticMarkup(
    <IntlProvider locale={language} messages={ALL_MESSAGES[language]} timeZone="Europe/Berlin">
      {shown}
    </IntlProvider>,
  );
}
