// What the renderer can ask the engine, declared once. electron/http/rpc.ts answers it; the renderer's
// client is typed by it. Files go another way: POST and GET /media.

import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { NetworkOverviewSchema } from './connections.ts';
import {
  ChooseControllerSchema,
  ControllersOverviewSchema,
  ControllerTestSchema,
  FoundServerSchema,
  PromptListingSchema,
  PromptNameSchema,
} from './controller-listing.ts';
import { ConnectionSchema, ControllerChoiceSchema } from './controllers.ts';
import { ConversationSchema, FoundConversationSchema, NewsSchema } from './conversations.ts';
import { BrokeOffSchema, DiagnosticsOverviewSchema, PageErrorSchema } from './diagnostics.ts';
import { ErrorReportSchema } from './errors.ts';
import { RunEventSchema } from './events.ts';
import { FetchProgressSchema } from './fetch-progress.ts';
import {
  GalleryDetailsSchema,
  GalleryIdSchema,
  GalleryQuerySchema,
  GallerySchema,
} from './gallery.ts';
import { HubAnswerSchema, HubQuerySchema, ModelCardSchema } from './hub-models.ts';
import { DtypeSchema } from './inference.ts';
import { KeysOverviewSchema, SetKeySchema } from './keys.ts';
import { MOVE_DIRECTIONS } from './library.ts';
import { ArtefactIdSchema, ResourceKindSchema } from './media.ts';
import { DiskUseSchema, ModelNewsSchema, ModelsOverviewSchema } from './model-listing.ts';
import { HostSchema } from './models.ts';
import { TaskIdSchema } from './plan.ts';
import { PLAN_FILE_CHARACTERS } from './plan-file.ts';
import { WordSchema } from './questions.ts';
import { REQUEST_LIMITS } from './request.ts';
import { SampleWordsSchema } from './samples.ts';
import { ChangeableSettingsSchema, ModeSchema, SettingsOverviewSchema } from './settings.ts';
import { FreeableSchema, FreedSchema, StorageOverviewSchema } from './storage.ts';
import { TaskChoiceSchema } from './task-choices.ts';
import { TaskTypeSchema } from './tasks.ts';
import {
  CheckedSchema,
  PreparedSchema,
  ReleaseVersionSchema,
  UpdatesOverviewSchema,
} from './updates.ts';

/** Every expected failure comes as this one, with its code, its words and its recovery. */
const procedure = oc.errors({ REFUSED: { status: 422, data: ErrorReportSchema } });

const OverviewSchema = z
  .object({
    version: z.string(),
    mode: ModeSchema,
    /** What plans and answers. */
    controller: z.string(),
    /** What can be done now, by task type and model. */
    abilities: z
      .array(z.object({ type: TaskTypeSchema, model: z.string(), host: HostSchema }).readonly())
      .readonly(),
    /** Requests to try, with files of the program's own. */
    samples: z
      .array(
        SampleWordsSchema.extend({
          files: z
            .array(z.object({ name: z.string(), kind: ResourceKindSchema }).readonly())
            .readonly(),
        }).readonly(),
      )
      .readonly(),
    /** Bytes. */
    maxFileBytes: z.number(),
    brokeOff: BrokeOffSchema.optional(),
  })
  .readonly();
export type Overview = z.infer<typeof OverviewSchema>;

const ConversationIdSchema = z.object({ id: z.string().min(1) });

/** Where a run that was begun is found. */
const RunPlaceSchema = z.object({ runId: z.string(), conversation: z.string() }).readonly();
export type RunPlace = z.infer<typeof RunPlaceSchema>;

const AskedFileSchema = z.object({
  name: z.string().min(1).max(255),
  artefact: ArtefactIdSchema,
  /** Of a video, uploaded before as well. */
  frame: z.object({ at: z.number().nonnegative(), artefact: ArtefactIdSchema }).optional(),
});

export const AskSchema = z.object({
  request: z.string().trim().min(1).max(REQUEST_LIMITS.characters),
  /** Uploaded before, by POST /media. */
  files: z.array(AskedFileSchema).max(REQUEST_LIMITS.files).default([]),
  /** The conversation that it goes on with; a new one where it is left out. */
  conversation: z.string().optional(),
  /** The run of that conversation that it follows. */
  parent: z.string().optional(),
  /** The run that it stands beside, as its request edited or tried again. */
  origin: z.string().optional(),
  /** A plan is made anew, also where the same request had one before. */
  replan: z.boolean().optional(),
});

export const ImportPlanSchema = AskSchema.pick({
  files: true,
  conversation: true,
  parent: true,
}).extend({
  /** Of the file, for what is said of it. */
  name: z.string().min(1).max(255),
  /** What is too long is refused in words. */
  text: z.string().max(PLAN_FILE_CHARACTERS + 1),
});

