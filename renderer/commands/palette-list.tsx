// The list of the palette, in groups. The field keeps the focus; the list only shows which item is meant.

import { IconCheck } from '@tabler/icons-react';
import { useTranslations } from 'use-intl';
import { FoundText } from '../sidebar/found-text.tsx';
import type { FoundGroup } from './found-items.ts';
import { KeyCaps } from './key-caps.tsx';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-item.ts';

interface PaletteListProps {
  readonly listId: string;
  readonly groups: readonly FoundGroup[];
  /** Counted over all groups. */
  readonly active: number;
  readonly optionId: (place: number) => string;
  readonly onPoint: (place: number) => void;
  readonly onChoose: (item: PaletteItem) => void;
}

export function PaletteList(props: PaletteListProps) {
  const { listId, groups, active, optionId, onPoint, onChoose } = props;
  const t = useTranslations('commands');
  const starts = groups.map((_, place) =>
    groups.slice(0, place).reduce((sum, { items }) => sum + items.length, 0),
  );
  return (
    <div id={listId} role="listbox" aria-label={t('list')} className={classes.list}>
      {groups.map(({ group, items }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form
        <div key={group} role="group" aria-label={t(`groups.${group}`)}>
          <div className={classes.group} aria-hidden>
            {t(`groups.${group}`)}
          </div>
          {items.map((item, index) => {
            const place = (starts[at] ?? 0) + index;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the field has the focus and the keys
              <div
                key={item.key}
                id={optionId(place)}
                role="option"
                className={classes.option}
                aria-selected={place === active}
                aria-disabled={item.why !== undefined || undefined}
                onPointerMove={() => place !== active && onPoint(place)}
                onClick={() => onChoose(item)}
              >
                <OptionContent item={item} />
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
}

function OptionContent({ item }: { readonly item: PaletteItem }) {
  const { name, keys = [], why, found, isChosen } = item;
  const t = useTranslations('commands');
  return (
    <>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        {why !== undefined && <span className={classes.why}>{t(`why.${why}`)}</span>}
        {found !== undefined && (
          <span className={classes.why}>
            <FoundText found={found} />
          </span>
        )}
      </span>
      {isChosen === true && (
        <span className={classes.chosen}>
          <IconCheck size={14} stroke={2} aria-hidden />
          {t('chosen')}
        </span>
      )}
      {keys[0] !== undefined && <KeyCaps chord={keys[0]} />}
    </>
  );
}
