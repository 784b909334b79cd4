// A task as the program knows it, for those who want to see it raw.

import { Button, CopyButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskState } from '../../shared/task-states.ts';
import { Summary } from '../ui/summary.tsx';
import classes from './inspector.module.css';

export function InspectorJson({ state }: { readonly state: TaskState }) {
  const t = useTranslations('graph.inspector');
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={classes.json}
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <Summary className={classes.summary}>{t('json')}</Summary>
      {isOpen && <Json text={JSON.stringify(state, null, 2)} />}
    </details>
  );
}

function Json({ text }: { readonly text: string }) {
  const t = useTranslations('graph.inspector');
  return (
    <div className={classes.code}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button className={classes.copy} size="compact-xs" variant="default" onClick={copy}>
            {copied ? t('copied') : t('copy')}
          </Button>
        )}
      </CopyButton>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={classes.text} tabIndex={0} aria-label={t('json')}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
