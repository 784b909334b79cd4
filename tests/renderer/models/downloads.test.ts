import { describe, expect, it } from 'vitest';
import { latestEnd } from '../../../renderer/models/download-ends.ts';
import { inUnitOf } from '../../../renderer/models/use-amount.ts';
import type { DownloadState } from '../../../shared/library.ts';

function download(status: DownloadState['status'], model = 'acme/shapes'): DownloadState {
  const numbers = { doneBytes: 0, totalBytes: 0, bytesPerSecond: 0 };
  return { id: `${model}@main q8`, model, revision: 'main', dtype: 'q8', status, ...numbers };
}

describe('the end of a download', () => {
  it('is told once', () => {
    const [running, done] = [[download('running')], [download('done')]];
    expect(latestEnd(running, done)).toEqual({ model: 'acme/shapes', status: 'done' });
    expect(latestEnd(done, done)).toBeUndefined();
  });

  it('is told of one that came and ended between two news', () => {
    expect(latestEnd([], [download('failed')])).toEqual({ model: 'acme/shapes', status: 'failed' });
  });

  it('is told of one that is tried again', () => {
    const [failed, running] = [[download('failed')], [download('running')]];
    expect(latestEnd(failed, running)).toBeUndefined();
    expect(latestEnd(running, failed)?.status).toBe('failed');
  });

  it('is not told while a download only goes on or rests', () => {
    expect(latestEnd([download('queued')], [download('running')])).toBeUndefined();
    expect(latestEnd([download('running')], [download('paused')])).toBeUndefined();
  });
});

describe('how much has come', () => {
  it.each([
    [168_000_000, 89_000_000, '89'],
    [168_000_000, 300_000, '0'],
    [2_400_000_000, 900_000_000, '0.9'],
    [600, 12, '12'],
    [0, 0, '0'],
  ])('of %i bytes is told in their unit', (total, done, words) => {
    expect(inUnitOf(total, done, 'en')).toBe(words);
  });
});