export const RunChangesSchema = z.object({
  /** Done again with all that depends on it, even where a result of the same work is there. */
  from: TaskIdSchema.optional(),
  edits: z
    .array(
      z.object({
        task: TaskIdSchema,
        /** New arguments by slot, in wire form; '' leaves an optional slot empty. */
        arguments: z.record(z.string(), z.string()).optional(),
        model: z.string().optional(),
        seed: z.number().int().nonnegative().optional(),
      }),
    )
    .optional(),
});

const RunIdSchema = z.object({ runId: z.string().min(1) });

export const WatchSchema = z.object({
  /** The conversation whose events are wanted; of the others only their summaries come. */
  conversation: z.string().optional(),
  /** By run, the `seq` of the last event that has been seen. */
  seen: z.record(z.string(), z.number().int()).default({}),
});
export type Watch = z.output<typeof WatchSchema>;

const ReviewSchema = RunIdSchema.extend({
  /** Refused plans are not run. */
  isApproved: z.boolean(),
  edits: RunChangesSchema.shape.edits,
});

const ConnectionIdSchema = z.object({ id: z.string().min(1).max(100) });
const ModelIdSchema = z.object({ id: z.string().min(1).max(500) });
const ModelVersionSchema = z.object({
  /** A branch, a tag or a commit; the catalogue's, or `main`. */
  revision: z.string().min(1).max(200).optional(),
  /** By default what suits the device and its memory. */
  dtype: DtypeSchema.optional(),
});
/** How the files of a model were found. */
const VerificationSchema = z
  .object({
    whole: z.number().int().nonnegative(),
    damaged: z.array(z.string()).readonly(),
    missing: z.array(z.string()).readonly(),
    /** Whose content is not known, such as those of a folder of one's own. */
    unknown: z.number().int().nonnegative(),
  })
  .readonly();
export type Verification = z.infer<typeof VerificationSchema>;
const DownloadIdSchema = z.object({ download: z.string().min(1) });

