import { expect, test } from 'vitest';
import { createUploadPermissions, type KeptUploads } from '../../electron/upload-permissions.ts';

function permissions(uploads: KeptUploads = {}) {
  const written: KeptUploads[] = [];
  const created = createUploadPermissions({ uploads, keep: (kept) => written.push(kept) });
  return { ...created, written };
}

test('what was said for good is known from the start', () => {
  const { of, kept } = permissions({ fal: 'always', replicate: 'never' });
  expect([of('fal'), of('replicate'), of('other')]).toEqual(['always', 'never', undefined]);
  expect(kept()).toEqual({ fal: 'always', replicate: 'never' });
});

test('a yes counts for the session and is not written, a no leaves it open', () => {
  const { answer, of, kept, written } = permissions();
  answer('fal', 'yes');
  answer('replicate', 'no');
  expect([of('fal'), of('replicate')]).toEqual(['session', undefined]);
  expect([kept(), written]).toEqual([{}, []]);
});

test('always and never are written beside what was said before', () => {
  const { answer, of, written } = permissions({ fal: 'always' });
  answer('replicate', 'never');
  expect(of('replicate')).toBe('never');
  expect(written).toEqual([{ fal: 'always', replicate: 'never' }]);
});

test('a change takes the place of what was said, also in the session', () => {
  const { answer, set, of, written } = permissions({ replicate: 'never' });
  answer('fal', 'yes');
  set('fal', undefined);
  set('replicate', undefined);
  expect([of('fal'), of('replicate')]).toEqual([undefined, undefined]);
  set('replicate', 'always');
  expect(of('replicate')).toBe('always');
  expect(written.at(-1)).toEqual({ replicate: 'always' });
});

test('what can’t be written counts in the session all the same, and says so', () => {
  const { answer, of } = createUploadPermissions({
    uploads: {},
    keep: () => {
      throw new Error('disk full');
    },
  });
  expect(() => answer('fal', 'never')).toThrow('disk full');
  expect(of('fal')).toBe('never');
});

test('a provider may have the name of something that every object has', () => {
  const { of, answer, kept } = permissions();
  expect([of('constructor'), of('__proto__')]).toEqual([undefined, undefined]);
  answer('__proto__', 'never');
  expect(of('__proto__')).toBe('never');
  expect(Object.keys(kept())).toEqual(['__proto__']);
});
