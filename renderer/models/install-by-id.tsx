// Any model of the Hub, by its name or the address of its page.

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './install-by-id.module.css';
import { OFFLINE_NOTE } from './machine.tsx';
import { type AddressFault, parseModelAddress } from './model-address.ts';

export function InstallById({ canFetch }: { readonly canFetch: boolean }) {
  const t = useTranslations('models.byId');
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<AddressFault>();
  const [begun, setBegun] = useState<string>();
  const { isBusy, error, act } = useAction();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const address = parseModelAddress(typed);
    setBegun(undefined);
    setFault('fault' in address ? address.fault : undefined);
    if (!('fault' in address) && (await act(() => engine.models.install(address)))) {
      setBegun(address.id);
      setTyped('');
    }
  };
  return (
    <section aria-labelledby="models-by-id">
      <div className={screen.head}>
        <h2 id="models-by-id">{t('title')}</h2>
      </div>
      <form className={classes.form} onSubmit={submit}>
        <TextInput
          className={classes.field ?? ''}
          classNames={{ description: classes.note, error: classes.note }}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          label={t('label')}
          description={t('hint')}
          error={fault && t(`faults.${fault}`)}
          placeholder="org/name@revision"
          size="sm"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            setFault(undefined);
          }}
        />
        <Button
          type="submit"
          className={classes.submit ?? ''}
          size="sm"
          variant="default"
          loading={isBusy}
          disabled={!canFetch}
          aria-describedby={canFetch ? undefined : OFFLINE_NOTE}
        >
          {t('install')}
        </Button>
      </form>
      {error && <ErrorNotice error={error} />}
      <p role="status" className={classes.begun}>
        {begun !== undefined && t('begun', { model: begun })}
      </p>
    </section>
  );
}
