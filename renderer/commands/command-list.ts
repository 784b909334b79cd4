// What each command does and where it is available; with command-keys.ts and the words of both catalogues this
// is the one list from which palette, sheet and keys come.

import type { ErrorReport } from '../../shared/errors.ts';
import { saveConversation } from '../api/exchange.ts';
import { choosePlan } from '../plans/import-plan.ts';
import { chooseImports } from '../sidebar/choose-imports.ts';
import { useCommandLayer } from '../state/command-layer.ts';
import { useComposer } from '../state/composer.ts';
import { useModels } from '../state/models.ts';
import { useProgramUpdate } from '../state/program-update.ts';
import { useView } from '../state/view.ts';
import { chooseFiles } from '../ui/choose-files.ts';
import { AT_ONCE } from './at-once.ts';
import type { CommandId } from './command-keys.ts';
import { RUN_COMMANDS } from './run-commands.ts';

/** Parts of the palette and of the sheet. */
export const COMMAND_GROUPS = ['everywhere', 'conversation', 'run', 'places'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];

/** Why a command can't be done now; its sentence is in the catalogue under the same name. */
export type Why =
  | 'noRun'
  | 'noTasks'
  | 'noPlan'
  | 'noFiles'
  | 'noPanel'
  | 'notRunning'
  | 'notOpen'
  | 'noConversation'
  | 'noWindow';

export interface CommandAction {
  readonly group: CommandGroup;
  /** Undefined where it can be done. */
  readonly unavailable?: () => Why | undefined;
  /** What it gives back is why it was refused. */
  readonly perform: (() => void) | (() => Promise<ErrorReport | undefined> | undefined);
}

export const COMMANDS: Readonly<Record<CommandId, CommandAction>> = {
  palette: { group: 'everywhere', perform: AT_ONCE.palette },
  shortcuts: { group: 'everywhere', perform: AT_ONCE.shortcuts },
  search: { group: 'everywhere', perform: AT_ONCE.search },
  new: { group: 'conversation', perform: AT_ONCE.new },
  write: { group: 'conversation', perform: AT_ONCE.write },
  attach: {
    group: 'conversation',
    perform: () => {
      AT_ONCE.write();
      chooseFiles({ isMultiple: true, onChosen: useComposer.getState().addFiles });
    },
  },
  export: {
    group: 'conversation',
    unavailable: () =>
      useView.getState().conversation === undefined ? 'noConversation' : undefined,
    perform: () => {
      const { conversation } = useView.getState();
      return conversation === undefined ? undefined : saveConversation(conversation);
    },
  },
  import: { group: 'conversation', perform: chooseImports },
  importPlan: { group: 'conversation', perform: choosePlan },
  ...RUN_COMMANDS,
  gallery: { group: 'places', perform: () => useView.getState().openScreen('gallery') },
  models: { group: 'places', perform: () => useView.getState().openScreen('models') },
  settings: { group: 'places', perform: () => useView.getState().openScreen('settings') },
  reloadModels: { group: 'places', perform: reloadModels },
  updates: {
    group: 'places',
    unavailable: () => ('ensemble' in window ? undefined : 'noWindow'),
    perform: checkForUpdates,
  },
};

async function reloadModels(): Promise<ErrorReport | undefined> {
  useView.getState().openScreen('models');
  await useModels.getState().load();
  return undefined; // the screen says itself why they could not be had
}

/** The settings say what was found, or why nothing could be asked. */
function checkForUpdates(): void {
  useView.getState().openSettings('desktop');
  void useProgramUpdate.getState().check();
}

/** By its keys or from a list; a refusal is shown in the palette. */
export async function performCommand(id: CommandId): Promise<void> {
  const command = COMMANDS[id];
  if (command.unavailable?.() === undefined) {
    await perform(command);
  }
}

export async function perform({ perform }: Pick<CommandAction, 'perform'>): Promise<void> {
  const error = await perform();
  if (error) {
    useCommandLayer.getState().show('palette', error);
  }
}
