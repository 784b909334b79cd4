// What reads speech window by window, whatever the model: the seam between the task type and the
// families of models.

import type { ResultNote } from '../../../shared/result-notes.ts';
import type { SoundWindow, WindowShape } from './sound-windows.ts';

/** What was said between two times, in seconds of the recording. */
export interface Phrase {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SpeechReader {
  /** How the recording is to be cut for it. */
  readonly windows: WindowShape;
  /** Windows in order; silent ones may be left out. */
  readonly read: (window: SoundWindow) => Promise<void>;
  /** What is said so far, seams mended. */
  readonly phrases: () => readonly Phrase[];
  /** Once all is read. */
  readonly notes: () => readonly ResultNote[];
}
