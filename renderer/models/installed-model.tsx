// One model of this machine: what it can do, how large it is, what is wrong with it, what can be done.

import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Verification } from '../../shared/contract.ts';
import { DtypeSchema } from '../../shared/inference.ts';
import type { ModelListing } from '../../shared/model-listing.ts';
import { engine } from '../api/client.ts';
import { useDiskUse } from '../state/disk-use.ts';
import { useModels } from '../state/models.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useFormat } from '../ui/format.ts';
import { useTaskName } from '../ui/task-names.ts';
import { type Action, useAction } from '../ui/use-action.ts';
import { CheckResult } from './check-result.tsx';
import classes from './installed-model.module.css';
import { shortName } from './model-lists.ts';
import { ModelProblems } from './model-problems.tsx';
import { ModelRemoval } from './model-removal.tsx';
import { ModelTrial } from './model-trial.tsx';

interface InstalledModelProps {
  readonly listing: ModelListing;
  readonly canFetch: boolean;
  readonly onRemoved: () => void;
}

export function InstalledModel({ listing, canFetch, onRemoved }: InstalledModelProps) {
  const t = useTranslations('models.installed');
  const { bytes } = useFormat();
  const taskName = useTaskName();
  const checking = useAction();
  const choosing = useAction();
  const error = checking.error ?? choosing.error;
  const [checked, setChecked] = useState<Verification>();
  const { id, tasks, installed } = listing;
  // Revisions of one model share files; until it is measured, what it shows.
  const freed = useDiskUse(({ use }) =>
    use?.models.find((one) => one.id === id && one.revision === installed?.revision),
  )?.freedBytes;
  if (installed === undefined) {
    return null;
  }
  const isOwn = installed.origin === 'folder';
  const isFaulty = installed.missing.length + installed.problems.length > 0;
  const isDamaged = checked !== undefined && checked.damaged.length + checked.missing.length > 0;
  const check = () =>
    checking.act(async () => {
      setChecked(await engine.models.verify({ id }));
    });
  return (
    <li className={classes.model} aria-label={shortName(id)}>
      <div className={classes.top}>
        <span className={classes.name}>{isOwn ? shortName(id) : id}</span>
        <span className={classes.bytes}>{bytes(installed.bytes)}</span>
      </div>
      {isOwn && <p className={classes.path}>{id}</p>}
      <p className={classes.tasks}>
        {tasks.length === 0 ? t('noTasks') : tasks.map(taskName).join(' · ')}
      </p>
      {(isFaulty || isDamaged) && <ModelProblems listing={listing} canFetch={canFetch} />}
      <CheckResult isChecking={checking.isBusy} found={checked} />
      {error && <ErrorNotice error={error} />}
      <div className={classes.actions}>
        <Format listing={listing} action={choosing} />
        {!isFaulty && tasks.length > 0 && <ModelTrial id={id} tasks={tasks} />}
        <Button size="compact-sm" variant="default" disabled={checking.isBusy} onClick={check}>
          {t('check')}
        </Button>
        {isOwn ? (
          <span className={classes.own}>{t('own')}</span>
        ) : (
          <ModelRemoval
            id={`${id}@${installed.revision}`}
            bytes={freed ?? installed.bytes}
            onRemoved={onRemoved}
          />
        )}
      </div>
    </li>
  );
}

interface FormatProps {
  readonly listing: ModelListing;
  readonly action: Action;
}

/** The formats that are here; a choice where there are several. */
function Format({ listing: { id, formats, dtype }, action }: FormatProps) {
  const t = useTranslations('models.installed');
  const here = formats.filter(({ isInstalled }) => isInstalled).map((format) => format.dtype);
  if (here.length < 2) {
    return here.length === 0 ? null : <span className={classes.format}>{here[0]}</span>;
  }
  const choose = async (value: string) => {
    const wanted = DtypeSchema.parse(value);
    if (await action.act(() => engine.models.setDtype({ id, dtype: wanted }))) {
      await useModels.getState().load();
    }
  };
  return (
    <NativeSelect
      size="xs"
      aria-label={t('format', { model: shortName(id) })}
      data={here}
      value={dtype ?? here[0] ?? ''}
      disabled={action.isBusy}
      onChange={({ currentTarget }) => choose(currentTarget.value)}
    />
  );
}
