// What is wrong with a model of this machine, and the button that fetches it again.

import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import type { ModelListing } from '../../shared/model-listing.ts';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { useDetailText } from '../ui/error-text.ts';
import classes from './installed-model.module.css';
import { OFFLINE_NOTE } from './machine.tsx';
import { useInstall } from './use-install.ts';

interface ModelProblemsProps {
  readonly listing: ModelListing;
  readonly canFetch: boolean;
}

export function ModelProblems({ listing: { id, dtype, installed }, canFetch }: ModelProblemsProps) {
  const t = useTranslations('models.installed');
  const detailText = useDetailText();
  const { isBusy, download, error, begin } = useInstall(id);
  if (installed === undefined) {
    return null;
  }
  const { missing, problems, origin, revision } = installed;
  return (
    <div className={classes.problems}>
      <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
      <div className={classes.sentences}>
        {missing.length > 0 && (
          <p>{t('missing', { count: missing.length, files: missing.join(', ') })}</p>
        )}
        {problems.map((problem) => (
          <p key={problem.text}>{t('problem', { what: detailText(problem) })}</p>
        ))}
        {error && <ErrorNotice error={error} />}
      </div>
      {origin === 'cache' && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isBusy || download !== undefined}
          disabled={!canFetch}
          aria-describedby={canFetch ? undefined : OFFLINE_NOTE}
          onClick={() => begin({ revision, dtype })}
        >
          {t('repair')}
        </Button>
      )}
    </div>
  );
}
