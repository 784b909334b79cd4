// The text of the request. Enter sends, unless it ends the choice of a character in an input method.

import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { threadOf } from '../../shared/threads.ts';
import { draftOf, useComposer } from '../state/composer.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import classes from './composer-field.module.css';

export function ComposerField() {
  const t = useTranslations('chat.composer');
  const text = useComposer((composer) => draftOf(composer).text);
  const isSending = useComposer((composer) => composer.isSending);
  const setText = useComposer((composer) => composer.setText);
  const field = useFocusWhenWanted();
  return (
    <textarea
      ref={field}
      className={classes.field}
      aria-label={t('label')}
      aria-keyshortcuts="Enter"
      placeholder={t('placeholder')}
      rows={1}
      dir="auto"
      readOnly={isSending}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
  const { key, shiftKey, altKey, ctrlKey, metaKey, nativeEvent } = event;
  if (nativeEvent.isComposing) {
    return;
  }
  const composer = useComposer.getState();
  const { text, files, edited } = draftOf(composer);
  if (key === 'Enter' && !shiftKey && !altKey) {
    event.preventDefault();
    composer.send();
  } else if (key === 'Escape' && edited !== undefined) {
    event.preventDefault();
    composer.leaveEdit();
  } else if (
    key === 'ArrowUp' &&
    text === '' &&
    files.length === 0 &&
    !(shiftKey || ctrlKey || metaKey)
  ) {
    const last = threadOf(useRuns.getState().runs, new Set(useView.getState().chosen)).at(-1);
    if (last !== undefined) {
      event.preventDefault();
      composer.edit(last.run);
    }
  }
}

/** Takes the caret at first, and whenever something else puts words or files here. */
function useFocusWhenWanted() {
  const field = useRef<HTMLTextAreaElement>(null);
  const wanted = useComposer((composer) => composer.wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that it counts on
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [wanted]);
  return field;
}
