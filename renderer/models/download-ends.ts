// What became of downloads between two news, for those who hear the screen.

import type { DownloadState } from '../../shared/library.ts';

export interface DownloadEnd {
  readonly model: string;
  readonly status: 'done' | 'failed' | 'cancelled';
}

/** The latest download that has ended since; one that came and ended between two news as well. */
export function latestEnd(
  before: readonly DownloadState[],
  now: readonly DownloadState[],
): DownloadEnd | undefined {
  const known = new Map(before.map(({ id, status }) => [id, status]));
  return now
    .flatMap(({ id, model, status }) =>
      isEnd(status) && known.get(id) !== status ? [{ model, status }] : [],
    )
    .at(-1);
}

function isEnd(status: DownloadState['status']): status is DownloadEnd['status'] {
  return status === 'done' || status === 'failed' || status === 'cancelled';
}
