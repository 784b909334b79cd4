// What commands do with the run that is shown.

import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import { filesMade } from '../../shared/run-files.ts';
import { engine, errorOf } from '../api/client.ts';
import { savePlan } from '../plans/save-plan.ts';
import { askedFiles } from '../state/asked-files.ts';
import { showBegun } from '../state/begin-run.ts';
import { useComposer } from '../state/composer.ts';
import { useGallery } from '../state/gallery.ts';
import { placeBeside, siblingsOf } from '../state/run-place.ts';
import { useRuns } from '../state/runs.ts';
import { type PanelTab, useView } from '../state/view.ts';
import type { CommandAction, Why } from './command-list.ts';
import { lastRun, shownRun } from './shown-run.ts';

type RunCommandId =
  | 'stop'
  | 'resume'
  | 'edit'
  | 'again'
  | 'planAgain'
  | 'graph'
  | 'timeline'
  | 'list'
  | 'closePanel'
  | 'savePlan'
  | 'showInGallery';

interface OfRun {
  readonly runOf: () => RunState | undefined;
  readonly why?: (run: RunState) => Why | undefined;
  readonly perform: (run: RunState) => CommandResult;
}
type CommandResult = ReturnType<CommandAction['perform']>;

function ofRun({ runOf, why, perform }: OfRun): CommandAction {
  return {
    group: 'run',
    unavailable: () => {
      const run = runOf();
      return run === undefined ? 'noRun' : why?.(run);
    },
    perform: () => {
      const run = runOf();
      return run === undefined ? undefined : perform(run);
    },
  };
}

const CAN_GO_ON: ReadonlySet<RunState['status']> = new Set(['interrupted', 'cancelled', 'failed']);

function needsTasks({ tasks }: RunState): Why | undefined {
  return tasks.length === 0 ? 'noTasks' : undefined;
}

function opensPanel(tab: PanelTab): CommandAction {
  return ofRun({
    runOf: shownRun,
    why: needsTasks,
    perform: ({ runId }) => {
      const { openPanel, setTab, panel } = useView.getState();
      setTab(tab);
      if (panel?.runId !== runId) {
        openPanel(runId);
      }
    },
  });
}

export const RUN_COMMANDS: Readonly<Record<RunCommandId, CommandAction>> = {
  stop: ofRun({
    runOf: lastRun,
    why: ({ status }) => (status === 'running' ? undefined : 'notRunning'),
    perform: ({ runId }) => errorOf(engine.runs.cancel({ runId })),
  }),
  resume: ofRun({
    runOf: lastRun,
    why: ({ status }) => (CAN_GO_ON.has(status) ? undefined : 'notOpen'),
    perform: ({ runId }) => showBegun(engine.runs.resume({ runId })),
  }),
  edit: ofRun({ runOf: lastRun, perform: (run) => useComposer.getState().edit(run) }),
  again: ofRun({ runOf: lastRun, perform: (run) => startAgain(run, {}) }),
  planAgain: ofRun({ runOf: lastRun, perform: (run) => startAgain(run, { replan: true }) }),
  graph: opensPanel('graph'),
  timeline: opensPanel('timeline'),
  list: opensPanel('list'),
  closePanel: {
    group: 'run',
    unavailable: () => (useView.getState().panel === undefined ? 'noPanel' : undefined),
    perform: () => useView.getState().closePanel(),
  },
  savePlan: ofRun({
    runOf: shownRun,
    why: (run) => (run.isPlanned ? needsTasks(run) : 'noPlan'),
    perform: savePlan,
  }),
  showInGallery: ofRun({
    runOf: shownRun,
    why: (run) => (filesMade(run).length === 0 ? 'noFiles' : undefined),
    perform: (run) => {
      const [file] = filesMade(run);
      const { clear, setActive } = useGallery.getState();
      if (file !== undefined) {
        setActive(file.artefact.id);
      }
      useView.getState().openScreen('gallery');
      void clear();
    },
  }),
};

function startAgain(
  { runId, request, attachments, conversation }: RunState,
  how: { readonly replan?: true },
): Promise<ErrorReport | undefined> {
  const { runs } = useRuns.getState();
  const files = askedFiles(attachments);
  const place = placeBeside(runs, runId);
  const call = engine.runs.start({ request, files, conversation, ...place, ...how });
  return showBegun(call, siblingsOf(runs, runId));
}
