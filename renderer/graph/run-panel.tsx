// The panel beside the chat: the tasks of one run as graph, timeline or list, and one of them in full.

import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { RunState } from '../../shared/events.ts';
import { useRuns } from '../state/runs.ts';
import { useView } from '../state/view.ts';
import { taskNodeId } from './graph-model.ts';
import { GraphView } from './graph-view.tsx';
import { Inspector } from './inspector.tsx';
import { ListView } from './list-view.tsx';
import { PanelHeader, panelTabId, VIEW_ID } from './panel-header.tsx';
import classes from './run-panel.module.css';
import { useSelection } from './selection.ts';
import { shownTasks } from './shown-tasks.ts';
import { TimelineView } from './timeline-view.tsx';
import { type TaskDrafts, useDrafts } from './use-drafts.ts';
import { useFollowSibling } from './use-follow-sibling.ts';

export function RunPanel() {
  const t = useTranslations('graph');
  const runId = useView(({ panel }) => panel?.runId);
  const run = useRuns(({ runs }) => runs.find((run) => run.runId === runId));
  const isLoading = useRuns(({ status }) => status === 'loading');
  const drafts = useDrafts(runId ?? '');
  useFollowSibling();
  return (
    <section className={classes.panel} aria-label={t('panel')}>
      <PanelHeader run={run} />
      {run !== undefined ? (
        <RunBody run={run} drafts={drafts} />
      ) : (
        !isLoading && <p className={classes.note}>{t('missing')}</p>
      )}
    </section>
  );
}

interface RunBodyProps {
  readonly run: RunState;
  readonly drafts: TaskDrafts;
}

function RunBody({ run, drafts }: RunBodyProps) {
  const t = useTranslations('graph');
  const tab = useView((view) => view.tab);
  const selection = useSelection(run.runId);
  const body = useRef<HTMLDivElement>(null);
  const tasks = shownTasks(run);
  const { attachments, startedAt } = run;
  const { selected, takesFocus } = selection;
  const inspected = selection.isOpen ? tasks.find(({ task }) => task.id === selected) : undefined;
  if (tasks.length === 0) {
    const isPlanning = run.status === 'running' && !run.isPlanned;
    return <p className={classes.note}>{isPlanning ? t('planning') : t('noTasks')}</p>;
  }
  const closeInspector = () => {
    selection.close();
    const id = selected ?? -1;
    body.current
      ?.querySelector<HTMLElement>(`[data-id="${taskNodeId(id)}"], [data-task="${id}"]`)
      ?.focus();
  };
  return (
    <div className={classes.body} ref={body}>
      <div className={classes.view} id={VIEW_ID} role="tabpanel" aria-labelledby={panelTabId(tab)}>
        {tab === 'graph' && <GraphView key={run.runId} {...{ tasks, attachments, selection }} />}
        {tab === 'timeline' && <TimelineView {...{ tasks, startedAt, selection }} />}
        {tab === 'list' && <ListView {...{ tasks, attachments, selection }} />}
      </div>
      {inspected !== undefined && (
        <div className={classes.inspector}>
          <Inspector {...{ run, drafts, takesFocus }} state={inspected} onClose={closeInspector} />
        </div>
      )}
    </div>
  );
}
