// Up and down among the rows of tasks, and Escape to close the details.

import type { KeyboardEvent } from 'react';
import type { Selection } from './selection.ts';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };

export function useRowKeys(selection: Selection): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const { key, currentTarget, target } = event;
    if (key === 'Escape' && selection.isOpen) {
      selection.close();
      event.stopPropagation();
      return;
    }
    const rows = [...currentTarget.querySelectorAll<HTMLElement>('[data-task]')];
    const at = target instanceof HTMLElement ? rows.indexOf(target) : -1;
    const to = { Home: 0, End: rows.length - 1 }[key] ?? at + (STEPS[key] ?? 0);
    const row = at < 0 || to === at ? undefined : rows[to];
    if (row !== undefined) {
      event.preventDefault();
      row.focus();
      selection.select(Number(row.dataset.task));
    }
  };
}
