// What is being written: one draft for each conversation and one for the first screen, with the files
// on their way to the engine. Drafts outlive a reload.

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { ErrorReport } from '../../shared/errors.ts';
import type { RunState } from '../../shared/events.ts';
import { freeName, type NamedArtefact } from '../../shared/media.ts';
import { engine, errorOf } from '../api/client.ts';
import type { SentFile } from '../api/send-file.ts';
import { uploadFile } from '../api/upload.ts';
import { askedFiles } from './asked-files.ts';
import { showBegun } from './begin-run.ts';
import {
  blockOf,
  type Draft,
  type DraftFile,
  EMPTY_DRAFT,
  fromKept,
  readyFile,
  readyFiles,
  toKept,
  type Upload,
  type UploadProblem,
} from './draft.ts';
import { useOverview } from './overview.ts';
import { placeAtEnd, placeBeside, siblingsOf } from './run-place.ts';
import { useRuns } from './runs.ts';
import { type Bring, createUploadQueue } from './upload-queue.ts';
import { useView } from './view.ts';
import { wantsFrame } from './with-frame.ts';

interface ComposerState {
  /** By conversation; that of the first screen under ''. */
  readonly drafts: Readonly<Record<string, Draft>>;
  readonly isSending: boolean;
  /** How often something was sent: the chat then moves to its end. */
  readonly sent: number;
  /** How often the caret was wanted in the field. */
  readonly wanted: number;
  readonly setText: (text: string) => void;
  /** Attaches what the engine has already, such as a result. */
  readonly attach: (file: NamedArtefact) => void;
  readonly addFiles: (files: Iterable<SentFile>) => void;
  /** Says of a folder that it can't be attached. */
  readonly refuseFolder: (name: string) => void;
  readonly removeFile: (key: string) => void;
  readonly retryFile: (key: string) => void;
  /** Takes a request up again; it then goes beside the first one. */
  readonly edit: (run: RunState) => void;
  /** Brings back what had been written before. */
  readonly leaveEdit: () => void;
  /** Says why something that was given can't be taken. */
  readonly complain: (error: ErrorReport | undefined) => void;
  readonly send: () => Promise<void>;
  readonly stop: (runId: string) => Promise<void>;
  readonly focus: () => void;
}

type Change = (draft: Draft) => Draft;

/** What the person sees in the field. */
export function draftOf({ drafts }: ComposerState): Draft {
  return drafts[placeNow()] ?? EMPTY_DRAFT;
}

function placeNow(): string {
  return useView.getState().conversation ?? '';
}

export const useComposer = create<ComposerState>()(
  persist(
    (set, get) => {
      const change = (place: string, by: Change) =>
        set(({ drafts }) => ({ drafts: withDraft(drafts, place, by) }));
      const focus = () => set(({ wanted }) => ({ wanted: wanted + 1 }));
      const add = (...files: DraftFile[]) => {
        change(placeNow(), (draft) => ({ ...draft, error: undefined, files: named(draft, files) }));
        focus();
      };
      const sendFrom = (place: string) => sendDraft(place, { get, set, change });
      const uploads = createUploadQueue((key, upload) => {
        const place = placeOfFile(get().drafts, key);
        if (place !== undefined) {
          change(place, (draft) => withUpload(draft, key, upload));
          const draft = get().drafts[place];
          if (draft?.isSendingSoon && blockOf(draft) !== 'uploading') {
            sendFrom(place);
          }
        }
      });
      const bring = (facts: FileFacts, by: Bring) => {
        const file = draftFile(facts, { status: 'waiting' });
        add(file);
        uploads.add(file.key, by);
      };
      return {
        drafts: {},
        isSending: false,
        sent: 0,
        wanted: 0,
        focus,
        setText: (text) => change(placeNow(), (draft) => ({ ...draft, text, error: undefined })),
        // Like a video that is dropped, one that was made gets its picture first.
        attach: (file) =>
          wantsFrame(file) ? bring(readyFile(file), async () => file) : add(readyFile(file)),
        addFiles: (files) => {
          const limit = useOverview.getState().overview?.maxFileBytes ?? Number.POSITIVE_INFINITY;
          for (const file of files) {
            if (file.size > limit) {
              add(refused(file, { type: 'too-large', limit }));
            } else {
              bring(file, (watch) => uploadFile(file, watch));
            }
          }
        },
        refuseFolder: (name) => add(refused({ name, size: 0 }, { type: 'folder' })),
        removeFile: (key) => {
          uploads.cancel(key);
          change(placeNow(), (draft) => ({
            ...draft,
            files: draft.files.filter((file) => file.key !== key),
          }));
          focus();
        },
        retryFile: uploads.retry,
        edit: (run) => {
          change(placeNow(), ({ text, files, edited }) => ({
            ...EMPTY_DRAFT,
            text: run.request,
            files: run.attachments.map(readyFile),
            edited: { runId: run.runId, before: edited?.before ?? { text, files } },
          }));
          focus();
        },
        leaveEdit: () => {
          change(placeNow(), ({ edited }) => ({ ...EMPTY_DRAFT, ...edited?.before }));
          focus();
        },
        complain: (error) => change(placeNow(), (draft) => ({ ...draft, error })),
        send: () => sendFrom(placeNow()),
        stop: async (runId) => {
          const place = placeNow();
          const error = await errorOf(engine.runs.cancel({ runId }));
          change(place, (draft) => ({ ...draft, error }));
        },
      };
    },
    {
      name: 'ensemble.drafts',
      partialize: ({ drafts }) => ({ drafts: toKept(drafts) }),
      merge: (stored, state) => ({
        ...state,
        drafts: fromKept(
          typeof stored === 'object' && stored !== null && 'drafts' in stored ? stored.drafts : {},
        ),
      }),
    },
  ),
);

