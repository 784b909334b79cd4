// Takes the next keys that are pressed together, whatever they mean elsewhere.

import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { chordOf, IS_MAC } from './chord.ts';
import classes from './shortcut-sheet.module.css';

interface RecordKeysProps {
  /** What is being changed. */
  readonly label: string;
  readonly record: (chord: string) => void;
  readonly remove: () => void;
  readonly leave: () => void;
}

export function RecordKeys({ label, record, remove, leave }: RecordKeysProps) {
  const t = useTranslations('commands.shortcuts');
  const onKeyDown = (event: KeyboardEvent) => {
    const chord = chordOf(event.nativeEvent, IS_MAC);
    if (event.key === 'Tab') {
      return; // on to what comes next, which leaves it
    }
    event.preventDefault();
    event.stopPropagation();
    if (chord === 'Escape') {
      leave();
    } else if (chord === 'Delete' || chord === 'Backspace') {
      remove();
    } else if (chord !== undefined) {
      record(chord);
    }
  };
  return (
    <button
      // biome-ignore lint/a11y/noAutofocus: it was asked for
      autoFocus
      type="button"
      className={classes.recording}
      aria-label={`${label}: ${t('press')}`}
      onKeyDown={onKeyDown}
      onBlur={leave}
    >
      {t('press')}
    </button>
  );
}
