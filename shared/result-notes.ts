// What is worth telling about a result, besides the result: the notes under it, in English by their codes.
// A code that a release has had stays, since results are kept with it.

import { AS_WRITTEN, type Told, toldSchema } from './told.ts';

export const RESULT_NOTES = {
  ...AS_WRITTEN,
  'video-frame':
    'Of the video one picture was looked at, from its middle ({seconds, number, ::.0} s).',
  'silent-recording': 'The recording is silent: there is nothing to name.',
  'noise-fell':
    'The noise floor fell by {drop, number} dB, from {from, number} to {to, number} dB of full scale, measured in the quietest tenth of the recording.',
  'noise-none':
    'There was no steady noise to take out: the noise floor went from {from, number} to {to, number} dB of full scale.',
  'question-cut': 'The question is too long; only its beginning was read.',
  'cut-off': 'The text was cut off after {tokens, plural, one {# token} other {# tokens}}.',
} as const;

export type ResultNote = Told<typeof RESULT_NOTES>;
export const ResultNoteSchema = toldSchema(RESULT_NOTES);
