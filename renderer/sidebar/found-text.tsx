// A stretch of text with the words that a search found in it.

import type { FoundConversation } from '../../shared/conversations.ts';
import classes from './conversation-row.module.css';

export type Found = NonNullable<FoundConversation['found']>;

export function FoundText({ found: { text, start, end } }: { readonly found: Found }) {
  return (
    <>
      {text.slice(0, start)}
      <mark className={classes.found}>{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}
