// The one place from which a screen reader hears of runs while the list itself stays silent.

import { VisuallyHidden } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { takeBegunHere } from '../state/begin-run.ts';
import { useRuns } from '../state/runs.ts';
import {
  type Announcement,
  announcementOf,
  type SeenStatus,
  type SeenStatuses,
  statusesOf,
} from './announcements.ts';

export function Announcer() {
  const t = useTranslations('chat.announce');
  const news = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-atomic="true">
      {news && wordsOf(news)}
    </VisuallyHidden>
  );

  function wordsOf({ type, answer }: Announcement): string {
    if (type === 'finished') {
      return answer === '' ? t('finishedSilently') : t('finished', { answer });
    }
    return t(type);
  }
}

function useAnnouncement(): Announcement | undefined {
  const [news, setNews] = useState<Announcement>();
  const seen = useRef<{ readonly conversation: string | undefined; readonly runs: SeenStatuses }>(
    undefined,
  );
  useEffect(
    () =>
      useRuns.subscribe(({ conversation, status, runs }) => {
        if (status !== 'ready') {
          return;
        }
        const isOpened = seen.current?.conversation !== conversation;
        const before = statusesBefore(runs, isOpened ? undefined : seen.current?.runs);
        const changed = announcementOf(before, runs);
        seen.current = { conversation, runs: statusesOf(runs) };
        if (changed !== undefined) {
          setNews(changed);
        }
      }),
    [],
  );
  return news;
}

/** @param seen statuses at the last look; undefined where the conversation has just been opened */
function statusesBefore(runs: readonly RunState[], seen: SeenStatuses | undefined): SeenStatuses {
  const before = new Map<string, SeenStatus>();
  for (const { runId, status } of runs) {
    const known = seen?.get(runId);
    if (known !== undefined) {
      before.set(runId, known);
    } else if (takeBegunHere(runId)) {
      // It may be over before its conversation is here; it still is news.
      status !== 'running' && before.set(runId, 'running');
    } else if (seen === undefined) {
      before.set(runId, status);
    }
  }
  return before;
}
