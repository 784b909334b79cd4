// The report: shown before it is copied or saved, so that the person sees what is in it.

import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { engine } from '../api/client.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import classes from './diagnostics.module.css';
import { saveFile } from './save-json.ts';
import settings from './settings.module.css';

export function DiagnosticsReport() {
  const t = useTranslations('diagnostics.report');
  const [text, setText] = useState<string>();
  const { isBusy, error, act } = useAction();
  const isOpen = text !== undefined;
  const turn = () =>
    isOpen ? setText(undefined) : act(async () => setText(await engine.diagnostics.text()));
  return (
    <div className={settings.row}>
      <div className={settings.line}>
        <div className={settings.words}>
          <p className={settings.name}>{t('title')}</p>
          <p className={settings.soft}>{t('hint')}</p>
        </div>
        <Button
          size="compact-sm"
          variant="default"
          aria-expanded={isOpen}
          loading={isBusy}
          onClick={turn}
        >
          {isOpen ? t('hide') : t('show')}
        </Button>
      </div>
      {error && <ErrorNotice error={error} />}
      {isOpen && <Shown text={text} />}
    </div>
  );
}

function Shown({ text }: { readonly text: string }) {
  const t = useTranslations('diagnostics.report');
  const { copied, copy, error } = useClipboard({ timeout: 3000 });
  const name = `ensemble-report-${new Date().toISOString().slice(0, 10)}.txt`;
  return (
    <>
      <textarea className={classes.report} aria-label={t('text')} readOnly rows={16} value={text} />
      <div className={settings.actions}>
        <Button size="compact-sm" variant="default" onClick={() => copy(text)}>
          {t('copy')}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => saveFile({ name, text, type: 'text/plain' })}
        >
          {t('save')}
        </Button>
        <span role="status" className={settings.soft}>
          {copied && t('copied')}
          {error?.message}
        </span>
      </div>
    </>
  );
}
