import { expect, it } from 'vitest';
import { printArgument, writeReference } from '../../shared/wire.ts';

it('prints what fills a slot as a plan writes it', () => {
  expect(printArgument({ from: 'literal', value: 'hello' })).toBe('hello');
  expect(printArgument({ from: 'file', name: 'cat.png' })).toBe('cat.png');
  expect(printArgument({ from: 'url', url: 'https://example.com/a' })).toBe(
    'https://example.com/a',
  );
  expect(printArgument({ from: 'task', task: 2, kind: 'text' })).toBe('<resource>-2');
});

it('closes a reference that a digit follows, so that the two are told apart', () => {
  const parts = [
    { from: 'task', task: 1, kind: 'text' },
    { from: 'literal', value: '23 pages' },
  ] as const;
  expect(printArgument({ from: 'template', parts: [...parts] })).toBe('<resource-1>23 pages');
  expect(writeReference(1)).toBe('<resource>-1');
});
