// The middle column: what the conversation is called, what was asked and answered, and the field for
// the next request, which stays where it is.

import { Button } from '@mantine/core';
import { Suspense, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { latePart } from '../shell/late-part.tsx';
import { useOverview } from '../state/overview.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Announcer } from './announcer.tsx';
import { loadMarkdown } from './answer.tsx';
import classes from './chat.module.css';
import { ChatHeader } from './chat-header.tsx';
import { Composer } from './composer.tsx';
import { DropOverlay } from './drop-overlay.tsx';
import { StartScreen } from './start-screen.tsx';
import { ThreadSkeleton } from './thread-skeleton.tsx';

/** The first screen has none; it is asked for as soon as there is one to show. */
const Thread = latePart(() => import('./thread.tsx').then((part) => part.Thread));

export function Chat() {
  useEffect(() => {
    useOverview.getState().load();
    loadMarkdown();
  }, []);
  // Nothing can be added to a conversation that is not there.
  const isFailed = useRuns(({ status }) => status === 'failed');
  return (
    <div className={classes.chat}>
      <ChatHeader />
      <ChatBody />
      {!isFailed && <Composer />}
      <DropOverlay />
      <Announcer />
    </div>
  );
}

function ChatBody() {
  const wanted = useView((view) => view.conversation);
  const opened = useRuns((state) => state.conversation);
  const status = useRuns((state) => state.status);
  if (wanted === undefined) {
    return <StartScreen />;
  }
  if (wanted !== opened || status === 'loading' || status === 'empty') {
    return <ThreadSkeleton key={wanted} />;
  }
  return status === 'failed' ? (
    <LoadFailed conversation={wanted} />
  ) : (
    <Suspense fallback={<ThreadSkeleton />}>
      <Thread key={wanted} />
    </Suspense>
  );
}

function LoadFailed({ conversation }: { readonly conversation: string }) {
  const t = useTranslations('chat');
  const error = useRuns((state) => state.error);
  return (
    <div className={classes.body}>
      <div className={classes.column}>
        {error && (
          <ErrorNotice error={error} onRecover={() => useRuns.getState().open(conversation)} />
        )}
        <div className={classes.after}>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => useView.getState().goTo(undefined)}
          >
            {t('startNew')}
          </Button>
        </div>
      </div>
    </div>
  );
}
