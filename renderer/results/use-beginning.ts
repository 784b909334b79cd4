// The beginning of a stored text, as much as is shown of it.

import { useEffect, useState } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';

interface Beginning {
  /** Undefined until it is here. */
  readonly text: string | undefined;
  readonly isGone: boolean;
}

export function useBeginning(file: NamedArtefact, bytes: number): Beginning {
  const [text, setText] = useState<string>();
  const [isGone, setGone] = useState(false);
  const address = mediaUrl(file);
  useEffect(() => {
    const stop = new AbortController();
    fetchBeginning(address, bytes, stop.signal).then(setText, () => {
      setGone(!stop.signal.aborted);
    });
    return () => stop.abort();
  }, [address, bytes]);
  return { text, isGone };
}

async function fetchBeginning(
  address: string,
  bytes: number,
  signal: AbortSignal,
): Promise<string> {
  const response = await fetch(address, { signal, headers: { Range: `bytes=0-${bytes - 1}` } });
  if (!response.ok) {
    throw new Error(`The file was answered with ${response.status}.`);
  }
  return (await response.text()).replace(/\uFFFD$/, ''); // the last character may have been cut
}
