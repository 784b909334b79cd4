// A connection, to be filled in. Keys are not asked for here: they have a section of their own.

import { Button } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { type ConnectionDraft, type ConnectionFault, parseConnection } from './connection-draft.ts';
import { AddressFields, MoreFields } from './connection-fields.tsx';
import classes from './settings.module.css';
import { useChange } from './use-change.ts';

interface ConnectionFormProps {
  readonly title: string;
  readonly initial: ConnectionDraft;
  /** Its name stays as it is. */
  readonly isNamed?: boolean;
  /** Names that it can't have. */
  readonly taken: ReadonlySet<string>;
  readonly onSaved: (id: string) => void;
  readonly onLeave: () => void;
}

export function ConnectionForm(props: ConnectionFormProps) {
  const { title, initial, isNamed = false, taken, onSaved, onLeave } = props;
  const t = useTranslations('app');
  const [draft, setDraft] = useState(initial);
  const [faults, setFaults] = useState<readonly ConnectionFault[]>([]);
  const { isBusy, error, change } = useChange();
  const fields = {
    draft,
    faults,
    isNamed,
    onChange: (part: Partial<ConnectionDraft>) => {
      setFaults([]);
      setDraft((before) => ({ ...before, ...part }));
    },
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const parsed = parseConnection(draft, taken);
    setFaults('faults' in parsed ? parsed.faults : []);
    if (!('faults' in parsed) && (await change(() => engine.controllers.setConnection(parsed)))) {
      onSaved(parsed.id);
    }
  };
  const onKeyDown = ({ key }: KeyboardEvent) => key === 'Escape' && onLeave();
  return (
    <form className={classes.form} aria-label={title} onSubmit={submit} onKeyDown={onKeyDown}>
      <AddressFields {...fields} />
      <MoreFields {...fields} />
      {error && <ErrorNotice error={error} />}
      <div className={classes.actions}>
        <Button type="submit" size="compact-sm" variant="filled" loading={isBusy}>
          {t('save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={onLeave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
