// Listens to the whole window for files that are dragged over it, dropped or pasted.

import { useEffect, useState } from 'react';
import { useComposer } from '../state/composer.ts';
import { droppedKinds } from './dropped-kinds.ts';

type Dragged = ReturnType<typeof droppedKinds>;

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
          setDragged(droppedKinds(event.dataTransfer?.items ?? []));
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
        attachDropped(event.dataTransfer);
      }
    };
    window.addEventListener('dragenter', onDragOver, { signal });
    window.addEventListener('dragover', onDragOver, { signal });
    window.addEventListener('dragleave', onDragLeave, { signal });
    window.addEventListener('drop', onDrop, { signal });
    window.addEventListener('paste', attachPasted, { signal });
    return () => stop.abort();
  }, []);
  return dragged;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

function attachDropped(transfer: DataTransfer | null): void {
  const { addFiles, refuseFolder } = useComposer.getState();
  for (const item of transfer?.items ?? []) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) {
      refuseFolder(entry.name);
    } else if (file !== null) {
      addFiles([file]);
    }
  }
}

/** Where text is pasted as well, such as from a table, the text is meant. */
function attachPasted(event: ClipboardEvent): void {
  const { clipboardData } = event;
  const files = clipboardData?.files ?? [];
  if (files.length > 0 && !clipboardData?.types.includes('text/plain')) {
    event.preventDefault();
    useComposer.getState().addFiles(files);
  }
}
