import { createTranslator } from 'use-intl';
import { describe, expect, it } from 'vitest';
import { planRequest } from '../../../electron/engine.ts';
import { type SuggestionId, suggestionsFor } from '../../../renderer/chat/suggestions.ts';
import { ALL_MESSAGES as MESSAGES } from '../../../renderer/words/all-messages.ts';
import { RESOURCE_KINDS } from '../../../shared/media.ts';
import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';

/** What each suggestion is about, whatever else its plan may hold. */
const MEANT: Readonly<Record<SuggestionId, readonly TaskType[]>> = {
  readPicture: ['image-to-text'],
  objects: ['object-detection'],
  speakPicture: ['image-to-text', 'text-to-speech'],
  edges: ['canny-control'],
  lines: ['mlsd-control'],
  transcribe: ['automatic-speech-recognition'],
  clean: ['audio-to-audio'],
  summarise: ['summarization'],
  speakText: ['text-to-speech'],
  entities: ['token-classification'],
  compare: ['sentence-similarity'],
  fill: ['tabular-classification'],
};
const ENDINGS = { text: 'txt', image: 'png', audio: 'wav', video: 'mp4', table: 'csv' };

const cases = RESOURCE_KINDS.flatMap((kind) =>
  [1, 2].flatMap((count) => {
    const names = ['first', 'second'].slice(0, count).map((name) => `${name}.${ENDINGS[kind]}`);
    const files = names.map((name) => ({ name, kind }));
    return suggestionsFor(files, new Set(TASK_TYPES)).map(({ id }) => ({ id, files }));
  }),
);

describe.each(['en', 'zh-CN'] as const)('a suggestion in %s', (locale) => {
  const t = createTranslator({ locale, messages: MESSAGES[locale], namespace: 'chat.suggest' });
  it.each(cases)('asks for what it says: $id of $files.length', async ({ id, files }) => {
    const names = new Intl.ListFormat(locale, { type: 'conjunction' });
    const listed = names.format(files.map(({ name }) => name));
    const request = t(`requests.${id}`, { count: files.length, files: listed });
    const { plan } = await planRequest(request, files);
    expect(new Set(plan.map(({ type }) => type)), request).toEqual(new Set(MEANT[id]));
    for (const type of id === 'compare' ? [] : MEANT[id].slice(0, 1)) {
      expect(
        plan.filter((task) => task.type === type),
        request,
      ).toHaveLength(files.length);
    }
  });
});
