// The state of an audio element: whether it plays, where it is, how long it is, whether it can be played.

import { type RefObject, useEffect, useRef, useState } from 'react';

export interface Player {
  readonly ref: RefObject<HTMLAudioElement | null>;
  readonly isPlaying: boolean;
  /** Seconds. */
  readonly at: number;
  /** Seconds; undefined until it is known. */
  readonly total: number | undefined;
  readonly isGone: boolean;
  readonly toggle: () => void;
  readonly seek: (seconds: number) => void;
  /** Moves by seconds, from where it is at this moment. */
  readonly skip: (seconds: number) => void;
}

export function usePlayer(): Player {
  const ref = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [total, setTotal] = useState<number>();
  const [isGone, setGone] = useState(false);
  useEffect(() => {
    const audio = ref.current;
    if (audio === null) {
      return;
    }
    const listening = new AbortController();
    const on = (type: keyof HTMLMediaElementEventMap, listener: () => void) =>
      audio.addEventListener(type, listener, { signal: listening.signal });
    on('play', () => {
      setPlaying(true);
      pauseOthers(audio);
    });
    on('pause', () => setPlaying(false));
    on('ended', () => setPlaying(false));
    on('timeupdate', () => setAt(audio.currentTime));
    on('seeking', () => setAt(audio.currentTime));
    on('durationchange', () =>
      setTotal(Number.isFinite(audio.duration) ? audio.duration : undefined),
    );
    on('error', () => setGone(true));
    return () => {
      listening.abort();
      audio.pause();
    };
  }, []);
  return {
    ...{ ref, isPlaying, at, total, isGone },
    toggle: () => {
      const audio = ref.current;
      if (audio?.paused === false) {
        audio.pause();
      } else {
        // It also fails where it is paused before it begins, which is no fault of the file.
        audio?.play().catch(() => setGone(audio.error !== null));
      }
    },
    seek: (seconds) => {
      if (ref.current !== null) {
        ref.current.currentTime = seconds;
      }
    },
    skip: (seconds) => {
      if (ref.current !== null) {
        ref.current.currentTime = Math.max(0, ref.current.currentTime + seconds);
      }
    },
  };
}

/** Two recordings at once can't be understood. */
export function pauseOthers(playing: HTMLMediaElement): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>('audio, video')) {
    if (other !== playing) {
      other.pause();
    }
  }
}
