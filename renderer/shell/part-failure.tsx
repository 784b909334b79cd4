// What stands in the place of a part of the page that could not be loaded or has gone wrong.

import { Button } from '@mantine/core';
import { IconAlertCircle, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { LayerDialog } from '../commands/layer-dialog.tsx';
import { useCommandLayer } from '../state/command-layer.ts';
import { useView } from '../state/view.ts';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './part-failure.module.css';
import { ScreenHeader } from './screen-header.tsx';

interface PartFailureProps {
  readonly failure: 'notLoaded' | 'broken';
  readonly onRetry: () => void;
}

export function PartFailure({ failure, onRetry }: PartFailureProps) {
  const t = useTranslations('app');
  return (
    <div className={classes.failure} role="alert">
      <IconAlertCircle className={classes.icon} size={18} stroke={1.5} aria-hidden />
      <p>{t(`part.${failure}`)}</p>
      <Button size="compact-sm" variant="default" onClick={onRetry}>
        {t('tryAgain')}
      </Button>
    </div>
  );
}

/** As a screen: under its header, which leads on to the others. */
export function inScreen(title: string) {
  return (notice: ReactNode) => (
    <>
      <ScreenHeader title={title} />
      {notice}
    </>
  );
}

/** As the panel: under the button that closes it. */
export function inPanel(notice: ReactNode): ReactNode {
  return (
    <>
      <ClosePanel />
      {notice}
    </>
  );
}

/** As what lies over the page, which can be closed. */
export function inLayer(label: string) {
  return (notice: ReactNode) => (
    <LayerDialog
      label={label}
      command="palette"
      size="palette"
      onClosed={useCommandLayer.getState().close}
    >
      {() => notice}
    </LayerDialog>
  );
}

function ClosePanel() {
  const t = useTranslations('app');
  return (
    <div className={classes.close}>
      <IconAction label={t('closePanel')} onClick={useView.getState().closePanel}>
        <IconX size={16} stroke={1.5} aria-hidden />
      </IconAction>
    </div>
  );
}
