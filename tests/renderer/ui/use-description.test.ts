import { expect, it } from 'vitest';
import { BUILTIN_EXPERTS } from '../../../electron/experts/registry.ts';
import { readCatalogue } from '../../../electron/library/catalogue.ts';
import { useDescription } from '../../../renderer/ui/use-description.ts';
import { MODEL_DESCRIPTIONS } from '../../../renderer/words/zh/model-descriptions.ts';
import { spoken } from '../spoken.tsx';

const written = [
  ...readCatalogue().map(({ summary }) => summary),
  ...BUILTIN_EXPERTS.map(({ model }) => model.description),
];

it('every model of the catalogue and every built-in one has Chinese words', () => {
  expect(written.filter((english) => MODEL_DESCRIPTIONS[english] === undefined)).toEqual([]);
});

it('nothing is said of models that there are not', () => {
  // A language model describes itself where it does a task (electron/experts/controller/registry.ts).
  const others = Object.keys(MODEL_DESCRIPTIONS).filter((english) => !written.includes(english));
  expect(others).toEqual([
    'Writes, shortens, translates and answers in most languages, as it is told.',
  ]);
});

it('what has no words in a language is left to who shows it', () => {
  const cuts = 'Cuts people out of a portrait.';
  expect(spoken('zh-CN', useDescription)(cuts)).toBe('从人像中抠出人物。');
  expect(spoken('en', useDescription)(cuts)).toBe(cuts);
  expect(spoken('zh-CN', useDescription)('My own.')).toBeUndefined();
});
