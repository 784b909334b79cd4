// What is being written and attached before it is sent: the shape of a draft, what keeps it from being
// sent, and how it is kept in the browser. Changing drafts belongs to composer.ts.

import { z } from 'zod';
import type { ErrorReport } from '../../shared/errors.ts';
import {
  claimedKind,
  type NamedArtefact,
  NamedArtefactSchema,
  type ResourceKind,
} from '../../shared/media.ts';
import { REQUEST_LIMITS } from '../../shared/request.ts';

/** Why a file can't be attached: as the engine said, or before it was asked. */
export type UploadProblem =
  | { readonly type: 'refused'; readonly error: ErrorReport }
  | { readonly type: 'too-large'; readonly limit: number }
  | { readonly type: 'folder' };

export type Upload =
  | { readonly status: 'waiting' }
  /** `fraction` from 0 to 1. */
  | { readonly status: 'uploading'; readonly fraction: number }
  | { readonly status: 'ready'; readonly file: NamedArtefact }
  | { readonly status: 'failed'; readonly problem: UploadProblem };

export interface DraftFile {
  readonly key: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly upload: Upload;
}

interface Content {
  readonly text: string;
  readonly files: readonly DraftFile[];
}

export interface Draft extends Content {
  /** The run whose request is being edited, and what had been written before. */
  readonly edited?: { readonly runId: string; readonly before: Content } | undefined;
  /** It goes off by itself once its files are there. */
  readonly isSendingSoon: boolean;
  /** Why it could not be sent. */
  readonly error?: ErrorReport | undefined;
}

export const EMPTY_DRAFT: Draft = { text: '', files: [], isSendingSoon: false };

export const BLOCKS = ['empty', 'too-long', 'too-many-files', 'failed-file', 'uploading'] as const;
export type Block = (typeof BLOCKS)[number];

/** What keeps a draft from being sent; what the person must mend comes before what passes by itself. */
export function blockOf({ text, files }: Draft): Block | undefined {
  const length = text.trim().length;
  if (length === 0) {
    return 'empty';
  }
  if (length > REQUEST_LIMITS.characters) {
    return 'too-long';
  }
  if (files.length > REQUEST_LIMITS.files) {
    return 'too-many-files';
  }
  if (files.some(({ upload }) => upload.status === 'failed')) {
    return 'failed-file';
  }
  return files.some(({ upload }) => upload.status !== 'ready') ? 'uploading' : undefined;
}

export function readyFiles({ files }: Content): readonly NamedArtefact[] {
  return files.flatMap(({ upload }) => (upload.status === 'ready' ? upload.file : []));
}

/** What a file is: as the engine found, until then as its name says. */
export function kindOf({ name, upload }: DraftFile): ResourceKind | undefined {
  return upload.status === 'ready' ? upload.file.artefact.kind : claimedKind(name);
}

export function readyFile(file: NamedArtefact): DraftFile {
  const { name, artefact } = file;
  return {
    key: crypto.randomUUID(),
    name,
    size: artefact.size,
    upload: { status: 'ready', file },
  };
}

const KeptContentSchema = z.object({ text: z.string(), files: z.array(NamedArtefactSchema) });
const KeptDraftSchema = KeptContentSchema.extend({
  edited: z.object({ runId: z.string(), before: KeptContentSchema }).optional(),
});
type KeptDraft = z.infer<typeof KeptDraftSchema>;
const KeptDraftsSchema = z.record(z.string(), KeptDraftSchema);

/** Drafts kept; the oldest are forgotten. */
const MOST_KEPT = 50;

/** What survives a reload: a file that is still on its way does not. */
export function toKept(drafts: Readonly<Record<string, Draft>>): Record<string, KeptDraft> {
  const kept = Object.entries(drafts).map(([place, draft]) => {
    const { edited } = draft;
    return [
      place,
      {
        ...keptContent(draft),
        ...(edited && { edited: { ...edited, before: keptContent(edited.before) } }),
      },
    ] as const;
  });
  return Object.fromEntries(kept.slice(-MOST_KEPT));
}

/** @param stored whatever the browser had; what does not fit is left out as a whole */
export function fromKept(stored: unknown): Record<string, Draft> {
  const { data = {} } = KeptDraftsSchema.safeParse(stored);
  return Object.fromEntries(
    Object.entries(data).map(([place, { edited, ...content }]) => [
      place,
      {
        ...EMPTY_DRAFT,
        ...restored(content),
        ...(edited && { edited: { ...edited, before: restored(edited.before) } }),
      },
    ]),
  );
}

function keptContent(content: Content): z.infer<typeof KeptContentSchema> {
  return { text: content.text, files: [...readyFiles(content)] };
}

function restored({ text, files }: z.infer<typeof KeptContentSchema>): Content {
  return { text, files: files.map(readyFile) };
}
