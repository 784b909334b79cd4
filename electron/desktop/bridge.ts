// The main process's side of preload.ts: who may ask, and for what. A page that is not the program's
// own gets no answer, and whatever it sends is parsed before it is used.

import type { IpcMain, Shell } from 'electron';
import { z } from 'zod';
import {
  type Answer,
  CHANNELS,
  type DesktopPreferences,
  type DoneAnswer,
  HAND_OVER_TARGETS,
  OWN_FOLDERS,
  type OwnFolder,
  type ShownFile,
  type Wish,
} from '../../shared/desktop.ts';
import { AppError, toErrorReport } from '../../shared/errors.ts';
import { ArtefactIdSchema } from '../../shared/media.ts';
import { ReleaseVersionSchema } from '../../shared/updates.ts';
import { copyToShow } from '../store/desktop-folders.ts';
import { DesktopPreferencesSchema } from '../store/desktop-preferences.ts';
import { isStartPage, START_PAGE } from './address.ts';
import { DRAG_ICON } from './drag-icon.ts';
import type { OpenedFiles } from './opened-files.ts';
import { openOwnFolder } from './own-folder.ts';
import type { Preferences } from './preferences.ts';
import type { Wishes } from './wishes.ts';

const ShownFileSchema = z.strictObject({
  artefact: ArtefactIdSchema,
  name: z.string().min(1).max(255),
});
const HandOverSchema = z.strictObject({ key: z.uuid(), to: z.enum(HAND_OVER_TARGETS) });
const ChangesSchema = DesktopPreferencesSchema.partial();

const OwnFolderSchema = z.enum(OWN_FOLDERS);

interface BridgeDeps {
  readonly shell: Shell;
  readonly home: string;
  readonly engine: (request: Request) => Promise<Response>;
  readonly wishes: Wishes;
  readonly opened: OpenedFiles;
  readonly preferences: Preferences;
  /** Installs a version whose package was fetched. */
  readonly install: (version: string) => Promise<void>;
}

export function answerBridge(ipcMain: IpcMain, deps: BridgeDeps): void {
  const { shell, home, engine, wishes, opened, preferences, install } = deps;
  const copy = (file: ShownFile) => copyToShow(home, file, () => bytesOf(file, engine));
  ipcMain.handle(CHANNELS.reveal, ({ senderFrame }, input: unknown) =>
    answerReveal(senderFrame, input, async (file) => shell.showItemInFolder(await copy(file))),
  );
  ipcMain.handle(CHANNELS.openFolder, ({ senderFrame }, input: unknown) =>
    answerFolder(senderFrame, input, (folder) => openOwnFolder(shell, home, folder)),
  );
  ipcMain.handle(CHANNELS.startDrag, async ({ senderFrame, sender }, input: unknown) => {
    const answer = await answerReveal(senderFrame, input, async (file) => {
      // Never the artefact itself: where it is dropped it may be moved.
      sender.startDrag({ file: await copy(file), icon: DRAG_ICON });
    });
    if (!answer.ok) {
      console.warn(`ensemble: Nothing was dragged. ${answer.error.message}`);
    }
    return answer;
  });
  ipcMain.handle(CHANNELS.takeWishes, ({ senderFrame }): readonly Wish[] => {
    mustBeOwn(senderFrame);
    return wishes.take();
  });
  ipcMain.handle(CHANNELS.handOver, async ({ senderFrame }, input: unknown) => {
    mustBeOwn(senderFrame);
    const { key, to } = HandOverSchema.parse(input);
    return answerOf(async () => ({ answer: await opened.handOver(key, to) }));
  });
  ipcMain.handle(CHANNELS.installUpdate, async ({ senderFrame }, input: unknown) => {
    mustBeOwn(senderFrame);
    const version = ReleaseVersionSchema.parse(input);
    return doneAnswer(() => install(version));
  });
  ipcMain.handle(CHANNELS.preferences, ({ senderFrame }): DesktopPreferences => {
    mustBeOwn(senderFrame);
    return preferences.now();
  });
  ipcMain.handle(CHANNELS.prefer, ({ senderFrame }, input: unknown) => {
    mustBeOwn(senderFrame);
    const changes = ChangesSchema.parse(input);
    return answerOf(async () => ({ preferences: preferences.change(changes) }));
  });
}

/** What is known of the frame that sent a message; null where it is gone. */
interface Sender {
  readonly url: string;
  readonly parent: unknown;
}

/** @throws Error for a sender that is not the program's own page */
function mustBeOwn(sender: Sender | null): void {
  if (sender === null || sender.parent !== null || !isStartPage(sender.url)) {
    throw new Error('Only the page of Ensemble is answered.');
  }
}

/** @throws Error for a sender or an input that the program's own page never has */
export async function answerReveal(
  sender: Sender | null,
  input: unknown,
  reveal: (file: ShownFile) => Promise<void>,
): Promise<DoneAnswer> {
  mustBeOwn(sender);
  const file = ShownFileSchema.parse(input);
  return doneAnswer(() => reveal(file));
}

/** @throws Error for a sender or an input that the program's own page never has */
export async function answerFolder(
  sender: Sender | null,
  input: unknown,
  open: (folder: OwnFolder) => Promise<void>,
): Promise<DoneAnswer> {
  mustBeOwn(sender);
  const folder = OwnFolderSchema.parse(input);
  return doneAnswer(() => open(folder));
}

function doneAnswer(perform: () => Promise<void>): Promise<DoneAnswer> {
  return answerOf(async () => {
    await perform();
    return {};
  });
}

/** What the page gets of something that may fail: an error crosses as its report alone. */
async function answerOf<Given extends object>(give: () => Promise<Given>): Promise<Answer<Given>> {
  try {
    return { ok: true, ...(await give()) };
  } catch (error) {
    return { ok: false, error: toErrorReport(error) };
  }
}

async function bytesOf(
  { artefact, name }: ShownFile,
  engine: BridgeDeps['engine'],
): Promise<AsyncIterable<Uint8Array>> {
  // As it is when it leaves the program: a picture tells where it comes from.
  const address = `${START_PAGE}media/${artefact}/${encodeURIComponent(name)}?download`;
  const { ok, body } = await engine(new Request(address));
  if (!ok || body === null) {
    throw AppError.of('FILE_NOT_FOUND', { name });
  }
  return body;
}
