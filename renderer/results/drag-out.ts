// A stored file dragged out of the page, to the desktop or into another program: the desktop window hands
// the drag to the system, a browser is told where it finds the file, as far as it knows how.

import type { DragEvent } from 'react';
import { downloadUrl, type FileOfRun } from '../api/upload.ts';

export function dragOut(event: DragEvent, file: FileOfRun): void {
  const { name, artefact } = file;
  if (window.ensemble !== undefined) {
    event.preventDefault(); // the system goes on with it
    void window.ensemble.startDrag({ artefact: artefact.id, name });
    return;
  }
  const address = new URL(downloadUrl(file), location.href).href;
  event.dataTransfer.effectAllowed = 'copy';
  // Colons part what it consists of.
  const parts = [artefact.mime, name.replaceAll(':', '_'), address];
  event.dataTransfer.setData('DownloadURL', parts.join(':'));
}
