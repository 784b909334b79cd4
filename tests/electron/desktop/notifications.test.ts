import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createNotifier } from '../../../electron/desktop/notifications.ts';
import type { DesktopPreferences } from '../../../shared/desktop.ts';

interface Options {
  readonly title?: string;
  readonly body?: string;
}

function notifier(
  preferences: Partial<DesktopPreferences> = {},
  { isLookedAt = false, isSupported = true } = {},
) {
  const shown: { readonly said: readonly unknown[]; readonly one: EventEmitter }[] = [];
  const closed: unknown[] = [];
  const opened: string[] = [];
  class Notification extends EventEmitter {
    static isSupported = () => isSupported;
    readonly #said: readonly unknown[];
    constructor(options: Options) {
      super();
      this.#said = Object.values(options);
    }
    show() {
      shown.push({ said: this.#said, one: this });
    }
    close() {
      closed.push(this.#said);
    }
  }
  const { notify } = createNotifier({
    Notification,
    preferences: () => ({
      language: 'en',
      appearance: 'system',
      isNotifying: true,
      ...preferences,
    }),
    isLookedAt: () => isLookedAt,
    open: (conversation) => opened.push(conversation),
  });
  return { notify, shown, closed, opened };
}

const zebras = { id: 'one', title: 'How many zebras?' };

test('says the title and what happened, and nothing else', () => {
  const { notify, shown } = notifier();
  notify(zebras, 'finished');
  expect(shown.map(({ said }) => said)).toEqual([['How many zebras?', 'Done.']]);
});

test('speaks the language of the page', () => {
  const { notify, shown } = notifier({ language: 'zh-CN' });
  notify({ id: 'one', title: ' ' }, 'asks');
  expect(shown[0]?.said).toEqual(['一个对话', '正在等你答复。']);
});

test.each([
  ['while the window is looked at', {}, { isLookedAt: true }],
  ['where they are turned off', { isNotifying: false }, {}],
  ['where the system has none', {}, { isSupported: false }],
])('says nothing %s', (_name, preferences, state) => {
  const { notify, shown } = notifier(preferences, state);
  notify(zebras, 'failed');
  expect(shown).toEqual([]);
});

test('a click opens the conversation, once', () => {
  const { notify, shown, opened, closed } = notifier();
  notify(zebras, 'asks');
  shown[0]?.one.emit('click', {});
  expect(opened).toEqual(['one']);
  notify(zebras, 'finished');
  expect(closed).toEqual([]); // what was clicked is gone
});

test('of a conversation only the last word stands', () => {
  const { notify, closed } = notifier();
  notify(zebras, 'asks');
  notify({ id: 'two', title: 'Another' }, 'failed');
  notify(zebras, 'finished');
  expect(closed).toEqual([['How many zebras?', 'It waits for a word of yours.']]);
});

test('a title without end is cut', () => {
  const { notify, shown } = notifier();
  notify({ id: 'one', title: 'a'.repeat(500) }, 'finished');
  expect(String(shown[0]?.said[0]).length).toBeLessThanOrEqual(80);
});
