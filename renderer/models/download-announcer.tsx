// Says when a download has ended, to those who hear the screen; how far it is, it does not tell.

import { VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useModels } from '../state/models.ts';
import { type DownloadEnd, latestEnd } from './download-ends.ts';

const WORDS = { done: 'done', failed: 'hasFailed', cancelled: 'cancelled' } as const;

export function DownloadAnnouncer() {
  const t = useTranslations('models.downloads');
  const [end, setEnd] = useState<DownloadEnd>();
  useEffect(
    () =>
      useModels.subscribe(({ downloads }, { downloads: before }) => {
        if (downloads !== undefined && before !== undefined && downloads !== before) {
          setEnd((last) => latestEnd(before, downloads) ?? last);
        }
      }),
    [],
  );
  return (
    <VisuallyHidden role="status" aria-atomic="true">
      {end && t(WORDS[end.status], { model: end.model })}
    </VisuallyHidden>
  );
}
