// Where a file comes from: every time that a run had it.

import { useEffect, useState } from 'react';
import type { ErrorReport } from '../../shared/errors.ts';
import type { GalleryDetails } from '../../shared/gallery.ts';
import type { ArtefactId } from '../../shared/media.ts';
import { answerOf, engine } from '../api/client.ts';

interface Details {
  /** Undefined until they are here. */
  readonly details: GalleryDetails | undefined;
  readonly error: ErrorReport | undefined;
  readonly again: () => void;
}

export function useDetails(artefact: ArtefactId): Details {
  const [details, setDetails] = useState<GalleryDetails>();
  const [error, setError] = useState<ErrorReport>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try asks anew
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    answerOf(engine.gallery.details({ artefact }, { signal })).then((answer) => {
      if (!signal.aborted) {
        setDetails(answer.ok ? answer.value : undefined);
        setError(answer.ok ? undefined : answer.error);
      }
    });
    return () => stop.abort();
  }, [artefact, tries]);
  return { details, error, again: () => setTries(tries + 1) };
}
