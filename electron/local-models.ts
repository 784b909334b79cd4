// The models of this machine as experts: what the library has, performed by the runner on the device
// that was found to work. Which of them a task gets is decided by the pipeline.

import { SIZE_CLASSES } from '../shared/catalogue.ts';
import { type Drawing, drawingFor } from '../shared/drawing.ts';
import { AppError, detail } from '../shared/errors.ts';
import type { Device, Dtype } from '../shared/inference.ts';
import type { Fit, InstalledModel } from '../shared/library.ts';
import type { Model } from '../shared/models.ts';
import type { TaskType } from '../shared/tasks.ts';
import type {
  Expert,
  ExpertContext,
  ExpertFacts,
  ExpertInputs,
  ExpertOutput,
} from './experts/expert.ts';
import { ONNX_TASK_TYPES, onnxEntry } from './experts/onnx/registry.ts';
import { formatBytes } from './library/bytes.ts';
import { fitOf } from './library/fit.ts';
import type { Library } from './library/library-types.ts';
import { FINDING, POSING, peopleFinder, poseFound } from './local-people.ts';
import type { ChatOrder, RunnerOutput } from './runner/chat-order.ts';
import { chooseDtype, type DtypeBytes } from './runner/dtypes.ts';
import type { Runner } from './runner/pool.ts';
import type { RequestContext, RunnerRequest } from './runner/request.ts';

export interface LocalModels {
  /** Resolves when it is known what there is. */
  readonly ready: () => Promise<void>;
  /** The experts of every task type, the best first; empty before `ready`. */
  readonly experts: () => readonly Expert[];
  /** In which number format a model runs or would run, of those that are given. */
  readonly dtypeFor: (id: string, bytes: DtypeBytes) => Dtype | undefined;
  /** Whether a model in a format fits into the memory that is free now. */
  readonly fitFor: (weightsBytes: number, task: TaskType) => Fit;
  /** Whether a detector that knows people is here; false before `ready`. */
  readonly findsPeople: () => boolean;
  /** Those that talk, in the order of the experts; empty before `ready`. */
  readonly talkers: () => readonly InstalledModel[];
  /**
   * What a model says, under the same conditions as its tasks.
   * @throws AppError as the runner does
   */
  readonly talk: (
    installed: InstalledModel,
    order: ChatOrder,
    context: RequestContext,
  ) => Promise<RunnerOutput>;
}

export interface LocalModelsDeps {
  readonly library: Pick<Library, 'catalogue' | 'installed' | 'subscribe'>;
  readonly runner: Pick<Runner, 'perform' | 'status'>;
  /** Where models run; undefined until it was found out. */
  readonly device: () => Device | undefined;
  readonly findDevice: () => Promise<Device>;
  /** The number format that the person wants for a model. */
  readonly wantedDtype: (id: string) => Dtype | undefined;
  /** How the person wants pictures drawn. */
  readonly drawing: Drawing;
  /** Bytes that are free on a device, where that is known. */
  readonly freeMemory: (device: Device) => number;
}

export function createLocalModels(deps: LocalModelsDeps): LocalModels {
  let models: readonly InstalledModel[] = [];
  let finder: InstalledModel | undefined;
  let experts: readonly Expert[] = [];
  const look = async () => {
    models = (await deps.library.installed()).filter(isUsable);
    finder = await peopleFinder(
      models.toSorted((a, b) => placeOf(b.id, FINDING, deps) - placeOf(a.id, FINDING, deps)),
    );
    if (models.length > 0) {
      await deps.findDevice();
    }
  };
  let looking: Promise<void> | undefined;
  deps.library.subscribe(() => {
    looking = undefined;
  });
  const device = () => deps.device() ?? 'cpu';
  return {
    ready: async () => {
      looking ??= look();
      await looking;
      // Once a run, since it is asked for every task; number formats may have been chosen anew.
      experts = models
        .flatMap((model) => expertsOf(model, finder, deps))
        .toSorted((a, b) => rank(b, deps) - rank(a, deps));
    },
    experts: () => experts,
    dtypeFor: (id, bytes) =>
      chooseDtype({
        ...{ bytes, device: device(), free: roomFor(device(), undefined, deps) },
        preferred: deps.wantedDtype(id),
      })?.dtype,
    fitFor: (weightsBytes, task) =>
      fitOf({ weightsBytes, task, freeBytes: roomFor(device(), undefined, deps) }),
    findsPeople: () => finder !== undefined,
    talkers: () =>
      experts
        .filter(({ task }) => task === TALKING)
        .flatMap(({ model }) => models.find(({ id }) => id === model.id) ?? []),
    talk: async (installed, chat, context) => {
      const request = await requestFor({ task: TALKING, installed }, deps);
      const made = await deps.runner.perform({ ...request, inputs: {}, chat }, context);
      return made.output;
    },
  };
}

