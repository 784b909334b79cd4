// What was found in a picture, by label with its number and score; each can be lit and left out.

import { Checkbox } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useFormat } from '../ui/format.ts';
import classes from './layer-list.module.css';
import type { Layer, Lit } from './layers.ts';
import { hueOf } from './marks.tsx';

interface LayerListProps {
  readonly layers: readonly Layer[];
  readonly hidden: ReadonlySet<string>;
  readonly lit: Lit | undefined;
  readonly onLit: (lit: Lit | undefined) => void;
  readonly onToggle: (layer: string) => void;
}

export function LayerList({ layers, hidden, lit, onLit, onToggle }: LayerListProps) {
  const t = useTranslations('results.marks');
  return (
    <fieldset className={classes.list}>
      <legend className={classes.legend}>{t('legend')}</legend>
      {layers.map((layer) => (
        <LayerRow
          key={layer.key}
          layer={layer}
          isHidden={hidden.has(layer.key)}
          isLit={lit?.layer === layer.key}
          onLit={onLit}
          onToggle={onToggle}
        />
      ))}
    </fieldset>
  );
}

interface LayerRowProps extends Pick<LayerListProps, 'onLit' | 'onToggle'> {
  readonly layer: Layer;
  readonly isHidden: boolean;
  readonly isLit: boolean;
}

function LayerRow({ layer, isHidden, isLit, onLit, onToggle }: LayerRowProps) {
  const name = useLayerName();
  const scores = useScores();
  const { count } = useFormat();
  const light = () => onLit({ layer: layer.key });
  const isCounted = layer.kind === 'objects';
  return (
    <Checkbox
      className={classes.row ?? ''}
      data-lit={isLit}
      style={{ '--hue': hueOf(layer) }}
      size="xs"
      color="var(--hue)"
      iconColor="var(--card)"
      checked={!isHidden}
      onChange={() => onToggle(layer.key)}
      onFocus={light}
      onBlur={() => onLit(undefined)}
      wrapperProps={{ onPointerEnter: light, onPointerLeave: () => onLit(undefined) }}
      label={
        <>
          <span className={classes.name}>{name(layer)}</span>
          {isCounted && <span className={classes.count}>{count(layer.marks.length)}</span>}
          <span className={classes.score}>{scores(layer)}</span>
        </>
      }
    />
  );
}

export function useLayerName(): (layer: Layer) => string {
  const t = useTranslations('results.marks');
  return ({ kind, label, marks }) => {
    switch (kind) {
      case 'words':
      case 'segments':
        return t(kind, { count: marks.length });
      default:
        return label;
    }
  };
}

/** From the least to the most certain. */
function useScores(): (layer: Layer) => string {
  const { share } = useFormat();
  return ({ marks, score: whole }) => {
    const scores = [whole, ...marks.map(({ score }) => score)].filter(
      (score) => score !== undefined,
    );
    if (scores.length === 0) {
      return '';
    }
    const [least, most] = [share(Math.min(...scores)), share(Math.max(...scores))];
    return least === most ? least : `${least}–${most}`;
  };
}
