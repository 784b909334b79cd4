// What a task says of itself while it runs: the words that the engine's table has.

import { PROGRESS_NOTES, type ProgressNote } from '../../../shared/progress-notes.ts';

export const progressNotes: Readonly<Record<ProgressNote['code'], string>> = PROGRESS_NOTES;
