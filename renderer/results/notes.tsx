// Quiet sentences under a result, as the expert wrote them.

import classes from './notes.module.css';

export function Notes({ notes }: { readonly notes: readonly string[] | undefined }) {
  if (notes === undefined || notes.length === 0) {
    return null;
  }
  return (
    <ul className={classes.notes}>
      {[...new Set(notes)].map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
