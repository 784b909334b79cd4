// What is compared of a task type that is served both here and by hosted inference: what it is given, the
// model of this machine, and how a service would say over the wire what that model said.

import type { NamedArtefact } from '../../../shared/media.ts';
import type { TaskOutput } from '../../../shared/outputs.ts';

/** What a task made, with the bytes of its files at hand. */
export interface Made {
  readonly output: TaskOutput;
  /** It was kept from the same work before. */
  readonly isReused: boolean;
  readonly bytes: (file: NamedArtefact) => Promise<Buffer>;
}

export interface Compared {
  /** A folder of models/tiny/, or the id of another model of this machine. */
  readonly model: string;
  /** By slot, in wire form; files by their names in same-shapes-files.ts. */
  readonly args: Readonly<Record<string, string>>;
  /** The service's answer, in its own words and units, that says the same; of media another file. */
  readonly answer: (local: Made, args: Compared['args']) => unknown;
  /** What a model says that is only talked with, where such models serve the task too. */
  readonly said?: (local: Made) => string;
  /** The part of the text that is the same, where it is not all of it. */
  readonly sameText?: (text: string) => string;
}

export function textOf({ output }: Made): string {
  return output.text ?? '';
}

/** The least likely first: to order them is the program's matter. */
export function labelsOf({ output }: Made): TaskOutput['labels'] {
  return output.labels?.toReversed();
}

/** Services count as Python does. */
export function codePoints(text: string, end: number): number {
  return [...text.slice(0, end)].length;
}
