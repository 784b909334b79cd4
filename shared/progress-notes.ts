// What a task says of itself while it runs, in English by its codes.
// A code that a release has had stays, since runs are kept with it.

import { AS_WRITTEN, type Told, toldSchema } from './told.ts';

export const PROGRESS_NOTES = {
  ...AS_WRITTEN,
  'reading-text': 'Reading the text of {file}',
  'reading-part': 'Reading part {part, number} of {parts, number}',
  'summarising-part': 'Part {part, number} of {parts, number}',
  'testing-rows': 'Testing on the known rows',
  'finding-regions': 'Parting the picture into regions',
  'finding-foreground': 'Finding the foreground',
  'finding-objects': 'Looking for objects',
  'finding-named': 'Looking for {labels}',
  'finding-edges': 'Finding the edges of {file}',
  'finding-soft-edges': 'Finding soft edges',
  'finding-lines': 'Finding the straight lines of {file}',
  'finding-joints': 'Finding the joints of person {person, number} of {people, number}',
  'classifying-picture': 'Classifying the picture',
  'comparing-labels': 'Comparing the picture with the labels',
  'estimating-depth': 'Estimating depth',
  'computing-normals': 'Computing normals',
  'editing-picture': 'Edit {edit, number} of {edits, number}',
  'enlarging-part': 'Enlarging part {part, number} of {parts, number}',
  'drawing-step': 'Step {step, number} of {steps, number}',
  'speaking-sentence': 'Speaking sentence {sentence, number} of {sentences, number}',
  'heard-seconds': 'Heard {done, number} of {seconds, number} s',
  'cleaned-seconds': 'Cleaned {done, number} of {seconds, number} s',
  'trying-again': 'Trying {model} again on {device} as {dtype}, with {free} of memory free',
  'asking-provider': 'Asking {provider}',
  'asking-one-of': 'Asking {provider} ({place, number} of {providers, number})',
  'trying-provider': 'Trying {provider}.',
  'provider-not-serving': '{provider} does not serve {model} for “{task}”',
  'provider-pause': '{provider} asks for a pause of {seconds, number} s',
  'provider-loading': '{provider} is loading the model: waiting {seconds, number} s',
  'provider-queue': 'In the queue of {provider}, {before, number} before it',
  'provider-queue-next': 'Next in the queue of {provider}',
  'provider-working': '{provider} is working on it',
  'sent-to': 'Sent to {provider}',
  'receiving-from': 'Receiving from {provider}',
} as const;

export type ProgressNote = Told<typeof PROGRESS_NOTES>;
export const ProgressNoteSchema = toldSchema(PROGRESS_NOTES);
