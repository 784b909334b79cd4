import { describe, expect, it } from 'vitest';
import { parseRange } from '../../../electron/http/range.ts';

describe('a Range header for a file of 100 bytes', () => {
  it.each([
    ['bytes=0-9', { start: 0, end: 9 }],
    ['bytes=90-', { start: 90, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-500', { start: 0, end: 99 }],
    ['bytes=50-500', { start: 50, end: 99 }],
    ['bytes=99-99', { start: 99, end: 99 }],
    ['bytes=100-', 'outside'],
    ['bytes=100-200', 'outside'],
    ['bytes=99999999999999999999-', 'outside'],
    ['bytes=-0', 'outside'],
    ['bytes=9-0', undefined],
    ['bytes=-', undefined],
    ['bytes=a-b', undefined],
    ['bytes=0-1,5-6', undefined],
    ['bytes=-1-5', undefined],
    ['lines=0-1', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (header, expected) => {
    expect(parseRange(header, 100)).toEqual(expected);
  });
});
