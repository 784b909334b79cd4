// A conversation's title while it is written anew, in its place in the list.

import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import classes from './conversation-row.module.css';

/** As the contract has it. */
const MAX_TITLE = 200;

interface RenameFieldProps {
  readonly title: string;
  /** The new title, or undefined where it stays as it was. `byKey` tells whether a key ended it. */
  readonly onEnd: (title: string | undefined, byKey: boolean) => void;
}

export function RenameField({ title, onEnd }: RenameFieldProps) {
  const t = useTranslations('sidebar');
  const hasEnded = useRef(false);
  const end = (written: string | undefined, byKey: boolean) => {
    // Taking the field away takes its focus, which would end it a second time.
    if (!hasEnded.current) {
      hasEnded.current = true;
      const changed = written?.trim();
      onEnd(changed === '' || changed === title ? undefined : changed, byKey);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      end(event.currentTarget.value, true);
    } else if (event.key === 'Escape' && !event.nativeEvent.isComposing) {
      end(undefined, true);
    }
  };
  return (
    <input
      ref={focusAndSelect}
      className={classes.rename}
      aria-label={t('title')}
      maxLength={MAX_TITLE}
      defaultValue={title}
      onKeyDown={onKeyDown}
      onBlur={({ currentTarget }) => end(currentTarget.value, false)}
    />
  );
}

function focusAndSelect(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
