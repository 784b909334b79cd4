// What the controller answers, as it streams. Silent for a screen reader while it grows; announcer.tsx
// tells it once at its end.

import { VisuallyHidden } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { latePart } from '../shell/late-part.tsx';
import { PartBoundary } from '../shell/part-boundary.tsx';
import classes from './answer.module.css';
import { CopyAction } from './copy-action.tsx';

/** Apart from the first load; the chat asks for it once it is drawn. */
export const loadMarkdown = () => import('./markdown.tsx');

const Markdown = latePart(() => loadMarkdown().then((part) => part.Markdown));

interface AnswerProps {
  readonly text: string;
  readonly isStreaming: boolean;
}

export function Answer({ text, isStreaming }: AnswerProps) {
  const t = useTranslations('chat.answer');
  if (text === '') {
    return null;
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region for each would be a landmark for each
    <div className={classes.answer} role="group" aria-label={t('title')} aria-busy={isStreaming}>
      <VisuallyHidden component="h2">{t('title')}</VisuallyHidden>
      <PartBoundary>
        <Suspense fallback={<p className={classes.plain}>{text}</p>}>
          <Markdown text={text} isStreaming={isStreaming} />
        </Suspense>
      </PartBoundary>
      <div className={classes.actions}>
        {!isStreaming && <CopyAction label={t('copy')} text={() => text} />}
      </div>
    </div>
  );
}
