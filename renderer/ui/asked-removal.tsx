// The button that removes something for good: it asks in its place first, and nothing is lost by leaving.

import { Button } from '@mantine/core';
import { useState } from 'react';
import classes from './asked-removal.module.css';
import { ErrorNotice } from './error-notice.tsx';
import type { Action } from './use-action.ts';
import { useFocusBack } from './use-focus-back.ts';

interface AskedRemovalProps {
  readonly words: {
    readonly remove: string;
    /** Where “remove” alone does not say what. */
    readonly label?: string;
    readonly question: string;
    readonly keep: string;
    readonly yes: string;
  };
  readonly action: Pick<Action, 'isBusy' | 'error'>;
  readonly onRemove: () => void;
}

export function AskedRemoval({ words, action, onRemove }: AskedRemovalProps) {
  const [isAsking, setAsking] = useState(false);
  const opener = useFocusBack();
  const keep = () => {
    opener.want();
    setAsking(false);
  };
  if (!isAsking) {
    return (
      <Button
        ref={opener.ref}
        size="compact-sm"
        variant="default"
        aria-label={words.label}
        onClick={() => setAsking(true)}
      >
        {words.remove}
      </Button>
    );
  }
  return (
    <fieldset
      className={classes.asking}
      onKeyDown={({ key }) => key === 'Escape' && keep()}
      aria-label={words.question}
    >
      <p>{words.question}</p>
      <Button size="compact-sm" variant="default" onClick={keep} autoFocus>
        {words.keep}
      </Button>
      <Button
        className={classes.danger ?? ''}
        size="compact-sm"
        variant="default"
        loading={action.isBusy}
        onClick={onRemove}
      >
        {words.yes}
      </Button>
      {action.error && <ErrorNotice error={action.error} />}
    </fieldset>
  );
}
