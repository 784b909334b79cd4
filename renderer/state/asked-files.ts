// How a request names the files that the engine has already.

import type { ArtefactId, NamedArtefact } from '../../shared/media.ts';

interface AskedFile {
  readonly name: string;
  readonly artefact: ArtefactId;
  readonly frame?: { readonly at: number; readonly artefact: ArtefactId };
}

/** The picture of a video goes with it. */
export function askedFiles(files: readonly NamedArtefact[]): AskedFile[] {
  return files.map(({ name, artefact, frame }) => ({
    ...{ name, artefact: artefact.id },
    ...(frame && { frame: { at: frame.at, artefact: frame.artefact.id } }),
  }));
}
