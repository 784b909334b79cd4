// The words of the language that the person wants, once they are here.

import { useEffect, useState } from 'react';
import type { Language } from './languages.ts';
import { type FirstMessages, loadMessages, messagesOf } from './messages.ts';

interface Words {
  readonly language: Language;
  readonly messages: FirstMessages;
}

/** Undefined only at the very start; then the language before stays until the next one is here. */
export function useWords(wanted: Language): Words | undefined {
  const [language, setLanguage] = useState<Language | undefined>(() =>
    messagesOf(wanted) === undefined ? undefined : wanted,
  );
  useEffect(() => {
    let isWanted = true;
    loadMessages(wanted).then(
      () => isWanted && setLanguage(wanted),
      // Words that do not come must not leave the page empty.
      () => isWanted && setLanguage((before) => before ?? 'en'),
    );
    return () => {
      isWanted = false;
    };
  }, [wanted]);
  const messages = language && messagesOf(language);
  return language === undefined || messages === undefined ? undefined : { language, messages };
}
