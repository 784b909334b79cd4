// What takes space by category, and the button that empties one, which says first what is lost.

import { VisuallyHidden } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { FREEABLE, type Freeable, type Freed, type StorageUse } from '../../shared/storage.ts';
import { engine } from '../api/client.ts';
import { ScreenLink } from '../shell/screen-link.tsx';
import { AskedRemoval } from '../ui/asked-removal.tsx';
import { useFormat } from '../ui/format.ts';
import { useAction } from '../ui/use-action.ts';
import classes from './storage.module.css';

/** Those that are told of though they are empty. */
const ALWAYS: ReadonlySet<string> = new Set(['conversations', 'database', 'models']);

interface TableProps {
  readonly uses: readonly StorageUse[];
  readonly onFreed: (freed: Freed) => Promise<void>;
}

export function StorageTable({ uses, onFreed }: TableProps) {
  const t = useTranslations('storage');
  return (
    <table className={classes.table} aria-labelledby="settings-storage">
      <VisuallyHidden component="thead">
        <tr>
          <th scope="col">{t('what')}</th>
          <th scope="col" data-column="size">
            {t('size')}
          </th>
          <th scope="col" data-column="free">
            {t('freeing')}
          </th>
        </tr>
      </VisuallyHidden>
      <tbody>
        {uses
          .filter(({ category, bytes }) => bytes > 0 || ALWAYS.has(category))
          .map((use) => (
            <Row key={use.category} use={use} onFreed={onFreed} />
          ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly use: StorageUse;
  readonly onFreed: TableProps['onFreed'];
}

function Row({ use, onFreed }: RowProps) {
  const t = useTranslations('storage');
  const format = useFormat();
  const { category, bytes, count, freeable } = use;
  const what = FREEABLE.find((one) => one === category);
  return (
    <tr>
      <th scope="row">
        <span className={classes.swatch} data-category={category} aria-hidden />
        <span>
          {t(`names.${category}`)}
          <span className={classes.count}>{t(`notes.${category}`, { count })}</span>
        </span>
      </th>
      <td data-column="size">{format.bytes(bytes)}</td>
      <td data-column="free">
        {what !== undefined && freeable > 0 && <Emptying category={what} onFreed={onFreed} />}
        {category === 'models' && (
          <ScreenLink screen="models" className={classes.link}>
            {t('openModels')}
          </ScreenLink>
        )}
      </td>
    </tr>
  );
}

interface EmptyingProps {
  readonly category: Freeable;
  readonly onFreed: TableProps['onFreed'];
}

function Emptying({ category, onFreed }: EmptyingProps) {
  const t = useTranslations('storage');
  const action = useAction();
  const way = category === 'database' ? 'compact' : 'empty';
  const words = {
    remove: t(way),
    label: t(`${way}One`, { name: t(`names.${category}`) }),
    question: t(`sure.${category}`),
    keep: t('keep'),
    yes: t(`yes.${way}`),
  };
  const free = () => action.act(async () => onFreed(await engine.storage.free({ category })));
  return <AskedRemoval words={words} action={action} onRemove={free} />;
}