export const contract = {
  overview: procedure.output(OverviewSchema),
  conversations: {
    /** The latest first, pinned ones before them; with `search` only those that hold the words. */
    list: procedure
      .input(z.object({ search: z.string().max(1000).default('') }))
      .output(z.array(FoundConversationSchema).readonly()),
    /** Each run as its events, condensed; the oldest first. */
    open: procedure.input(ConversationIdSchema).output(
      z
        .object({
          conversation: ConversationSchema,
          runs: z.array(z.array(RunEventSchema).readonly()).readonly(),
        })
        .readonly(),
    ),
    rename: procedure
      .input(ConversationIdSchema.extend({ title: z.string().trim().min(1).max(200) }))
      .output(ConversationSchema),
    pin: procedure
      .input(ConversationIdSchema.extend({ isPinned: z.boolean() }))
      .output(ConversationSchema),
    /** It can be restored until the program ends. */
    remove: procedure.input(ConversationIdSchema),
    restore: procedure.input(ConversationIdSchema).output(ConversationSchema),
  },
  runs: {
    /** Begins a run, which goes on whoever watches. */
    start: procedure.input(AskSchema).output(RunPlaceSchema),
    startSample: procedure
      .input(z.object({ id: z.string(), language: z.string().optional() }))
      .output(RunPlaceSchema),
    /** Begins a run of the plan of a file, which waits for the person's word. */
    importPlan: procedure.input(ImportPlanSchema).output(RunPlaceSchema),
    /** Where a run is that a picture tells of; nothing where it is not here. */
    find: procedure.input(RunIdSchema).output(RunPlaceSchema.optional()),
    resume: procedure.input(RunIdSchema).output(RunPlaceSchema),
    rerun: procedure.input(RunIdSchema.extend(RunChangesSchema.shape)).output(RunPlaceSchema),
    /** Stops a run, or one task of it. */
    cancel: procedure.input(RunIdSchema.extend({ task: TaskIdSchema.optional() })),
    /** The word that a plan under review waits for. */
    review: procedure.input(ReviewSchema),
    /** The word that a question of a run waits for. */
    answer: procedure.input(RunIdSchema.extend({ key: z.string().min(1), word: WordSchema })),
  },
  gallery: {
    list: procedure.input(GalleryQuerySchema).output(GallerySchema),
    details: procedure.input(GalleryIdSchema).output(GalleryDetailsSchema),
  },
  network: {
    /** What may be asked, and what was, since the program started. */
    overview: procedure.output(NetworkOverviewSchema),
    /** What may be sent to a provider from now on; asked again where nothing is said. */
    allowUploads: procedure
      .input(
        z.object({ provider: z.string().min(1), word: z.enum(['always', 'never']).optional() }),
      )
      .output(NetworkOverviewSchema),
  },
  settings: {
    overview: procedure.output(SettingsOverviewSchema),
    /** Keeps the change and opens the engine anew with it; answers when that is done. */
    change: procedure.input(ChangeableSettingsSchema.partial()).output(SettingsOverviewSchema),
  },
  controllers: {
    overview: procedure.output(ControllersOverviewSchema),
    /** Servers that answer on this machine, at the addresses of the presets. */
    discover: procedure.output(z.array(FoundServerSchema).readonly()),
    /** What a connection lists. */
    models: procedure.input(ConnectionIdSchema).output(z.array(z.string()).readonly()),
    test: procedure
      .input(z.object({ choice: ControllerChoiceSchema }))
      .output(ControllerTestSchema),
    choose: procedure.input(ChooseControllerSchema).output(ControllersOverviewSchema),
    setReview: procedure.input(z.object({ isOn: z.boolean() })).output(ControllersOverviewSchema),
    setConnection: procedure
      .input(ConnectionIdSchema.extend({ connection: ConnectionSchema }))
      .output(ControllersOverviewSchema),
    removeConnection: procedure.input(ConnectionIdSchema).output(ControllersOverviewSchema),
    prompts: procedure.output(z.array(PromptListingSchema).readonly()),
    savePrompt: procedure
      .input(z.object({ name: PromptNameSchema, text: z.string().max(100_000) }))
      .output(PromptListingSchema),
    resetPrompt: procedure.input(z.object({ name: PromptNameSchema })).output(PromptListingSchema),
  },
  /** Keys of services go in and never come out. */
  keys: {
    list: procedure.output(KeysOverviewSchema),
    set: procedure.input(SetKeySchema).output(KeysOverviewSchema),
    remove: procedure.input(SetKeySchema.pick({ variable: true })).output(KeysOverviewSchema),
  },
  models: {
    overview: procedure.output(ModelsOverviewSchema),
    /** What is fetched, and when the overview has changed. Ends only with the connection. */
    watch: procedure.output(eventIterator(ModelNewsSchema)),
    /** Asks the Hub; what it said before where it can't be asked. */
    searchHub: procedure.input(HubQuerySchema).output(HubAnswerSchema),
    card: procedure.input(ModelIdSchema).output(ModelCardSchema),
    /** Begins a download; `pause` keeps what has come of it, `cancel` throws it away. */
    install: procedure.input(ModelIdSchema.extend(ModelVersionSchema.shape)),
    pause: procedure.input(DownloadIdSchema),
    resume: procedure.input(DownloadIdSchema),
    /** Changes the order of those that wait. */
    move: procedure.input(DownloadIdSchema.extend({ direction: z.enum(MOVE_DIRECTIONS) })),
    cancel: procedure.input(DownloadIdSchema),
    remove: procedure.input(ModelIdSchema),
    /** What models take on the disk, and what is left over in the Hub's cache. */
    disk: procedure.output(DiskUseSchema),
    /** Of one model, what surely no one needs. */
    removeLeftovers: procedure.input(ModelIdSchema),
    /** Reads every file of it again. */
    verify: procedure.input(ModelIdSchema).output(VerificationSchema),
    /** What could do each task type, and which of it would be taken now. */
    choices: procedure.output(z.array(TaskChoiceSchema).readonly()),
    /** From the next run on it is taken whenever it can run; without a model the ranking decides. */
    pin: procedure.input(z.object({ task: TaskTypeSchema, model: z.string().min(1).optional() })),
    /** In which number format it runs from now on. */
    setDtype: procedure.input(ModelIdSchema.extend({ dtype: DtypeSchema })),
    /** A run with a file or a sentence of the program's own. */
    test: procedure.input(ModelIdSchema.extend({ task: TaskTypeSchema })).output(RunPlaceSchema),
    /**
     * Fetches ONNX Runtime's libraries for CUDA and tries the devices anew; ends when that is done. Leaving
     * it early stops it, and what has come is kept for the next time.
     */
    installCuda: procedure.output(eventIterator(FetchProgressSchema)),
  },
  /** Newer versions of the program, which are asked for by a person alone. */
  updates: {
    overview: procedure.output(UpdatesOverviewSchema),
    check: procedure.output(CheckedSchema),
    /** Ends when the package is here and proved. Leaving it early stops it, and what has come is kept. */
    fetch: procedure
      .input(z.object({ version: ReleaseVersionSchema }))
      .output(eventIterator(FetchProgressSchema)),
    /** Makes a backup; then the host of the window installs what this answers. */
    prepare: procedure.input(z.object({ version: ReleaseVersionSchema })).output(PreparedSchema),
  },
  storage: {
    /** Reads the whole data folder. */
    overview: procedure.output(StorageOverviewSchema),
    /** Empties one category as far as that is safe now; what a run shows stays. */
    free: procedure.input(z.object({ category: FreeableSchema })).output(FreedSchema),
  },
  diagnostics: {
    overview: procedure.output(DiagnosticsOverviewSchema),
    /** The redacted report, as plain text. */
    text: procedure.output(z.string()),
    /** An error that nothing caught on the page. */
    report: procedure.input(PageErrorSchema),
  },
  /** First what was missed, then what happens. Ends only with the connection. */
  watch: procedure.input(WatchSchema).output(eventIterator(NewsSchema)),
};
