// A video that was attached gets a picture of its own beside it, for tasks that look at pictures. It is an
// extra: where none can be taken or kept, the video goes without, and the task that wants it says so.

import { frameName, type NamedArtefact } from '../../shared/media.ts';
import { mediaUrl, uploadFile } from '../api/upload.ts';
import type { TakenFrame } from './take-frame.ts';

/** Milliseconds that the browser has for a picture; of a long video most go into finding the place. */
const TIME_LIMIT = 15_000;

export function wantsFrame({ artefact, frame }: NamedArtefact): boolean {
  return artefact.kind === 'video' && frame === undefined;
}

/** @throws the signal's reason alone */
export async function withFrame(file: NamedArtefact, signal: AbortSignal): Promise<NamedArtefact> {
  if (!wantsFrame(file)) {
    return file;
  }
  try {
    const { takeFrame } = await import('./take-frame.ts');
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]);
    const taken = await takeFrame(mediaUrl(file), limited);
    return taken === undefined ? file : await kept(file, taken, signal);
  } catch {
    signal.throwIfAborted();
    return file;
  }
}

async function kept(
  file: NamedArtefact,
  { at, png }: TakenFrame,
  signal: AbortSignal,
): Promise<NamedArtefact> {
  const picture = new File([png], frameName(file.name, at), { type: png.type });
  const { artefact } = await uploadFile(picture, { signal, onProgress: () => {} });
  return artefact.kind === 'image' ? { ...file, frame: { at, artefact } } : file;
}
