// Quiet sentences under a result.

import type { ResultNote } from '../../shared/result-notes.ts';
import classes from './notes.module.css';
import { useNoteWords } from './use-note-words.ts';

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

/** What is worth telling about a result, in the person's language. */
export function ResultNotes({ notes }: { readonly notes: readonly ResultNote[] | undefined }) {
  const noteWords = useNoteWords();
  return <Notes notes={notes?.map(noteWords)} />;
}
