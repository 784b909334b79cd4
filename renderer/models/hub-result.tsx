// One model that the Hub found: what it does, how much it is used, on what terms.

import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { HubModel, HubQuery } from '../../shared/hub-models.ts';
import { useModelCard } from '../state/model-card.ts';
import { useTaskName } from '../ui/task-names.ts';
import { HubFacts } from './hub-facts.tsx';
import classes from './model-row.module.css';

interface HubResultProps {
  readonly model: HubModel;
  readonly kind: HubQuery['kind'];
}

export function HubResult({ model, kind }: HubResultProps) {
  const t = useTranslations('models');
  const taskName = useTaskName();
  const { id, tasks } = model;
  return (
    <li className={classes.model} aria-label={id}>
      <div className={classes.words}>
        <p className={classes.id}>{id}</p>
        <p className={classes.does}>
          {tasks.length === 0 ? t('installed.noTasks') : tasks.map(taskName).join(' · ')}
        </p>
        <p className={classes.facts}>
          <HubFacts model={model} kind={kind} />
        </p>
      </div>
      <div className={classes.action}>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('card.open', { model: id })}
          aria-haspopup="dialog"
          onClick={() => useModelCard.getState().open({ id })}
        >
          {t('hub.details')}
        </Button>
      </div>
    </li>
  );
}