/** The library gives it to every model with a chat template. */
const TALKING = 'conversational' satisfies TaskType;

function isUsable({ missing, dtypes }: InstalledModel): boolean {
  return missing.length === 0 && dtypes.length > 0;
}

/** The catalogue's best first; what it does not list lies between its small and its best. */
function rank({ task, model }: Expert, deps: LocalModelsDeps): number {
  return placeOf(model.id, task, deps);
}

function placeOf(model: string, task: TaskType, { library }: LocalModelsDeps): number {
  const size = library.catalogue.find(({ id }) => id === model)?.size[task];
  return size === undefined ? 0.5 : SIZE_CLASSES.indexOf(size);
}

function expertsOf(
  installed: InstalledModel,
  finder: InstalledModel | undefined,
  deps: LocalModelsDeps,
): readonly Expert[] {
  return ONNX_TASK_TYPES.filter((task) => canDo(installed, task, finder)).map((task) => {
    const { timeoutSeconds, isSeeded = false } = onnxEntry(task);
    const model = toModel(installed, task, deps);
    const work = task === POSING ? { task, installed, finder } : { task, installed };
    return {
      ...{ task, model: withFinder(model, work, deps), timeoutSeconds, isSeeded },
      slot: (deps.device() ?? 'cpu') === 'cpu' ? 'cpu' : 'gpu',
      facts: () => factsOf({ task, installed }, deps),
      perform: (inputs, context) => perform(work, { inputs, context }, deps),
    };
  });
}

function canDo({ tasks }: InstalledModel, task: TaskType, finder: InstalledModel | undefined) {
  return tasks.includes(task) && (task !== POSING || finder !== undefined);
}

/** What the other model is, and as what it runs, is part of what the result depends on. */
function withFinder(model: Model, { finder }: Work, deps: LocalModelsDeps): Model {
  if (finder === undefined) {
    return model;
  }
  const { id, revision } = toModel(finder, FINDING, deps);
  return { ...model, revision: `${model.revision} ${id} ${revision}` };
}

function factsOf({ task, installed }: Work, deps: LocalModelsDeps): ExpertFacts {
  const { id, folder } = installed;
  const entry = deps.library.catalogue.find((one) => one.id === id);
  const size = entry?.size[task];
  const bytes = bytesOf(installed);
  const device = deps.device() ?? 'cpu';
  const free = roomFor(device, folder, deps);
  const dtype = chooseDtype({ bytes, device, free, preferred: deps.wantedDtype(id) })?.dtype;
  const weightsBytes = dtype && bytes[dtype];
  return {
    device,
    isWarm: deps.runner.status().models.some((model) => model.folder === folder),
    ...(weightsBytes !== undefined && {
      bytes: weightsBytes,
      fit: fitOf({ weightsBytes, task, freeBytes: free }),
    }),
    ...(entry?.downloads !== undefined && { downloads: entry.downloads.count }),
    ...(entry?.likes !== undefined && { likes: entry.likes.count }),
    ...(size !== undefined && { size }),
  };
}

/**
 * Bytes that a model may take on a device. In RAM that counts what gives way to it, idle models, and what it
 * holds itself; what was found free on a GPU was measured before any model was there.
 */
function roomFor(
  device: Device,
  folder: string | undefined,
  { freeMemory, runner }: LocalModelsDeps,
): number {
  const held = runner
    .status()
    .models.filter((model) => device === 'cpu' && model.device === 'cpu')
    .filter((model) => model.idleSince !== undefined || model.folder === folder)
    .reduce((sum, { bytes }) => sum + bytes, 0);
  return freeMemory(device) + held;
}

