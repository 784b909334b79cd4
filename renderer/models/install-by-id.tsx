// Any model of the Hub, by its name or the address of its page.

import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type AddressFault, parseModelAddress } from '../../shared/model-address.ts';
import { engine } from '../api/client.ts';
import screen from '../shell/screen-body.module.css';
import { useModelCard } from '../state/model-card.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './install-by-id.module.css';
import { OFFLINE_NOTE } from './machine.tsx';

export function InstallById({ canFetch }: { readonly canFetch: boolean }) {
  const t = useTranslations('models.byId');
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<AddressFault>();
  const [begun, setBegun] = useState<string>();
  const { isBusy, error, act } = useAction();
  /** @returns undefined where what was typed names no model, which is then said */
  const address = () => {
    const parsed = parseModelAddress(typed);
    const isFaulty = 'fault' in parsed;
    setBegun(undefined);
    setFault(isFaulty ? parsed.fault : undefined);
    return isFaulty ? undefined : parsed;
  };
  const install = async (event: FormEvent) => {
    event.preventDefault();
    const wanted = address();
    if (wanted !== undefined && (await act(() => engine.models.install(wanted)))) {
      setBegun(wanted.id);
      setTyped('');
    }
  };
  const look = () => {
    const wanted = address();
    if (wanted !== undefined) {
      void useModelCard.getState().open(wanted);
    }
  };
  return (
    <section aria-labelledby="models-by-id">
      <div className={screen.head}>
        <h2 id="models-by-id">{t('title')}</h2>
      </div>
      <form className={classes.form} onSubmit={install}>
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
        <div className={classes.actions}>
          <Button size="sm" variant="default" aria-haspopup="dialog" onClick={look}>
            {t('look')}
          </Button>
          <Button
            type="submit"
            size="sm"
            variant="default"
            loading={isBusy}
            disabled={!canFetch}
            aria-describedby={canFetch ? undefined : OFFLINE_NOTE}
          >
            {t('install')}
          </Button>
        </div>
      </form>
      {error && <ErrorNotice error={error} />}
      <p role="status" className={classes.begun}>
        {begun !== undefined && t('begun', { model: begun })}
      </p>
    </section>
  );
}
