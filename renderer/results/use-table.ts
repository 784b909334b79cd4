// The beginning of a table's file, and more of it on demand.

import { useEffect, useState } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import { readTable, type Table } from './delimited.ts';

/** Bytes that are read at first, and at most; the rest is for programs made for it. */
const STEPS = [256 * 1024, 8 * 1024 * 1024] as const;

interface ReadPart {
  readonly table: Table;
  readonly isWhole: boolean;
}

export interface TableState {
  readonly part: ReadPart | undefined;
  readonly isGone: boolean;
  readonly isReading: boolean;
  /** Undefined where all that is read at most has been. */
  readonly readMore: (() => void) | undefined;
}

export function useTable(file: NamedArtefact, knownColumn: string | undefined): TableState {
  const [step, setStep] = useState(0);
  const [part, setPart] = useState<ReadPart>();
  const [isReading, setReading] = useState(true);
  const [isGone, setGone] = useState(false);
  const { size } = file.artefact;
  const address = mediaUrl(file);
  useEffect(() => {
    const stop = new AbortController();
    const most = STEPS[step] ?? STEPS[0];
    const isWhole = size <= most;
    setReading(true);
    fetchText(address, most, stop.signal).then(
      (text) => {
        setPart({ table: readTable(text, { isWhole, knownColumn }), isWhole });
        setReading(false);
      },
      () => setGone(!stop.signal.aborted),
    );
    return () => stop.abort();
  }, [address, size, step, knownColumn]);
  const hasMore = part?.isWhole === false && step < STEPS.length - 1;
  return { part, isGone, isReading, readMore: hasMore ? () => setStep(step + 1) : undefined };
}

async function fetchText(address: string, bytes: number, signal: AbortSignal): Promise<string> {
  const response = await fetch(address, { signal, headers: { Range: `bytes=0-${bytes - 1}` } });
  if (!response.ok) {
    throw new Error(`The file was answered with ${response.status}.`);
  }
  return decode(new Uint8Array(await response.arrayBuffer()));
}

/** UTF-8 or UTF-16; what is neither is taken as Windows-1252, as the engine does. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isUtf16Swapped = bytes[0] === 0xfe && bytes[1] === 0xff;
  const encoding = isUtf16 ? 'utf-16le' : isUtf16Swapped ? 'utf-16be' : 'utf-8';
  try {
    // A stream may end within a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes); // it throws for this reason alone
  }
}