interface SendDeps {
  readonly get: () => ComposerState;
  readonly set: (part: Partial<ComposerState>) => void;
  readonly change: (place: string, by: Change) => void;
}

async function sendDraft(place: string, { get, set, change }: SendDeps): Promise<void> {
  const draft = get().drafts[place] ?? EMPTY_DRAFT;
  const block = blockOf(draft);
  if (block !== undefined || get().isSending) {
    change(place, (now) => ({ ...now, isSendingSoon: block === 'uploading' }));
    return;
  }
  set({ isSending: true });
  const error = await startDraft(place, draft);
  set({ isSending: false, ...(error === undefined && { sent: get().sent + 1 }) });
  change(place, (now) =>
    error === undefined ? EMPTY_DRAFT : { ...now, isSendingSoon: false, error },
  );
}

async function startDraft(place: string, draft: Draft) {
  const { conversation, runs } = useRuns.getState();
  const { chosen } = useView.getState();
  const { edited } = draft;
  // Of another conversation than the open one, the engine knows where it ends.
  const known = conversation === place ? runs : [];
  const beside = edited === undefined ? undefined : placeBeside(known, edited.runId);
  const call = engine.runs.start({
    request: draft.text,
    files: askedFiles(readyFiles(draft)),
    ...(place !== '' && { conversation: place }),
    ...(beside ?? placeAtEnd(known, chosen)),
  });
  return showBegun(call, edited === undefined ? [] : siblingsOf(known, edited.runId));
}

/** The place of a draft stays in order of its last change; an empty one is not kept. */
function withDraft(drafts: ComposerState['drafts'], place: string, by: Change) {
  const { [place]: draft = EMPTY_DRAFT, ...others } = drafts;
  const changed = by(draft);
  const isEmpty =
    changed.text === '' &&
    changed.files.length === 0 &&
    changed.edited === undefined &&
    changed.error === undefined;
  return isEmpty ? others : { ...others, [place]: changed };
}

/** Files with names of their own, so that a request can tell them apart. */
function named(draft: Draft, files: readonly DraftFile[]): readonly DraftFile[] {
  const all = [...draft.files];
  for (const file of files) {
    all.push(renamed(file, freeName(file.name, namesOf(all))));
  }
  return all;
}

function namesOf(files: readonly DraftFile[]): ReadonlySet<string> {
  return new Set(files.map(({ name }) => name));
}

function renamed(file: DraftFile, name: string): DraftFile {
  const { upload } = file;
  return upload.status === 'ready'
    ? { ...file, name, upload: { ...upload, file: { ...upload.file, name } } }
    : { ...file, name };
}

/** The engine may have found another name for a file. */
function withUpload(draft: Draft, key: string, upload: Upload): Draft {
  const others = draft.files.filter((file) => file.key !== key);
  const files = draft.files.map((file) => {
    const name =
      upload.status === 'ready' ? freeName(upload.file.name, namesOf(others)) : file.name;
    return file.key === key ? renamed({ ...file, upload }, name) : file;
  });
  return { ...draft, files };
}

function placeOfFile(drafts: ComposerState['drafts'], key: string): string | undefined {
  return Object.keys(drafts).find((place) => drafts[place]?.files.some((file) => file.key === key));
}

type FileFacts = Pick<DraftFile, 'name' | 'size'>;

function draftFile({ name, size }: FileFacts, upload: Upload): DraftFile {
  return { key: crypto.randomUUID(), name, size, upload };
}

function refused(facts: FileFacts, problem: UploadProblem): DraftFile {
  return draftFile(facts, { status: 'failed', problem });
}
