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
  type Seen,
  type SeenRuns,
  seenOf,
} from './announcements.ts';
import { useQuestionTitle } from './question-words.ts';

export function Announcer() {
  const t = useTranslations('chat.announce');
  const titleOf = useQuestionTitle();
  const news = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-atomic="true">
      {news && wordsOf(news)}
    </VisuallyHidden>
  );

  function wordsOf(told: Announcement): string {
    switch (told.type) {
      case 'finished': {
        const { answer } = told;
        return answer === '' ? t('finishedSilently') : t('finished', { answer });
      }
      case 'asking':
        return t('asking', { question: titleOf(told.question) });
      default:
        return t(told.type);
    }
  }
}

function useAnnouncement(): Announcement | undefined {
  const [news, setNews] = useState<Announcement>();
  const seen = useRef<{ readonly conversation: string | undefined; readonly runs: SeenRuns }>(
    undefined,
  );
  useEffect(
    () =>
      useRuns.subscribe(({ conversation, status, runs }) => {
        if (status !== 'ready') {
          return;
        }
        const isOpened = seen.current?.conversation !== conversation;
        const before = seenBefore(runs, isOpened ? undefined : seen.current?.runs);
        const changed = announcementOf(before, runs);
        seen.current = { conversation, runs: seenOf(runs) };
        if (changed !== undefined) {
          setNews(changed);
        }
      }),
    [],
  );
  return news;
}

/** @param seen at the last look; undefined where the conversation has just been opened */
function seenBefore(runs: readonly RunState[], seen: SeenRuns | undefined): SeenRuns {
  const before = new Map<string, Seen>();
  for (const { runId, status } of runs) {
    const known = seen?.get(runId);
    if (known !== undefined) {
      before.set(runId, known);
    } else if (takeBegunHere(runId)) {
      // It may be over before its conversation is here; it still is news.
      status !== 'running' && before.set(runId, { status: 'running', asked: [] });
    } else if (seen === undefined) {
      before.set(runId, { status, asked: [] });
    }
  }
  return before;
}
