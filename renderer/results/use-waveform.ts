// The waveform of an audio element, drawn by wavesurfer.js when it first comes into view. Playing does
// not depend on it.

import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useEffect, useState } from 'react';
import type WaveSurfer from 'wavesurfer.js';
import type { Artefact } from '../../shared/media.ts';

/** Decoding takes memory: longer recordings get a plain line. */
const MOST = { bytes: 40_000_000, seconds: 1800 };

export const WAVEFORM_HEIGHT = 40;

interface WaveformOptions {
  readonly audio: RefObject<HTMLAudioElement | null>;
  readonly artefact: Artefact;
}

/** @returns where the waveform is drawn, and whether it is there */
export function useWaveform(
  container: RefObject<HTMLElement | null>,
  { audio, artefact }: WaveformOptions,
): boolean {
  const [wave, setWave] = useState<WaveSurfer>();
  const [isDrawn, setDrawn] = useState(false);
  const scheme = useComputedColorScheme();
  const isShort = artefact.size <= MOST.bytes && (artefact.duration ?? 0) <= MOST.seconds;
  useEffect(() => {
    const place = container.current;
    const media = audio.current;
    if (!isShort || place === null || media === null) {
      return;
    }
    const over = new AbortController();
    whenSeen(place, over.signal, async () => {
      const { default: WaveSurfer } = await import('wavesurfer.js');
      if (over.signal.aborted) {
        return;
      }
      const made = WaveSurfer.create({ ...LOOK, ...colours(place), container: place, media });
      over.signal.addEventListener('abort', () => made.destroy());
      made.on('ready', () => setDrawn(true));
      made.on('error', () => setDrawn(false));
      setWave(made);
    });
    return () => {
      over.abort();
      setWave(undefined);
      setDrawn(false);
    };
  }, [container, audio, isShort]);
  useEffect(() => {
    if (container.current !== null && scheme !== undefined) {
      wave?.setOptions(colours(container.current));
    }
  }, [wave, container, scheme]);
  return isDrawn;
}

const LOOK = {
  height: WAVEFORM_HEIGHT,
  barWidth: 2,
  barGap: 2,
  barRadius: 2,
  barMinHeight: 2,
  normalize: true,
  cursorWidth: 0,
  interact: false,
  hideScrollbar: true,
} as const;

/** What a canvas can draw with, as the tokens are now; style elements need the page's nonce. */
function colours(place: HTMLElement) {
  const tokens = getComputedStyle(place);
  return {
    waveColor: tokens.getPropertyValue('--line-control'),
    progressColor: tokens.getPropertyValue('--kind-audio'),
    cspNonce: document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? '',
  };
}

function whenSeen(element: Element, signal: AbortSignal, onSeen: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) {
        observer.disconnect();
        onSeen();
      }
    },
    { rootMargin: '200px' },
  );
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect());
}
