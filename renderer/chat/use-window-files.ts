// Listens to the whole window for files that are dragged over it, dropped or pasted. ZIPs go to the
// import of conversations, since no task takes one; all others are attached.

import { useEffect, useState } from 'react';
import type { SentFile } from '../api/send-file.ts';
import { useImports } from '../sidebar/imports.ts';
import { useComposer } from '../state/composer.ts';
import { droppedKinds } from './dropped-kinds.ts';

interface Dragged {
  /** Of what would be attached. */
  readonly kinds: ReturnType<typeof droppedKinds>;
  /** How many would be imported. */
  readonly conversations: number;
}

/** @returns what is being dragged over the window, undefined while nothing is */
export function useWindowFiles(): Dragged | undefined {
  const [dragged, setDragged] = useState<Dragged>();
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    const onDragOver = (event: DragEvent) => {
      if (holdsFiles(event)) {
        // Otherwise the browser opens the file in place of the page.
        event.preventDefault();
        if (event.type === 'dragenter') {
          setDragged(draggedIn(event.dataTransfer?.items ?? []));
        }
      }
    };
    const onDragLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) {
        setDragged(undefined);
      }
    };
    const onDrop = (event: DragEvent) => {
      setDragged(undefined);
      if (holdsFiles(event)) {
        event.preventDefault();
        takeDropped(event.dataTransfer);
      }
    };
    window.addEventListener('dragenter', onDragOver, { signal });
    window.addEventListener('dragover', onDragOver, { signal });
    window.addEventListener('dragleave', onDragLeave, { signal });
    window.addEventListener('drop', onDrop, { signal });
    window.addEventListener('paste', takePasted, { signal });
    return () => stop.abort();
  }, []);
  return dragged;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** Windows has a name of its own for it. */
const ZIP_TYPES: ReadonlySet<string> = new Set(['application/zip', 'application/x-zip-compressed']);

function draggedIn(items: Iterable<DataTransferItem>): Dragged {
  const { zips = [], others = [] } = Object.groupBy(items, ({ type }) =>
    ZIP_TYPES.has(type) ? 'zips' : 'others',
  );
  return { kinds: droppedKinds(others), conversations: zips.length };
}

function takeDropped(transfer: DataTransfer | null): void {
  const files: File[] = [];
  for (const item of transfer?.items ?? []) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) {
      useComposer.getState().refuseFolder(entry.name);
    } else if (file !== null) {
      files.push(file);
    }
  }
  takeFiles(files);
}

/** Where text is pasted as well, such as from a table, the text is meant. */
function takePasted(event: ClipboardEvent): void {
  const { clipboardData } = event;
  const files = clipboardData?.files ?? [];
  if (files.length > 0 && !clipboardData?.types.includes('text/plain')) {
    event.preventDefault();
    takeFiles(files);
  }
}

export function takeFiles(files: Iterable<SentFile>): void {
  const plans: File[] = [];
  const zips: SentFile[] = [];
  const others: SentFile[] = [];
  for (const file of files) {
    if (ZIP_TYPES.has(file.type) || /\.zip$/i.test(file.name)) {
      zips.push(file);
    } else if (file instanceof File && /\.json$/i.test(file.name)) {
      plans.push(file);
    } else {
      others.push(file);
    }
  }
  if (plans.length > 0) {
    void import('../plans/import-plan.ts').then(({ takeJson }) => takeJson(plans));
  }
  if (others.length > 0) {
    useComposer.getState().addFiles(others);
  }
  if (zips.length > 0) {
    useImports.getState().add(zips);
  }
}
