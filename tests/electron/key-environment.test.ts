import { expect, test } from 'vitest';
import { findKeyIn, withKeptKeys } from '../../electron/key-environment.ts';
import { runnerEnvironment } from '../../electron/runner/node-program.ts';

const KEPT: Readonly<Record<string, string>> = { A_API_KEY: 'kept-a', B_API_KEY: 'kept-b' };

const viewOf = (environment: NodeJS.ProcessEnv) =>
  withKeptKeys(environment, (variable) => KEPT[variable]);

test('what is set comes before what is kept, and what is blank is not set', () => {
  const view = viewOf({ A_API_KEY: 'set-a', B_API_KEY: '  ', C: 'c' });
  expect([view.A_API_KEY, view.B_API_KEY, view.C, view.D]).toEqual([
    'set-a',
    'kept-b',
    'c',
    undefined,
  ]);
});

test('a change of the environment is seen, as one of what is kept is', () => {
  const environment: NodeJS.ProcessEnv = {};
  const view = viewOf(environment);
  expect(view.A_API_KEY).toBe('kept-a');
  environment.A_API_KEY = 'set-later';
  expect(view.A_API_KEY).toBe('set-later');
});

test('no copy has what is kept: not for a runner, a thread, a log or a message', () => {
  const view = viewOf({ PATH: '/bin', VK_LAYER: 'x', B_API_KEY: '' });
  expect({ ...view }).toEqual({ PATH: '/bin', VK_LAYER: 'x' });
  expect({ ...withKeptKeys(process.env, (name) => KEPT[name]) }).toEqual({ ...process.env });
  expect(JSON.stringify(view)).not.toContain('kept');
  expect(Object.entries(view).flat()).not.toContain('kept-a');
  expect('A_API_KEY' in view).toBe(false);
  expect(JSON.stringify(runnerEnvironment(view))).not.toContain('kept');
});

test('the environment wins under whatever name it has a key', () => {
  const names = ['A_API_KEY', 'OLD_NAME', 'B_API_KEY'];
  expect(findKeyIn(viewOf({ OLD_NAME: ' set ' }), names)).toEqual({
    ...{ variable: 'OLD_NAME', key: 'set', source: 'environment' },
  });
  expect(findKeyIn(viewOf({}), names)).toEqual({
    ...{ variable: 'A_API_KEY', key: 'kept-a', source: 'stored' },
  });
  expect(findKeyIn(viewOf({}), ['C_API_KEY'])).toBeUndefined();
  expect(findKeyIn({ OLD_NAME: 'set' }, names)?.source).toBe('environment');
});
