// What a hook says in one of the languages, without a browser.

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
  renderToStaticMarkup(
    <IntlProvider locale={language} messages={ALL_MESSAGES[language]} timeZone="Europe/Berlin">
      <Speaker />
    </IntlProvider>,
  );
  const [first] = said;
  if (first === undefined) {
    throw new Error('The hook gave nothing back.');
  }
  return first;
}