/** The number format is part of what a result depends on, and so is how a picture is to be drawn. */
function toModel(
  { id, revision, licence, languages, dtypes }: InstalledModel,
  task: TaskType,
  { library, wantedDtype, drawing }: LocalModelsDeps,
): Model {
  const entry = library.catalogue.find((one) => one.id === id);
  const wanted = wantedDtype(id);
  const isThere = dtypes.some(({ dtype }) => dtype === wanted);
  return {
    id,
    host: 'onnx',
    revision: [revision, ...(isThere ? [wanted] : []), ...drawnAs(task, drawing)].join(' '),
    tasks: [task],
    name: nameOf(id),
    description: entry?.summary ?? `${nameOf(id)}, a model that you installed.`,
    licence: licence ?? 'unknown',
    languages,
  };
}

/** In a fixed order, so that the same wish has the same form: `steps=30`, `scheduler=lcm`. */
function drawnAs(task: TaskType, drawing: Drawing): readonly string[] {
  const wanted = drawingFor(task, drawing) ?? {};
  return Object.entries(wanted).map(([part, value]) => `${part}=${value}`);
}

/** The last part of `org/name`, or of a folder's path. */
export function nameOf(id: string): string {
  return id.split(/[/\\]/).findLast((part) => part !== '') ?? id;
}

/** Only for formats in which some file is missing and another takes its place. */
function partsOf({ dtypes }: InstalledModel) {
  const mixed = dtypes.filter(({ dtype, parts }) =>
    Object.values(parts).some((part) => part !== dtype),
  );
  return Object.fromEntries(mixed.map(({ dtype, parts }) => [dtype, parts]));
}

export function bytesOf({ dtypes }: Pick<InstalledModel, 'dtypes'>): DtypeBytes {
  return Object.fromEntries(dtypes.map(({ dtype, bytes }) => [dtype, bytes]));
}

interface Work {
  readonly task: TaskType;
  readonly installed: InstalledModel;
  /** Works before it on the same picture, for openpose-control. */
  readonly finder?: InstalledModel | undefined;
}

interface Asked {
  readonly inputs: ExpertInputs;
  readonly context: ExpertContext;
}

async function perform(work: Work, asked: Asked, deps: LocalModelsDeps): Promise<ExpertOutput> {
  const { task, installed, finder } = work;
  if (finder === undefined) {
    return performAlone(work, asked, deps);
  }
  const asking = (inputs: ExpertInputs) => ({ ...asked, inputs });
  return poseFound({
    inputs: asked.inputs,
    finder: nameOf(finder.id),
    find: (inputs) => performAlone({ task: FINDING, installed: finder }, asking(inputs), deps),
    pose: (inputs) => performAlone({ task, installed }, asking(inputs), deps),
  });
}

async function performAlone(
  work: Work,
  { inputs, context }: Asked,
  deps: LocalModelsDeps,
): Promise<ExpertOutput> {
  const { seed, signal, progress } = context;
  const request = await requestFor(work, deps);
  const seeded = seed === undefined ? {} : { seed };
  const made = await deps.runner.perform({ ...request, inputs, ...seeded }, { signal, progress });
  return { ...made.output, ran: { device: made.device, dtype: made.dtype } };
}

/**
 * Where a model runs now and as what.
 * @throws AppError MODEL_UNUSABLE where it has no weights, OUT_OF_MEMORY where it does not fit
 */
async function requestFor(
  { task, installed }: Work,
  deps: LocalModelsDeps,
): Promise<Omit<RunnerRequest, 'inputs'>> {
  const { id, folder } = installed;
  const name = nameOf(id);
  const device = await deps.findDevice();
  const bytes = bytesOf(installed);
  const free = roomFor(device, folder, deps);
  const choice = chooseDtype({ bytes, device, free, preferred: deps.wantedDtype(id) });
  if (choice === undefined) {
    throw AppError.of('MODEL_UNUSABLE', { model: name, why: detail('no-weights') });
  }
  const { dtype } = choice;
  const fit = fitOf({ weightsBytes: bytes[dtype] ?? 0, task, freeBytes: free });
  if (fit.verdict === 'wont-fit') {
    const about = { needed: formatBytes(fit.neededBytes), free: formatBytes(free) };
    const why = detail('memory-short', about);
    throw AppError.of('OUT_OF_MEMORY', { model: name, task, device, dtype, why });
  }
  const drawing = drawingFor(task, deps.drawing);
  return {
    ...{ task, device, dtype, ...(drawing !== undefined && { drawing }) },
    model: { id, name, folder, bytes, parts: partsOf(installed) },
  };
}
