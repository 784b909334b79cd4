import { createTranslator } from 'use-intl';
import { describe, expect, it, test } from 'vitest';
import { ALL_MESSAGES as MESSAGES } from '../../renderer/words/all-messages.ts';
import { LANGUAGES } from '../../renderer/words/languages.ts';
import { ERROR_DETAILS } from '../../shared/error-details.ts';
import { ERRORS } from '../../shared/error-table.ts';
import { ERROR_CODES } from '../../shared/errors.ts';
import { TASK_TYPES } from '../../shared/tasks.ts';

/** Every message by its path. */
function flatten(messages: object, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null
      ? flatten(value, `${before}${key}.`)
      : [[`${before}${key}`, String(value)] as const],
  );
}

/** Names of a message's placeholders, of its tags too. */
function placeholders(message: string): readonly string[] {
  const found = message.matchAll(/\{\s*(\w+)\s*[,}]|<(\w+)>/g);
  return [...new Set([...found].map(([, name, tag]) => name ?? `<${tag}>`))].toSorted();
}

const english = flatten(MESSAGES.en);

describe.each(LANGUAGES)('the catalogue of %s', (language) => {
  const messages = new Map(flatten(MESSAGES[language]));

  it('has every message, with the same placeholders', () => {
    expect([...messages.keys()].toSorted()).toEqual(english.map(([key]) => key).toSorted());
    const other = english.flatMap(([key, message]) => {
      const here = placeholders(messages.get(key) ?? '');
      return placeholders(message).join() === here.join() ? [] : [{ key, here }];
    });
    expect(other).toEqual([]);
  });

  it('has nothing empty, and nothing that the message format refuses', () => {
    const wrong: string[] = [];
    const onError = (error: Error) => wrong.push(error.message);
    const t = createTranslator({ locale: language, messages: { all: nested(messages) }, onError });
    for (const [key, message] of messages) {
      expect(message.trim(), key).not.toBe('');
      const values = Object.fromEntries(placeholders(message).map(valueFor));
      t.rich(`all.${key.replaceAll('.', '/')}`, values);
    }
    expect(wrong).toEqual([]);
  });

  it('names every task type and speaks of every error', () => {
    for (const type of TASK_TYPES) {
      expect(messages.get(`tasks.names.${type}`), type).toBeDefined();
    }
    for (const code of ERROR_CODES) {
      const message = messages.get(`errors.messages.${code}`) ?? '';
      const carried = placeholders(ERRORS[code].message);
      expect(message, code).not.toBe('');
      expect(carried, code).toEqual(expect.arrayContaining([...placeholders(message)]));
    }
  });
});

test('every detail of an error has Chinese words of its own', () => {
  const { details } = MESSAGES['zh-CN'].errors;
  const ownWords = Object.entries(ERROR_DETAILS).filter(([, text]) =>
    /[a-z]{2}/.test(slotless(text)),
  );
  for (const [code] of ownWords) {
    const words = Object.entries(details).find(([other]) => other === code)?.[1] ?? '';
    expect(words, code).toMatch(code === 'the-hub' ? /^Hub$/ : /\p{Script=Han}/u);
  }
});

function slotless(text: string): string {
  return text.replace(/\{\w+\}/g, '');
}

/** Without dots in the keys, which the library takes for paths. */
function nested(messages: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...messages].map(([key, text]) => [key.replaceAll('.', '/'), text]));
}

function valueFor(name: string) {
  const tag = /^<(\w+)>$/.exec(name)?.[1];
  return tag === undefined ? [name, 2] : [tag, (chunks: unknown) => chunks];
}
