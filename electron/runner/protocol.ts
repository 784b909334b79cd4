// What the engine and a runner's process say to each other, by structured clone. The child is the
// program's own, so types do; files cross as paths, never as bytes (made-files.ts).

import type { Drawing } from '../../shared/drawing.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { Device, Dtype } from '../../shared/inference.ts';
import type { FileKind } from '../../shared/media.ts';
import type { TaskDetails } from '../../shared/outputs.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { ExpertInputs, MadeMask, Progress } from '../experts/expert.ts';
import type { ChatEnd, ChatOrder } from './chat-order.ts';
import type { DtypeParts } from './request.ts';

/** Goes up with every change here: a child of another version is an installation that is half updated. */
export const PROTOCOL_VERSION = 5;

/** One task with everything that its process needs to perform it. */
export interface Job {
  readonly id: number;
  readonly task: TaskType;
  readonly model: {
    readonly name: string;
    readonly folder: string;
    readonly parts?: DtypeParts;
  };
  readonly device: Device;
  readonly dtype: Dtype;
  readonly threads: number;
  readonly inputs: ExpertInputs;
  readonly seed?: number;
  readonly drawing?: Drawing;
  /** Instead of the task: the model is to talk. */
  readonly chat?: ChatOrder;
}

/** A file that a task made, where the child has written it. */
export interface FileReference {
  readonly name: string;
  readonly path: string;
}

/** A `RunnerOutput` whose files are references. */
export type ReferredOutput = TaskDetails & {
  readonly text?: string;
  readonly chat?: ChatEnd;
  readonly masks?: readonly (Omit<MadeMask, 'file'> & { readonly file: FileReference })[];
} & Readonly<Partial<Record<FileKind, FileReference>>>;

export type ReferredProgress = Omit<Progress, 'preview'> & { readonly preview?: FileReference };

/** Sizes in bytes, times in milliseconds. */
export interface LoadReport {
  readonly milliseconds: number;
  /** By how much the process grew. */
  readonly growth: number;
}

export type ToRunner =
  | { readonly type: 'perform'; readonly job: Job }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'unload'; readonly id: number; readonly folder: string };

/** `resident` is the memory that the whole process holds, in bytes. */
export type FromRunner =
  | { readonly type: 'ready'; readonly version: number; readonly resident: number }
  | { readonly type: 'progress'; readonly id: number; readonly progress: ReferredProgress }
  | { readonly type: 'loaded'; readonly id: number; readonly load: LoadReport }
  | {
      readonly type: 'finished';
      readonly id: number;
      readonly output: ReferredOutput;
      readonly resident: number;
    }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly error: ErrorReport;
      readonly resident: number;
    }
  | { readonly type: 'unloaded'; readonly id: number; readonly resident: number };
