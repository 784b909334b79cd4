import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPreferences } from '../../../electron/desktop/preferences.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

function preferences(home: string, systemLanguage = 'en-GB') {
  const followed: unknown[] = [];
  const { now, change } = createPreferences({
    ...{ home, systemLanguage },
    follow: (preferred) => followed.push(preferred),
  });
  return { now, change, followed };
}

test('before anything was said, the system says the language', () => {
  const languageOf = (tag: string) => preferences(temporaryFolder(), tag).now().language;
  expect(['zh-Hans-CN', 'zh', 'de', 'en-GB', ''].map(languageOf)).toEqual([
    ...['zh-CN', 'zh-CN', 'en', 'en', 'en'],
  ]);
});

test('a change is followed at once, and holds at the next start', () => {
  const home = temporaryFolder();
  const first = preferences(home);
  first.change({ language: 'zh-CN', appearance: 'dark' });
  first.change({ language: 'zh-CN' }); // nothing new
  expect(first.followed).toHaveLength(2);
  expect(preferences(home).now()).toEqual({
    ...{ language: 'zh-CN', appearance: 'dark', isNotifying: true },
  });
});

test('what can not be read is as if nothing had been said', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, 'desktop.json'), '{"language":"tlh"}');
  expect(preferences(home).now().language).toBe('en');
});

test('where it can not be kept it holds nevertheless', () => {
  const { now, change } = preferences(join(temporaryFolder(), 'nowhere'));
  expect(() => change({ isNotifying: false })).toThrow(
    expect.objectContaining({ code: 'HOME_UNUSABLE' }),
  );
  expect(now().isNotifying).toBe(false);
});
