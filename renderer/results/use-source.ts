// What a task was given, found in its run, in the conversation before it, or in a file.

import { useEffect, useState } from 'react';
import type { RunState } from '../../shared/events.ts';
import { frameOf, type NamedArtefact } from '../../shared/media.ts';
import type { Argument, Task } from '../../shared/plan.ts';
import { mediaUrl } from '../api/upload.ts';
import { useRuns } from '../state/runs.ts';
import { earlierFile, fileOf, pictureArgument, textPieces } from './sources.ts';

/** The picture that a task looked at, be it of a video; undefined where there was none, or it can't be told. */
export function useSourcePicture(task: Task, run: RunState): NamedArtefact | undefined {
  const argument = pictureArgument(task);
  const here = argument && fileOf(argument, run);
  const missing = here === undefined && argument?.from === 'file' ? argument.name : undefined;
  const earlier = useRuns(({ runs }) =>
    missing === undefined ? undefined : earlierFile(missing, run, runs),
  );
  const file = here ?? earlier;
  return file?.artefact.kind === 'image' ? file : file && frameOf(file);
}

/** Bytes of a text file beyond which it is not fetched only to be marked. */
const MOST_BYTES = 1_000_000;

/** The text of a slot; undefined while it is fetched, and where it can't be told. */
export function useSourceText(argument: Argument | undefined, run: RunState): string | undefined {
  const [text, setText] = useState<string>();
  useEffect(() => {
    const stop = new AbortController();
    const pieces = argument && textPieces(argument, run);
    if (pieces !== undefined) {
      Promise.all(pieces.map((piece) => textOf(piece, stop.signal))).then(
        (texts) => setText(texts.join('')),
        // Without the text, what was found in it is shown as a list.
        () => setText(undefined),
      );
    }
    return () => stop.abort();
  }, [argument, run]);
  return text;
}

async function textOf(piece: string | NamedArtefact, signal: AbortSignal): Promise<string> {
  if (typeof piece === 'string') {
    return piece;
  }
  if (piece.artefact.size > MOST_BYTES) {
    throw new Error(`${piece.name} is too long to be marked.`);
  }
  const response = await fetch(mediaUrl(piece), { signal });
  if (!response.ok) {
    throw new Error(`The file was answered with ${response.status}.`);
  }
  return response.text();
}
