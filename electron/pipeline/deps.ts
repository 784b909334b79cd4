// What the stages are given. The pipeline imports no host, no store and no network: engine.ts builds
// this once and passes it in.

import type { ErrorDetail, ErrorReport } from '../../shared/errors.ts';
import type { RunEvent } from '../../shared/events.ts';
import type { ArtefactId, NamedArtefact } from '../../shared/media.ts';
import type { Host } from '../../shared/models.ts';
import type { TaskOutput } from '../../shared/outputs.ts';
import type { TaskId } from '../../shared/plan.ts';
import type { Mode, Settings } from '../../shared/settings.ts';
import type { TaskType } from '../../shared/tasks.ts';
import type { Controller } from '../controllers/controller.ts';
import type { DistantOffer, Expert, MadeFile, Offer } from '../experts/expert.ts';
import type { VideoWork } from '../video/video-work.ts';
import type { Slots } from './execution/slots.ts';
import type { PlanStore } from './pinned-plan.ts';
import type { UploadPermissions } from './uploads.ts';

/** How a model has done at a task type on this machine. */
export interface TaskStatistics {
  readonly succeeded: number;
  readonly failed: number;
  /** Median milliseconds of the latest attempts that succeeded; 0 where none did. */
  readonly medianMs: number;
}

/** How one attempt ended. */
export interface Outcome {
  readonly type: TaskType;
  readonly model: string;
  readonly host: Host;
  readonly succeeded: boolean;
  readonly durationMs: number;
}

export interface PipelineDeps {
  readonly controller: Controller;
  /** Plans where the controller can't; it never fails. */
  readonly fallback?: Controller | undefined;
  /** Plans that were made before, by the key of pinned-plan.ts. */
  readonly plans: PlanStore;
  /** A plan waits for the person's word before it runs. */
  readonly isReviewed: boolean;
  readonly mode: Mode;
  /** The experts that can perform a task type here and now. */
  readonly expertsFor: (type: TaskType) => readonly Expert[];
  /** What could do it, and would have to be fetched, or can't be had as things stand. */
  readonly othersFor: (type: TaskType) => readonly (DistantOffer | Offer)[];
  /** More may be found for it by asking the Hub. */
  readonly canLookFurther: (type: TaskType) => boolean;
  /**
   * Asks the Hub; what it finds is among the experts and the others from then on.
   * @returns why it could not be asked, where that is so
   */
  readonly lookFurther: (type: TaskType, signal: AbortSignal) => Promise<ErrorReport | undefined>;
  /** What else would make a task possible, in sentences without a stop. */
  readonly otherWays: (type: TaskType) => readonly ErrorDetail[];
  readonly ranking: Pick<Settings, 'licences' | 'rankingWeights' | 'pinnedModels'>;
  /** Where files may be sent. */
  readonly uploads: UploadPermissions;
  /** Does some work; what leaves the machine for it is recorded as being for this run and task. */
  readonly attributed: <Result>(
    work: { readonly run: string; readonly task?: TaskId | undefined },
    perform: () => Result,
  ) => Result;
  readonly artefacts: {
    readonly keep: (file: MadeFile) => Promise<NamedArtefact>;
    /** Absolute path of the stored bytes. */
    readonly path: (id: ArtefactId) => string;
    readonly text: (file: NamedArtefact) => Promise<string>;
    /**
     * What an address of the request holds.
     * @throws AppError NETWORK_REFUSED, NETWORK_FAILED, FILE_TOO_LARGE or FILE_UNREADABLE
     */
    readonly fetch: (url: string, signal: AbortSignal) => Promise<NamedArtefact>;
  };
  readonly records: {
    /** Stores an event; it is shown only after this returns. */
    readonly append: (event: RunEvent) => void;
    readonly outcome: (outcome: Outcome) => void;
    readonly statistics: (type: TaskType, model: string, host: Host) => TaskStatistics;
  };
  /** Results of work done before, by the key of execution/key.ts. */
  readonly results: {
    readonly find: (key: string) => TaskOutput | undefined;
    readonly keep: (key: string, output: TaskOutput) => void;
  };
  readonly slots: Slots;
  readonly video: VideoWork;
  readonly longSpeech: Settings['longSpeech'];
  /** Seconds after which a task of this type is given up; undefined leaves it to its expert. */
  readonly timeoutSeconds: (type: TaskType) => number | undefined;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Resolves after that many milliseconds; rejects with the signal's reason where it aborts first. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
