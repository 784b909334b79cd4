// Does what the person wanted of the page: a command of the menu, a place to be shown, files to attach.

import type {
  DesktopBridge,
  HandOverTarget,
  OpenedFile,
  Place,
  Wish,
} from '../../shared/desktop.ts';
import { AppError } from '../../shared/errors.ts';
import { answerOf, engine } from '../api/client.ts';
import type { OutsideFile } from '../api/send-file.ts';
import { takeFiles } from '../chat/use-window-files.ts';
import { runCommand } from '../commands/run-command.ts';
import { openRun } from '../gallery/open-run.ts';
import { useComposer } from '../state/composer.ts';
import { useView } from '../state/view.ts';

export function fulfil(wish: Wish, bridge: DesktopBridge): void {
  switch (wish.type) {
    case 'command':
      void runCommand(wish.command);
      break;
    case 'place':
      void openPlace(wish.place);
      break;
    case 'files':
      attachOpened(wish.files, bridge);
      break;
  }
}

async function openPlace(place: Place): Promise<void> {
  const { goTo, openScreen } = useView.getState();
  switch (place.screen) {
    case 'conversation':
      goTo(place.id); // the chat says where there is none
      break;
    case 'run': {
      const found = await answerOf(engine.runs.find({ runId: place.id }));
      if (found.ok && found.value !== undefined) {
        const { runId: run, conversation } = found.value;
        await answerOf(openRun({ run, conversation }));
      } else {
        goTo(place.id);
      }
      break;
    }
    case 'settings':
      openScreen('settings', { section: place.section });
      break;
    default:
      openScreen(place.screen);
      break;
  }
}

/** As dropped on the page: ZIPs are imported as conversations, all others are attached. */
function attachOpened(files: readonly OpenedFile[], bridge: DesktopBridge): void {
  const { screen, goTo } = useView.getState();
  if (screen !== 'chat') {
    goTo(undefined);
  }
  for (const { name } of files.filter(({ isFolder }) => isFolder)) {
    useComposer.getState().refuseFolder(name);
  }
  takeFiles(files.filter(({ isFolder }) => !isFolder).map((file) => outsideFile(file, bridge)));
}

function outsideFile({ key, name, size }: OpenedFile, bridge: DesktopBridge): OutsideFile {
  return {
    ...{ name, size, type: '' },
    handOver: async (path) => {
      const handed = await bridge.handOver({ key, to: TARGETS[path] });
      if (!handed.ok) {
        throw AppError.from(handed.error);
      }
      return handed.answer;
    },
  };
}

const TARGETS = { '/media': 'media', '/import': 'import' } as const satisfies Record<
  string,
  HandOverTarget
>;
