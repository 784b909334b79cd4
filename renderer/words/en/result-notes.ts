// What is worth telling about a result: the words that the engine has too.

import { RESULT_NOTES, type ResultNote } from '../../../shared/result-notes.ts';

export const resultNotes: Readonly<Record<ResultNote['code'], string>> = RESULT_NOTES;
