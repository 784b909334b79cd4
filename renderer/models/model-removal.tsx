// Removes a model from this machine: asked in place, then done.

import { Button } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';
import classes from './installed-model.module.css';
import { shortName } from './model-lists.ts';

interface ModelRemovalProps {
  readonly id: string;
  readonly bytes: number;
  readonly onRemoved: () => void;
}

export function ModelRemoval({ id, bytes, onRemoved }: ModelRemovalProps) {
  const t = useTranslations('models.installed');
  const format = useFormat();
  const opener = useRef<HTMLButtonElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { isBusy, error, act } = useAction();
  const keep = () => {
    setAsking(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const remove = async () => {
    if (await act(() => engine.models.remove({ id }))) {
      onRemoved();
    }
  };
  if (!isAsking) {
    return (
      <Button ref={opener} size="compact-sm" variant="default" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
    );
  }
  const question = t('removeSure', { model: shortName(id), bytes: format.bytes(bytes) });
  return (
    <fieldset
      className={classes.asking}
      onKeyDown={({ key }) => key === 'Escape' && keep()}
      aria-label={question}
    >
      <p>{question}</p>
      <Button size="compact-sm" variant="default" onClick={keep} autoFocus>
        {t('keep')}
      </Button>
      <Button
        className={classes.danger ?? ''}
        size="compact-sm"
        variant="default"
        loading={isBusy}
        onClick={remove}
      >
        {t('removeYes')}
      </Button>
      {error && <ErrorNotice error={error} />}
    </fieldset>
  );
}
