// The field that a key is pasted into. What is in it stays in the field alone: it is in no state of the
// screen, and gone with the form.

import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type KeyFault, type KeySaving, keyFault } from '../../shared/keys.ts';
import { engine } from '../api/client.ts';
import { useKeys } from '../state/keys.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './keys.module.css';
import { isReadOnTheWay } from './open-way.ts';
import settings from './settings.module.css';

interface KeyFormProps {
  readonly variable: string;
  readonly saving: KeySaving;
  readonly onSaved: () => void;
  readonly onLeave: () => void;
}

export function KeyForm({ variable, saving, onSaved, onLeave }: KeyFormProps) {
  const t = useTranslations('keys');
  const app = useTranslations('app');
  const change = useKeys((keys) => keys.change);
  const [fault, setFault] = useState<KeyFault>();
  const { isBusy, error, act } = useAction();
  const field = useRef<HTMLInputElement>(null);
  const isPlainAccepted = saving !== 'keyring';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const value = field.current?.value ?? '';
    const found = keyFault(value);
    setFault(found);
    if (found !== undefined) {
      field.current?.focus();
      return;
    }
    if (await act(() => change(engine.keys.set({ variable, value, isPlainAccepted })))) {
      onSaved();
    }
  };
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onLeave();
  return (
    <form
      className={settings.form}
      aria-label={t('field', { variable })}
      onSubmit={submit}
      onKeyDown={onKeyDown}
    >
      <TextInput
        ref={field}
        type="password"
        label={t('field', { variable })}
        description={t('fieldHint')}
        error={fault && t(`faults.${fault}`)}
        classNames={{ description: settings.note, error: settings.note }}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        size="sm"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        // The person came here to fill it in.
        autoFocus
        onChange={() => setFault(undefined)}
      />
      {isReadOnTheWay(window.location) && <Warning words={t('openWay')} />}
      {saving !== 'keyring' && <Warning words={t(`plainWarning.${saving}`)} />}
      {error && <ErrorNotice error={error} />}
      <div className={settings.actions}>
        <Button type="submit" size="compact-sm" variant="filled" loading={isBusy}>
          {t(isPlainAccepted ? 'savePlain' : 'save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {app('cancel')}
        </Button>
      </div>
    </form>
  );
}

function Warning({ words }: { readonly words: string }) {
  return (
    <p className={classes.state} data-warning>
      <IconAlertTriangle className={classes.icon} size={14} stroke={1.5} aria-hidden />
      <span>{words}</span>
    </p>
  );
}
