// Goes to the field that searches all conversations, with what stands in it selected.

import { useView } from '../state/view.ts';
import { SEARCH_FIELD_ID } from './search-field.tsx';

/** Milliseconds in which the sidebar has come in, where it lay outside a narrow page. */
const OPENING = 1000;

export function focusSearch(): void {
  useView.getState().setSidebarOpen(true);
  selectWhenShown(performance.now() + OPENING);
}

/** What is not shown yet does not take the focus. */
function selectWhenShown(until: number): void {
  const field = document.getElementById(SEARCH_FIELD_ID);
  if (field instanceof HTMLInputElement && field.checkVisibility({ visibilityProperty: true })) {
    field.select();
  } else if (performance.now() < until) {
    requestAnimationFrame(() => selectWhenShown(until));
  }
}
