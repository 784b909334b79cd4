// The head of the panel: graph, timeline or list, and the way out.

import { CloseButton } from '@mantine/core';
import { IconFileDownload } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { useKeys } from '../commands/use-keys.ts';
import { savePlan } from '../plans/save-plan.ts';
import { PANEL_TABS, type PanelTab, useView } from '../state/view.ts';
import { IconAction } from '../ui/icon-action.tsx';
import classes from './run-panel.module.css';

export const VIEW_ID = 'run-view';

export function panelTabId(tab: PanelTab): string {
  return `run-tab-${tab}`;
}

export function PanelHeader({ run }: { readonly run: RunState | undefined }) {
  const t = useTranslations('graph');
  const keys = useKeys('savePlan');
  const tApp = useTranslations('app');
  const tab = useView((view) => view.tab);
  const setTab = useView((view) => view.setTab);
  const closePanel = useView((view) => view.closePanel);
  const onKeyDown = ({ key, currentTarget }: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
    const next = PANEL_TABS.at((PANEL_TABS.indexOf(tab) + step) % PANEL_TABS.length);
    if (step !== 0 && next !== undefined) {
      setTab(next);
      currentTarget.querySelector<HTMLElement>(`#${panelTabId(next)}`)?.focus();
    }
  };
  return (
    <header className={classes.header}>
      <div className={classes.tabs} role="tablist" aria-label={t('views')} onKeyDown={onKeyDown}>
        {PANEL_TABS.map((one) => (
          <button
            key={one}
            type="button"
            role="tab"
            id={panelTabId(one)}
            className={classes.tab}
            aria-selected={one === tab}
            aria-controls={VIEW_ID}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => setTab(one)}
          >
            {t(`tabs.${one}`)}
          </button>
        ))}
      </div>
      {run?.isPlanned && run.tasks.length > 0 && (
        <IconAction label={t('savePlan')} keys={keys} onClick={() => savePlan(run)}>
          <IconFileDownload size={16} stroke={1.5} aria-hidden />
        </IconAction>
      )}
      <CloseButton size={28} aria-label={tApp('closePanel')} onClick={closePanel} />
    </header>
  );
}
