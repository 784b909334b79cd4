// Draws layers over a picture: one path for each label, and what is lit on top of all.

import { memo, useId, useMemo } from 'react';
import type { NamedArtefact } from '../../shared/media.ts';
import { kindColor } from '../ui/kind-icon.tsx';
import { type Layer, type Lit, type Mark, pathOf } from './layers.ts';
import classes from './marks.module.css';
import { columnUrl } from './shown-url.ts';

const HUES = [
  kindColor('image'),
  kindColor('audio'),
  kindColor('text'),
  kindColor('table'),
  kindColor('video'),
] as const;

/** Labels beyond the hues share them; the list and the tags tell them apart. */
export function hueAt(index: number): string {
  return HUES[index % HUES.length] ?? HUES[0];
}

export function hueOf({ kind, hue }: Layer): string {
  return kind === 'words' ? 'var(--accent)' : hueAt(hue);
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

interface MarksProps {
  /** Of the source picture, in pixels. */
  readonly size: Size;
  readonly layers: readonly Layer[];
  readonly lit?: Lit | undefined;
}

export function Marks({ size, layers, lit }: MarksProps) {
  const litLayer = layers.find(({ key }) => key === lit?.layer);
  const litMarks = litLayer === undefined ? [] : marksOf(litLayer, lit);
  return (
    <svg
      className={classes.marks}
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="none"
      data-lit={litMarks.length > 0 || litLayer?.mask !== undefined}
      aria-hidden="true"
    >
      {layers.map((layer) => (
        <LayerMarks key={layer.key} layer={layer} size={size} />
      ))}
      {litLayer !== undefined && (
        <g className={classes.lit} data-kind={litLayer.kind} style={{ '--hue': hueOf(litLayer) }}>
          {litLayer.mask === undefined ? (
            <Outlines path={pathOf(litMarks)} />
          ) : (
            <Region mask={litLayer.mask} size={size} />
          )}
        </g>
      )}
    </svg>
  );
}

function marksOf({ marks }: Layer, lit: Lit | undefined): readonly Mark[] {
  const mark = lit?.mark === undefined ? undefined : marks[lit.mark];
  return mark === undefined ? marks : [mark];
}

const LayerMarks = memo(function LayerMarks({
  layer,
  size,
}: {
  readonly layer: Layer;
  readonly size: Size;
}) {
  const path = useMemo(() => pathOf(layer.marks), [layer]);
  return (
    <g className={classes.layer} data-kind={layer.kind} style={{ '--hue': hueOf(layer) }}>
      {layer.mask === undefined ? (
        <Outlines path={path} />
      ) : (
        <Region mask={layer.mask} size={size} />
      )}
    </g>
  );
});

interface RegionProps {
  readonly mask: NamedArtefact;
  readonly size: Size;
}

/** The layer's hue wherever the mask is white. */
function Region({ mask, size }: RegionProps) {
  const id = useId();
  return (
    <>
      <mask id={id} maskUnits="userSpaceOnUse" x={0} y={0} {...size}>
        <image href={columnUrl(mask)} {...size} preserveAspectRatio="none" />
      </mask>
      <rect className={classes.region} mask={`url(#${id})`} {...size} />
    </>
  );
}

/** A seam of the page's colour keeps a line visible on any picture. */
function Outlines({ path }: { readonly path: string }) {
  return (
    <>
      <path className={classes.seam} d={path} />
      <path className={classes.line} d={path} />
    </>
  );
}
