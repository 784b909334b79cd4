// The cells of a table under headers that sort it; what a task filled in is marked.

import { Table, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp, IconSparkles } from '@tabler/icons-react';
import { useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskOutput } from '../../shared/outputs.ts';
import { useFormat } from '../ui/format.ts';
import { numericColumns, type Sorting, type Table as TableData } from './delimited.ts';
import classes from './table-grid.module.css';

export type Prediction = NonNullable<TaskOutput['prediction']>;

interface TableGridProps {
  readonly name: string;
  readonly table: TableData;
  /** Places of the rows that are shown, in their order. */
  readonly rows: readonly number[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
  readonly prediction: Prediction | undefined;
}

export function TableGrid({ name, table, rows, sorting, onSort, prediction }: TableGridProps) {
  const t = useTranslations('results.table');
  const numeric = useMemo(() => numericColumns(table), [table]);
  const filled = useMemo(
    () => new Map(prediction?.cells.map((cell) => [cell.row, cell])),
    [prediction],
  );
  const filledColumn = prediction === undefined ? -1 : table.columns.indexOf(prediction.column);
  const scroller = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => scrollToColumn(scroller.current, filledColumn), [filledColumn]);
  if (table.columns.length === 0) {
    return <p className={classes.quiet}>{t('empty')}</p>;
  }
  return (
    <div ref={scroller} className={classes.scroller}>
      <Table className={classes.table ?? ''} aria-label={t('label', { name })}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.number ?? ''} scope="col">
              {t('row')}
            </Table.Th>
            {table.columns.map((column, index) => (
              <SortableHeader
                // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name and never move
                key={index}
                isNumeric={numeric.has(index)}
                name={column === '' ? t('column', { number: String(index + 1) }) : column}
                sorting={sorting?.column === index ? sorting : undefined}
                onSort={(isDescending) =>
                  onSort(isDescending === undefined ? undefined : { column: index, isDescending })
                }
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row}>
              <Table.Td className={classes.number ?? ''}>{row + 1}</Table.Td>
              {table.rows[row]?.map((value, index) => {
                const cell = index === filledColumn ? filled.get(row) : undefined;
                return (
                  <Cell
                    // biome-ignore lint/suspicious/noArrayIndexKey: cells have no other identity and never move
                    key={index}
                    value={value}
                    isNumeric={numeric.has(index)}
                    score={cell?.value === value ? cell.score : undefined}
                  />
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What was filled in is in sight at first, however wide the table is. */
function scrollToColumn(scroller: HTMLElement | null, column: number): void {
  const header = scroller?.querySelectorAll('th')[column + 1];
  if (scroller && header && column >= 0) {
    scroller.scrollLeft = header.offsetLeft + header.offsetWidth - scroller.clientWidth;
  }
}

interface SortableHeaderProps {
  readonly isNumeric: boolean;
  readonly name: string;
  readonly sorting: Sorting | undefined;
  /** Ascending, descending, then as in the file again. */
  readonly onSort: (isDescending: boolean | undefined) => void;
}

function SortableHeader({ isNumeric, name, sorting, onSort }: SortableHeaderProps) {
  const Icon =
    sorting === undefined ? IconArrowsSort : sorting.isDescending ? IconArrowDown : IconArrowUp;
  const next = sorting === undefined ? false : sorting.isDescending ? undefined : true;
  const direction = sorting?.isDescending === true ? 'descending' : 'ascending';
  return (
    <Table.Th
      scope="col"
      aria-sort={sorting === undefined ? 'none' : direction}
      data-numeric={isNumeric}
    >
      <UnstyledButton className={classes.header} onClick={() => onSort(next)}>
        <span className={classes.value}>{name}</span>
        <Icon
          className={classes.sort}
          data-sorted={sorting !== undefined}
          size={14}
          stroke={1.5}
          aria-hidden
        />
      </UnstyledButton>
    </Table.Th>
  );
}

interface CellProps {
  readonly isNumeric: boolean;
  readonly value: string;
  /** Of a cell that a task filled in. */
  readonly score: number | undefined;
}

function Cell({ isNumeric, value, score }: CellProps) {
  const t = useTranslations('results.table');
  const { share } = useFormat();
  if (score === undefined) {
    return (
      <Table.Td data-numeric={isNumeric}>
        <span className={classes.value} title={value.length > 40 ? value : undefined}>
          {value}
        </span>
      </Table.Td>
    );
  }
  return (
    <Table.Td
      className={classes.filled ?? ''}
      data-numeric={isNumeric}
      title={t('filled', { score: share(score) })}
    >
      <span className={classes.value}>{value}</span>
      <IconSparkles
        size={14}
        stroke={1.5}
        role="img"
        aria-label={t('filled', { score: share(score) })}
      />
    </Table.Td>
  );
}
