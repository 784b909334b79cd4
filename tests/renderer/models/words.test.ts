// The words that come with the screen of models; tests/renderer/words.test.ts looks at those of the first.

import { createTranslator } from 'use-intl';
import { describe, expect, it } from 'vitest';
import { ALL_MESSAGES } from '../../../renderer/words/all-messages.ts';
import { models as en } from '../../../renderer/words/en/models.ts';
import { LANGUAGES } from '../../../renderer/words/languages.ts';

function flatten(messages: object, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${before}${key}.`)
      : [[`${before}${key}`, String(value)] as const],
  );
}

/** Names of a message's placeholders. */
function placeholders(message: string): readonly string[] {
  const found = message.matchAll(/\{\s*(\w+)\s*[,}]/g);
  return [...new Set([...found].map(([, name = '']) => name))].toSorted();
}

describe.each(LANGUAGES)('the words about models in %s', (language) => {
  const messages = new Map(flatten(ALL_MESSAGES[language].models));

  it('are complete, with the same placeholders', () => {
    const wanted = flatten(en).map(([key, message]) => `${key} ${placeholders(message)}`);
    const found = [...messages].map(([key, message]) => `${key} ${placeholders(message)}`);
    expect(found).toEqual(wanted);
  });

  it('are taken by the message format, and none is empty', () => {
    const wrong: string[] = [];
    const flat = Object.fromEntries(
      [...messages].map(([key, text]) => [key.replaceAll('.', '/'), text]),
    );
    const t = createTranslator({
      locale: language,
      messages: { all: flat },
      onError: (error: Error) => wrong.push(error.message),
    });
    for (const [key, message] of messages) {
      expect(message.trim(), key).not.toBe('');
      const values = Object.fromEntries(placeholders(message).map((name) => [name, 2]));
      t.rich(`all.${key.replaceAll('.', '/')}`, values);
    }
    expect(wrong).toEqual([]);
  });
});
