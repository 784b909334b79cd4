// The forms of verbs that the phrases of rules stand for.

import { expect, it } from 'vitest';
import { formsOf } from '../../../../electron/controllers/rules/inflect.ts';

it.each([
  ['detect', ['detect', 'detects', 'detected', 'detecting']],
  ['locate', ['locate', 'locates', 'located', 'locating']],
  ['copy', ['copy', 'copies', 'copied', 'copying']],
  ['search', ['search', 'searches', 'searched', 'searching']],
  ['trim', ['trim', 'trims', 'trimmed', 'trimming']],
  ['render', ['render', 'renders', 'rendered', 'rendering']],
])('%s is known in each of its forms', (verb, forms) => {
  expect(formsOf(verb)).toEqual(forms);
});

it.each([
  ['analyse', 'analyzing'],
  ['colourise', 'colorized'],
  ['summarise', 'summarizes'],
  ['recolour', 'recolored'],
])('%s is known in both spellings', (verb, form) => {
  expect(formsOf(verb)).toContain(form);
});
