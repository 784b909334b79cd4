// A picture that fits its column, with its marks over it. A click enlarges it; pointing at a mark lights it.

import { UnstyledButton } from '@mantine/core';
import { type PointerEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { useFormat } from '../ui/format.ts';
import { dragOut } from './drag-out.ts';
import classes from './layered-picture.module.css';
import { type Layer, type Lit, markAt } from './layers.ts';
import { hueOf, Marks, type Size } from './marks.tsx';
import { MediaGone } from './media-gone.tsx';
import { PictureViewer } from './picture-viewer.tsx';
import { columnUrl } from './shown-url.ts';

interface LayeredPictureProps {
  readonly file: NamedArtefact;
  readonly layers: readonly Layer[];
  /** What the pointer meets, where that is not what is drawn. */
  readonly sensed?: readonly Layer[];
  readonly lit: Lit | undefined;
  readonly onLit: (lit: Lit | undefined) => void;
  /** Pixels on the screen. */
  readonly maxHeight: number;
}

/** Pixels on the screen by which the pointer may miss a mark. */
const SLACK = 3;

export function LayeredPicture(props: LayeredPictureProps) {
  const { file, layers, sensed = layers, lit, onLit, maxHeight } = props;
  const t = useTranslations('results.picture');
  const [isGone, setGone] = useState(false);
  const [isEnlarged, setEnlarged] = useState(false);
  const [loaded, setLoaded] = useState<Size>();
  const size = sizeOf(file) ?? loaded;
  if (isGone) {
    return <MediaGone file={file} />;
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (size !== undefined && sensed.length > 0) {
      const met = markUnder(event, sensed, size);
      if (met?.layer !== lit?.layer || met?.mark !== lit?.mark) {
        onLit(met);
      }
    }
  };
  return (
    <div className={classes.stage} style={stageStyle(size, maxHeight)}>
      <UnstyledButton
        className={classes.open}
        aria-label={t('open', { name: file.name })}
        onClick={() => setEnlarged(true)}
        onDragStart={(event) => dragOut(event, file)}
        onPointerMove={onPointerMove}
        onPointerLeave={() => onLit(undefined)}
      >
        <img
          className={classes.picture}
          src={columnUrl(file)}
          alt=""
          {...size}
          loading="lazy"
          decoding="async"
          onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) =>
            setLoaded({ width, height })
          }
          onError={() => setGone(true)}
        />
        {size !== undefined && <Marks size={size} layers={layers} lit={lit} />}
      </UnstyledButton>
      {size !== undefined && <LitTag layers={layers} lit={lit} size={size} />}
      {isEnlarged && (
        <PictureViewer file={file} layers={layers} onClose={() => setEnlarged(false)} />
      )}
    </div>
  );
}

interface LitTagProps {
  readonly layers: readonly Layer[];
  readonly lit: Lit | undefined;
  readonly size: Size;
}

/** Names the one mark that is lit, above its box. */
function LitTag({ layers, lit, size }: LitTagProps) {
  const t = useTranslations('results.marks');
  const { share } = useFormat();
  const layer = layers.find(({ key }) => key === lit?.layer);
  const mark = lit?.mark === undefined ? undefined : layer?.marks[lit.mark];
  if (layer === undefined || mark === undefined || layer.label === '') {
    return null;
  }
  const place = {
    '--hue': hueOf(layer),
    left: `${(mark.box.x / size.width) * 100}%`,
    top: `${(mark.box.y / size.height) * 100}%`,
  };
  return (
    <span className={classes.tag} style={place} aria-hidden>
      {mark.score === undefined
        ? layer.label
        : t('tag', { label: layer.label, score: share(mark.score) })}
    </span>
  );
}

export function sizeOf({ artefact: { width, height } }: NamedArtefact): Size | undefined {
  return width === undefined || height === undefined ? undefined : { width, height };
}

function stageStyle(size: Size | undefined, maxHeight: number) {
  return size === undefined
    ? { maxHeight }
    : {
        width: `min(100%, ${size.width}px, ${(maxHeight * size.width) / size.height}px)`,
        aspectRatio: `${size.width} / ${size.height}`,
      };
}

function markUnder(
  { currentTarget, clientX, clientY }: PointerEvent<HTMLElement>,
  layers: readonly Layer[],
  size: Size,
): Lit | undefined {
  const shown = currentTarget.getBoundingClientRect();
  const scale = size.width / shown.width;
  const point = { x: (clientX - shown.left) * scale, y: (clientY - shown.top) * scale };
  return markAt(layers, point, SLACK * scale);
}
