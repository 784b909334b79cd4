// The first rows of a table, and more of them on demand. How the cells look belongs to table-grid.tsx.

import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { NamedArtefact } from '../../shared/media.ts';
import { TextButton } from '../ui/text-button.tsx';
import { type Sorting, sortedRows } from './delimited.ts';
import { MediaGone } from './media-gone.tsx';
import { type Prediction, TableGrid } from './table-grid.tsx';
import classes from './table-view.module.css';
import { type TableState, useTable } from './use-table.ts';

interface TableViewProps {
  readonly file: NamedArtefact;
  readonly prediction?: Prediction | undefined;
}

const ROWS = { first: 8, more: 50 };

export function TableView({ file, prediction }: TableViewProps) {
  const t = useTranslations('results.table');
  const [sorting, setSorting] = useState<Sorting>();
  const [shown, setShown] = useState(ROWS.first);
  const [isFilledOnly, setFilledOnly] = useState(false);
  const state = useTable(file, prediction?.column);
  const { part, isGone } = state;
  const filled = useMemo(() => new Set(prediction?.cells.map(({ row }) => row)), [prediction]);
  const rows = useMemo(() => {
    const all = part === undefined ? [] : sortedRows(part.table, sorting);
    return isFilledOnly ? all.filter((row) => filled.has(row)) : all;
  }, [part, sorting, isFilledOnly, filled]);
  if (isGone) {
    return <MediaGone file={file} />;
  }
  if (part === undefined) {
    return <p className={classes.quiet}>{t('loading', { name: file.name })}</p>;
  }
  return (
    <div>
      <TableGrid
        name={file.name}
        table={part.table}
        rows={rows.slice(0, shown)}
        sorting={sorting}
        onSort={setSorting}
        prediction={prediction}
      />
      <div className={classes.foot}>
        <Extent
          state={state}
          isAllShown={shown >= rows.length}
          onMore={() => setShown(shown + ROWS.more)}
        />
        {filled.size > 0 && (
          <TextButton onClick={() => setFilledOnly(!isFilledOnly)}>
            {isFilledOnly ? t('allRows') : t('onlyFilled', { count: filled.size })}
          </TextButton>
        )}
      </div>
    </div>
  );
}

interface ExtentProps {
  readonly state: TableState;
  readonly isAllShown: boolean;
  readonly onMore: () => void;
}

/** How large the table is, and the way to what is not shown of it yet. */
function Extent({ state: { part, isReading, readMore }, isAllShown, onMore }: ExtentProps) {
  const t = useTranslations('results');
  if (part === undefined) {
    return null;
  }
  const { table, isWhole } = part;
  const size = { rows: table.rows.length, columns: table.columns.length };
  return (
    <>
      <span>{t(isWhole ? 'table.size' : 'table.sizeAtLeast', size)}</span>
      {!isAllShown && <TextButton onClick={onMore}>{t('showMore')}</TextButton>}
      {isAllShown && readMore !== undefined && (
        <TextButton disabled={isReading} onClick={readMore}>
          {t('table.readMore')}
        </TextButton>
      )}
      {isAllShown && !isWhole && readMore === undefined && (
        <span>{t('table.partOnly', { rows: size.rows })}</span>
      )}
    </>
  );
}
