// The exchanges of a conversation, along the way through its versions that the person chose.

import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { type RefObject, useEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { threadOf } from '../../shared/threads.ts';
import { useComposer } from '../state/composer.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import chat from './chat.module.css';
import { ExchangeGroup } from './exchange-group.tsx';
import classes from './thread.module.css';
import { useFollowEnd } from './use-follow-end.ts';

/** Exchanges that a screen holds at most; the list opens at its end. */
const SEEN_AT_FIRST = 4;
/** Exchanges that come near together. */
const GROUP = 4;

export function Thread() {
  const t = useTranslations('chat');
  const runs = useRuns((state) => state.runs);
  const chosen = useView((view) => view.chosen);
  const places = useMemo(() => threadOf(runs, new Set(chosen)), [runs, chosen]);
  const { scroller, content, isAtEnd, goToEnd, goTo } = useFollowEnd(
    places.at(-1)?.run.status === 'running',
  );
  useGoToEndWhenSent(goToEnd);
  useGoToSought(content, goTo);
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section ref={scroller} className={chat.body} aria-label={t('conversation')} tabIndex={0}>
        <div ref={content} className={chat.column}>
          {places.length === 0 && <p className={classes.empty}>{t('nothingHere')}</p>}
          {groupStarts(places.length).map((start) => (
            <ExchangeGroup
              key={start}
              places={places.slice(start, start + GROUP)}
              isNearAtFirst={start + GROUP > places.length - SEEN_AT_FIRST}
            />
          ))}
        </div>
      </section>
      {!isAtEnd && (
        <Button
          className={classes.toEnd}
          size="compact-sm"
          variant="default"
          radius="xl"
          leftSection={<IconArrowDown size={16} stroke={1.5} aria-hidden />}
          onClick={goToEnd}
        >
          {t('toEnd')}
        </Button>
      )}
    </div>
  );
}

function groupStarts(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count / GROUP) }, (_, index) => index * GROUP);
}

/** A run that was opened from elsewhere, from the gallery for example. */
function useGoToSought(content: RefObject<Element | null>, goTo: (part: Element) => void): void {
  const sought = useView((view) => view.sought);
  useEffect(() => {
    const part = content.current?.querySelector(`[data-run="${sought}"]`);
    if (part instanceof Element) {
      goTo(part);
      useView.getState().seek(undefined);
    }
  }, [sought, content, goTo]);
}

/** What was just sent is looked at, wherever the person was in the list. */
function useGoToEndWhenSent(goToEnd: () => void): void {
  const sent = useComposer((composer) => composer.sent);
  const last = useRef(sent);
  useEffect(() => {
    if (last.current !== sent) {
      last.current = sent;
      goToEnd();
    }
  }, [sent, goToEnd]);
}
