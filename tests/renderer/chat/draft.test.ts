import { describe, expect, it } from 'vitest';
import { askedFiles } from '../../../renderer/state/asked-files.ts';
import {
  blockOf,
  type Draft,
  type DraftFile,
  EMPTY_DRAFT,
  fromKept,
  kindOf,
  readyFile,
  readyFiles,
  toKept,
  type Upload,
} from '../../../renderer/state/draft.ts';
import { AppError, toErrorReport } from '../../../shared/errors.ts';
import type { NamedArtefact } from '../../../shared/media.ts';

const picture = {
  name: 'a.png',
  artefact: { id: '0'.repeat(64), kind: 'image', mime: 'image/png', size: 3 },
} as const;
const error = toErrorReport(AppError.of('FILE_EMPTY', { name: 'b.txt' }));
const failed: Upload = { status: 'failed', problem: { type: 'refused', error } };

function file(upload: Upload): DraftFile {
  return { key: 'key', name: 'b.txt', size: 1, upload };
}

function draft(text: string, ...files: DraftFile[]): Draft {
  return { ...EMPTY_DRAFT, text, files };
}

describe('blockOf', () => {
  it('lets a text with files that are there go', () => {
    expect(blockOf(draft('Do it', readyFile(picture)))).toBeUndefined();
  });

  it('tells what is missing or too much', () => {
    const many = Array.from({ length: 101 }, () => readyFile(picture));
    expect(blockOf(draft(' \n', readyFile(picture)))).toBe('empty');
    expect(blockOf(draft('a'.repeat(100_001)))).toBe('too-long');
    expect(blockOf(draft('Do it', ...many))).toBe('too-many-files');
    expect(blockOf(draft('Do it', file({ status: 'uploading', fraction: 0.5 })))).toBe('uploading');
    expect(blockOf(draft('Do it', file({ status: 'waiting' })))).toBe('uploading');
  });

  it('puts what the person must mend before what passes by itself', () => {
    expect(blockOf(draft('Do it', file({ status: 'waiting' }), file(failed)))).toBe('failed-file');
  });
});

describe('kindOf', () => {
  it('goes by the name until the engine has looked', () => {
    expect(kindOf(file({ status: 'waiting' }))).toBe('text');
    expect(kindOf({ ...file({ status: 'ready', file: picture }), name: 'b.txt' })).toBe('image');
  });
});

describe('what is kept of drafts', () => {
  it('brings back texts, files that were there, and what an edit had set aside', () => {
    const before = { text: 'half', files: [readyFile(picture)] };
    const edited = { ...draft('Do it', readyFile(picture)), edited: { runId: 'r', before } };
    const stored: unknown = JSON.parse(JSON.stringify(toKept({ c: edited })));
    const { c } = fromKept(stored);
    expect(c?.text).toBe('Do it');
    expect(c && readyFiles(c)).toEqual([picture]);
    expect(c?.edited?.runId).toBe('r');
    expect(c?.edited?.before.text).toBe('half');
    expect(c?.edited && readyFiles(c.edited.before)).toEqual([picture]);
  });

  it('has the picture of a video with it', () => {
    const id = '1'.repeat(64);
    const film: NamedArtefact = {
      name: 'a.webm',
      artefact: { id, kind: 'video', mime: 'video/webm', size: 9 },
      frame: { at: 1, artefact: picture.artefact },
    };
    const { c } = fromKept(JSON.parse(JSON.stringify(toKept({ c: draft('a', readyFile(film)) }))));
    expect(c && readyFiles(c)).toEqual([film]);
    expect(askedFiles(c ? readyFiles(c) : [])).toEqual([
      { name: 'a.webm', artefact: id, frame: { at: 1, artefact: picture.artefact.id } },
    ]);
  });

  it('forgets files on their way and refused ones', () => {
    const { c } = fromKept(toKept({ c: draft('a', file({ status: 'waiting' }), file(failed)) }));
    expect(c?.files).toEqual([]);
  });

  it('starts afresh where the browser holds something else', () => {
    for (const stored of [undefined, null, 'x', { c: { text: 1 } }]) {
      expect(fromKept(stored)).toEqual({});
    }
  });

  it('keeps the latest fifty', () => {
    const drafts = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${i}`, draft('a')]));
    expect(Object.keys(toKept(drafts))).toHaveLength(50);
    expect(Object.keys(toKept(drafts)).at(-1)).toBe('c59');
  });
});
