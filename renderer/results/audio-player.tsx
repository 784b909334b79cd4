// A recording: play, its waveform to move in, the time.

import { ActionIcon } from '@mantine/core';
import { IconPlayerPauseFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { mediaUrl } from '../api/upload.ts';
import classes from './audio-player.module.css';
import { MediaGone } from './media-gone.tsx';
import { clock } from './numbers.ts';
import { usePlayer } from './use-player.ts';
import { useWaveform } from './use-waveform.ts';

/** Keys that move by five seconds, or less in a short recording. */
const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
};

export function AudioPlayer({ file }: { readonly file: NamedArtefact }) {
  const t = useTranslations('results.audio');
  const player = usePlayer();
  const place = useRef<HTMLDivElement>(null);
  const isDrawn = useWaveform(place, { audio: player.ref, artefact: file.artefact });
  const total = player.total ?? file.artefact.duration ?? 0;
  const { name } = file;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      player.skip(step * Math.min(5, total / 20));
    } else if (event.key === ' ') {
      event.preventDefault();
      player.toggle();
    }
  };
  return (
    <>
      {player.isGone && <MediaGone file={file} />}
      <div className={classes.player} hidden={player.isGone}>
        {/* biome-ignore lint/a11y/useMediaCaption: recordings have no captions; what is said in them is a task of its own */}
        <audio ref={player.ref} src={mediaUrl(file)} preload="metadata" />
        <ActionIcon
          variant="filled"
          size={36}
          radius={18}
          aria-label={t(player.isPlaying ? 'pause' : 'play', { name })}
          onClick={player.toggle}
        >
          {player.isPlaying ? (
            <IconPlayerPauseFilled size={16} />
          ) : (
            <IconPlayerPlayFilled size={16} />
          )}
        </ActionIcon>
        <div className={classes.track} data-drawn={isDrawn}>
          <div ref={place} className={classes.wave} />
          <span className={classes.line} aria-hidden>
            <span style={{ width: `${total === 0 ? 0 : (player.at / total) * 100}%` }} />
          </span>
          <input
            type="range"
            className={classes.position}
            min={0}
            max={total}
            step={0.1}
            value={Math.min(player.at, total)}
            onChange={({ currentTarget }) => player.seek(currentTarget.valueAsNumber)}
            onKeyDown={onKeyDown}
            aria-label={t('position', { name })}
            aria-valuetext={t('positionValue', { at: clock(player.at), total: clock(total) })}
          />
        </div>
        <span className={classes.time} aria-hidden>
          {clock(player.at)} / {clock(total)}
        </span>
      </div>
    </>
  );
}
