// The main process's side of preload.ts: who may ask, and for what. A page that is not the program's
// own gets no answer, and whatever it sends is parsed before it is used.

import type { IpcMain, Shell } from 'electron';
import { z } from 'zod';
import {
  FOLDER_CHANNEL,
  OWN_FOLDERS,
  type OwnFolder,
  REVEAL_CHANNEL,
  type RevealAnswer,
  type ShownFile,
} from '../../shared/desktop.ts';
import { AppError, toErrorReport } from '../../shared/errors.ts';
import { ArtefactIdSchema } from '../../shared/media.ts';
import { copyToShow, ownFolder } from '../store/desktop-folders.ts';
import { isStartPage, START_PAGE } from './address.ts';

const ShownFileSchema = z.strictObject({
  artefact: ArtefactIdSchema,
  name: z.string().min(1).max(255),
});

const OwnFolderSchema = z.enum(OWN_FOLDERS);

interface BridgeDeps {
  readonly shell: Shell;
  readonly home: string;
  readonly engine: (request: Request) => Promise<Response>;
}

export function answerBridge(ipcMain: IpcMain, { shell, home, engine }: BridgeDeps): void {
  ipcMain.handle(REVEAL_CHANNEL, ({ senderFrame }, input: unknown) =>
    answerReveal(senderFrame, input, async (file) => {
      const path = await copyToShow(home, file, () => bytesOf(file, engine));
      shell.showItemInFolder(path);
    }),
  );
  ipcMain.handle(FOLDER_CHANNEL, ({ senderFrame }, input: unknown) =>
    answerFolder(senderFrame, input, async (folder) => {
      const failure = await shell.openPath(ownFolder(home, folder));
      if (failure !== '') {
        throw AppError.of('HOME_UNUSABLE', { home, why: failure });
      }
    }),
  );
}

/** What is known of the frame that sent a message; null where it is gone. */
interface Sender {
  readonly url: string;
  readonly parent: unknown;
}

/** @throws Error for a sender or an input that the program's own page never has */
export async function answerReveal(
  sender: Sender | null,
  input: unknown,
  reveal: (file: ShownFile) => Promise<void>,
): Promise<RevealAnswer> {
  checkSender(sender);
  const file = ShownFileSchema.parse(input);
  return answerOf(() => reveal(file));
}

/** @throws Error for a sender or an input that the program's own page never has */
export async function answerFolder(
  sender: Sender | null,
  input: unknown,
  open: (folder: OwnFolder) => Promise<void>,
): Promise<RevealAnswer> {
  checkSender(sender);
  const folder = OwnFolderSchema.parse(input);
  return answerOf(() => open(folder));
}

function checkSender(sender: Sender | null): void {
  if (sender === null || sender.parent !== null || !isStartPage(sender.url)) {
    throw new Error('Only the page of Ensemble is answered.');
  }
}

async function answerOf(perform: () => Promise<void>): Promise<RevealAnswer> {
  try {
    await perform();
    return { ok: true };
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
