// What an expert is: the code that performs one task type with one model on one host. It is given
// resolved inputs and gives back typed outputs; it never writes to disk and never sees the plan.

import type { SizeClass } from '../../shared/catalogue.ts';
import type { ModelCall } from '../../shared/controllers.ts';
import type { ErrorReport } from '../../shared/errors.ts';
import type { Fit } from '../../shared/library.ts';
import type { Artefact, FileKind } from '../../shared/media.ts';
import type { Model } from '../../shared/models.ts';
import type { TaskDetails } from '../../shared/outputs.ts';
import type { ProgressNote } from '../../shared/progress-notes.ts';
import type { Obstacle } from '../../shared/ranking.ts';
import type { TaskType } from '../../shared/tasks.ts';

/** A slot's content: a text as it is, or a stored file with the path from which to read it. */
export type ExpertInput =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: FileKind;
      readonly name: string;
      readonly artefact: Artefact;
      /** Absolute path of the stored bytes, to be read only. */
      readonly path: string;
      /** The regions that the task which made a picture found, the largest first. */
      readonly masks?: readonly StoredMask[];
      /** Of a picture that was taken from a video: the second that it shows. */
      readonly at?: number;
    };

/** A region's grey picture, white where it is, as it is stored. */
export interface StoredMask {
  readonly label: string;
  readonly name: string;
  readonly path: string;
}

/** By slot name; optional slots that the plan left empty are absent. */
export type ExpertInputs = Readonly<Record<string, ExpertInput>>;

/** A file that an expert made, before the store has it. */
export interface MadeFile {
  /** A plain file name that says what it is, such as `speech.wav`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A region of a picture, as `masks` of shared/outputs.ts has it. */
export interface MadeMask {
  readonly label: string;
  readonly score?: number;
  readonly file: MadeFile;
}

/** Like `TaskOutput` of shared/outputs.ts, with the bytes of files still at hand. */
export type ExpertOutput = TaskDetails & {
  readonly text?: string;
  readonly masks?: readonly MadeMask[];
} & Readonly<Partial<Record<FileKind, MadeFile>>>;

export interface Progress {
  /** From 0 to 1, where it is known. */
  readonly fraction?: number;
  /** What it does now. */
  readonly message?: ProgressNote | undefined;
  /** The failure that led to it. */
  readonly error?: ErrorReport;
  /** Of what is being sent or fetched. */
  readonly bytes?: { readonly done: number; readonly total?: number };
  /** The text so far, of a task that makes it piece by piece. */
  readonly text?: string;
  /** The picture so far, small. */
  readonly preview?: MadeFile;
}

/** A file that is about to leave this machine. */
export interface Upload {
  readonly file: string;
  /** In bytes. */
  readonly size: number;
  /** Who works on it: an inference provider, or the host of an endpoint of one's own. */
  readonly provider: string;
  /** The host that takes it and hands it on. */
  readonly host: string;
}

export interface ExpertContext {
  readonly signal: AbortSignal;
  readonly progress: (progress: Progress) => void;
  /**
   * Is awaited before a file is sent; it may have to ask the person, whose time does not count.
   * @throws AppError UPLOAD_REFUSED
   */
  readonly mayUpload?: (upload: Upload) => Promise<void>;
  /** Is told of each call of a language model when it has ended. */
  readonly asked?: (call: ModelCall) => void;
  /** For an expert that is not deterministic: the same seed gives the same result. */
  readonly seed?: number;
}

/** What a task takes up while it runs. */
export const SLOT_KINDS = ['cpu', 'gpu', 'network'] as const;
export type SlotKind = (typeof SLOT_KINDS)[number];

/** What is not known is left out. */
export interface ExpertFacts {
  /** Where it would run: "cpu", "webgpu", "hosted". */
  readonly device?: string;
  /** Its model is loaded already. */
  readonly isWarm?: boolean;
  /** Of its weights. */
  readonly bytes?: number | undefined;
  readonly downloads?: number;
  readonly likes?: number;
  /** Milliseconds since 1970. */
  readonly updatedAt?: number;
  /** Its place in the catalogue. */
  readonly size?: SizeClass;
  /** Whether it fits into the memory that is free now. */
  readonly fit?: Fit;
  /** Why it can't do the task here and now. */
  readonly obstacle?: Obstacle;
}

/** A model that could do a task type, as whoever chooses among them knows it. */
export interface Offer {
  readonly task: TaskType;
  readonly model: Model;
  /** What of it may change from one run to the next. */
  readonly facts?: () => ExpertFacts;
}

export interface Expert extends Offer {
  /** Seconds after which the task is given up. */
  readonly timeoutSeconds: number;
  /** `cpu` where it is not said. */
  readonly slot?: SlotKind;
  /** Its results depend on a seed; where it is not said, on the inputs alone. */
  readonly isSeeded?: boolean;
  /**
   * @throws AppError INPUT_INVALID where the inputs can't be used, FILE_UNREADABLE where a file is
   * damaged; anything else that it throws becomes EXPERT_FAILED.
   */
  readonly perform: (inputs: ExpertInputs, context: ExpertContext) => Promise<ExpertOutput>;
}

/** How far the model of an offer has come, in bytes. */
export interface Fetched {
  readonly doneBytes: number;
  /** 0 until the Hub was asked. */
  readonly totalBytes: number;
  readonly secondsLeft?: number | undefined;
}

/** A model that is not here yet. */
export interface DistantOffer extends Offer {
  /** Bytes that would come; undefined where the Hub has not said. */
  readonly bytes: number | undefined;
  /**
   * Brings it here.
   * @throws AppError as an install does
   */
  readonly fetch: (context: {
    readonly signal: AbortSignal;
    readonly progress: (fetched: Fetched) => void;
  }) => Promise<Expert>;
}
