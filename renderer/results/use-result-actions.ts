// What can be done with a result, and what is said for a moment when it was done.

import { useEffect, useState } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import { useComposer } from '../state/composer.ts';
import type { Result } from './result-menu.tsx';
import { fullUrl } from './shown-url.ts';

type Said = 'copied' | 'attached' | 'notCopied' | 'notRevealed';

/** Only the desktop can; elsewhere the browser shows where it saved a download. */
export function canReveal(): boolean {
  return window.ensemble?.reveal !== undefined;
}

interface ResultActions {
  readonly said: Said | undefined;
  /** Undefined for what no clipboard takes. */
  readonly copy: (() => void) | undefined;
  readonly saveText: () => void;
  readonly useAsInput: () => void;
  readonly reveal: () => void;
}

/** Milliseconds for which it is said. */
const SAID_FOR = 2500;

export function useResultActions(result: Result): ResultActions {
  const [said, setSaid] = useState<Said>();
  useEffect(() => {
    if (said !== undefined) {
      const timer = setTimeout(() => setSaid(undefined), SAID_FOR);
      return () => clearTimeout(timer);
    }
  }, [said]);
  const content = clipboardItem(result);
  return {
    said,
    copy:
      content === undefined
        ? undefined
        : () => {
            navigator.clipboard.write([content()]).then(
              () => setSaid('copied'),
              () => setSaid('notCopied'),
            );
          },
    saveText: () => result.type === 'text' && saveText(result),
    useAsInput: () => {
      attach(result);
      setSaid('attached');
    },
    reveal: async () => {
      if (result.type === 'file') {
        const { artefact, name } = result.file;
        const revealed = await window.ensemble?.reveal({ artefact: artefact.id, name });
        if (revealed?.ok === false) {
          setSaid('notRevealed');
        }
      }
    },
  };
}

/** The clipboard takes promises, so that it is asked while the click still counts. */
function clipboardItem(result: Result): (() => ClipboardItem) | undefined {
  if (result.type === 'text') {
    return () =>
      new ClipboardItem({ 'text/plain': new Blob([result.text], { type: 'text/plain' }) });
  }
  const { file } = result;
  switch (file.artefact.kind) {
    case 'image':
      return () => new ClipboardItem({ 'image/png': pngOf(file) });
    case 'table':
    case 'text':
      return () => new ClipboardItem({ 'text/plain': textOf(file) });
    default:
      return undefined;
  }
}

/** PNG is the one format of pictures that clipboards take. */
async function pngOf(file: NamedArtefact): Promise<Blob> {
  const response = await fetch(fullUrl(file));
  const bitmap = await createImageBitmap(await response.blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

async function textOf(file: NamedArtefact): Promise<Blob> {
  const response = await fetch(mediaUrl(file));
  if (!response.ok) {
    throw new Error(`The file was answered with ${response.status}.`);
  }
  return new Blob([await response.text()], { type: 'text/plain' });
}

function saveText({ text, name }: Extract<Result, { type: 'text' }>): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}

function attach(result: Result): void {
  const composer = useComposer.getState();
  if (result.type === 'file') {
    composer.attach(result.file);
  } else {
    composer.addFiles([new File([result.text], result.name, { type: 'text/plain' })]);
  }
}
