import { describe, expect, it } from 'vitest';
import { placeAtEnd, placeBeside, siblingsOf } from '../../../renderer/state/run-place.ts';

const runs = [
  { runId: 'a' },
  { runId: 'b', parent: 'a' },
  { runId: 'b2', parent: 'a', origin: 'b' },
  { runId: 'c', parent: 'b2' },
];

describe('where a new run belongs', () => {
  it('follows the last run of the thread that is shown', () => {
    expect(placeAtEnd([], [])).toEqual({});
    expect(placeAtEnd(runs, [])).toEqual({ parent: 'c' });
    expect(placeAtEnd(runs, ['b'])).toEqual({ parent: 'b' });
  });

  it('stands beside the run that it repeats, behind what that one follows', () => {
    expect(placeBeside(runs, 'b')).toEqual({ origin: 'b', parent: 'a' });
    expect(placeBeside(runs, 'a')).toEqual({ origin: 'a' });
  });

  it('takes the place of all that stand there', () => {
    expect(siblingsOf(runs, 'b2')).toEqual(['b', 'b2']);
    expect(siblingsOf(runs, 'a')).toEqual(['a']);
  });
});
