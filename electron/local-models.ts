// The models of this machine as experts: what the library has, performed by the runner on the device
// that was found to work. Which of them a task gets is decided by the pipeline.

import { SIZE_CLASSES } from '../shared/catalogue.ts';
import { AppError } from '../shared/errors.ts';
import type { Device, Dtype } from '../shared/inference.ts';
import type { Fit, InstalledModel } from '../shared/library.ts';
import type { Model } from '../shared/models.ts';
import type { TaskType } from '../shared/tasks.ts';
import type { Expert, ExpertContext, ExpertInputs, ExpertOutput } from './experts/expert.ts';
import { ONNX_TASK_TYPES, onnxEntry } from './experts/onnx/registry.ts';
import { formatBytes } from './library/bytes.ts';
import { fitOf } from './library/fit.ts';
import type { Library } from './library/library-types.ts';
import { chooseDtype, type DtypeBytes } from './runner/dtypes.ts';
import type { Runner } from './runner/pool.ts';

export interface LocalModels {
  /** Resolves when it is known what there is. */
  readonly ready: () => Promise<void>;
  /** The experts of every task type, the best first; empty before `ready`. */
  readonly experts: () => readonly Expert[];
  /** In which number format a model runs or would run, of those that are given. */
  readonly dtypeFor: (id: string, bytes: DtypeBytes) => Dtype | undefined;
  /** Whether a model in a format fits into the memory that is free now. */
  readonly fitFor: (weightsBytes: number, task: TaskType) => Fit;
}

export interface LocalModelsDeps {
  readonly library: Pick<Library, 'catalogue' | 'installed' | 'subscribe'>;
  readonly runner: Pick<Runner, 'perform'>;
  /** Where models run; undefined until it was found out. */
  readonly device: () => Device | undefined;
  readonly findDevice: () => Promise<Device>;
  /** The number format that the person wants for a model. */
  readonly wantedDtype: (id: string) => Dtype | undefined;
  /** Bytes that are free on a device, where that is known. */
  readonly freeMemory: (device: Device) => number;
}

export function createLocalModels(deps: LocalModelsDeps): LocalModels {
  let models: readonly InstalledModel[] = [];
  let experts: readonly Expert[] = [];
  const look = async () => {
    models = (await deps.library.installed()).filter(isUsable);
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
        .flatMap((model) => expertsOf(model, deps))
        .toSorted((a, b) => rank(b, deps) - rank(a, deps));
    },
    experts: () => experts,
    dtypeFor: (id, bytes) =>
      chooseDtype({
        ...{ bytes, device: device(), free: deps.freeMemory(device()) },
        preferred: deps.wantedDtype(id),
      })?.dtype,
    fitFor: (weightsBytes, task) =>
      fitOf({ weightsBytes, task, freeBytes: deps.freeMemory(device()) }),
  };
}

function isUsable({ missing, dtypes }: InstalledModel): boolean {
  return missing.length === 0 && dtypes.length > 0;
}

/** The catalogue's best first; what it does not list lies between its small and its best. */
function rank({ task, model }: Expert, { library }: LocalModelsDeps): number {
  const size = library.catalogue.find(({ id }) => id === model.id)?.size[task];
  return size === undefined ? 0.5 : SIZE_CLASSES.indexOf(size);
}

function expertsOf(installed: InstalledModel, deps: LocalModelsDeps): readonly Expert[] {
  return ONNX_TASK_TYPES.filter((task) => installed.tasks.includes(task)).map((task) => {
    const { timeoutSeconds, isSeeded = false } = onnxEntry(task);
    const model = toModel(installed, task, deps);
    return {
      ...{ task, model, timeoutSeconds, isSeeded },
      slot: (deps.device() ?? 'cpu') === 'cpu' ? 'cpu' : 'gpu',
      perform: (inputs, context) => perform({ task, installed, model }, { inputs, context }, deps),
    };
  });
}

/** The number format is part of what a result depends on. */
function toModel(
  { id, revision, licence, languages, dtypes }: InstalledModel,
  task: TaskType,
  { library, wantedDtype }: LocalModelsDeps,
): Model {
  const entry = library.catalogue.find((one) => one.id === id);
  const wanted = wantedDtype(id);
  const isThere = dtypes.some(({ dtype }) => dtype === wanted);
  return {
    id,
    host: 'onnx',
    revision: isThere ? `${revision} ${wanted}` : revision,
    tasks: [task],
    name: nameOf(id),
    description: entry?.summary ?? `${nameOf(id)}, a model that you installed.`,
    licence: licence ?? 'unknown',
    languages,
  };
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
  readonly model: Model;
}

interface Asked {
  readonly inputs: ExpertInputs;
  readonly context: ExpertContext;
}

async function perform(
  { task, installed, model }: Work,
  { inputs, context }: Asked,
  deps: LocalModelsDeps,
): Promise<ExpertOutput> {
  const device = await deps.findDevice();
  const bytes = bytesOf(installed);
  const free = deps.freeMemory(device);
  const choice = chooseDtype({ bytes, device, free, preferred: deps.wantedDtype(installed.id) });
  if (choice === undefined) {
    throw AppError.of('MODEL_UNUSABLE', { model: model.name, why: 'it has no weights' });
  }
  const { dtype } = choice;
  const fit = fitOf({ weightsBytes: bytes[dtype] ?? 0, task, freeBytes: free });
  if (fit.verdict === 'wont-fit') {
    const why = `it takes about ${formatBytes(fit.neededBytes)}, and ${formatBytes(free)} are free`;
    throw AppError.of('OUT_OF_MEMORY', { model: model.name, task, device, dtype, why });
  }
  const { seed, signal, progress } = context;
  const request = { task, device, dtype, inputs, ...(seed !== undefined && { seed }) };
  const files = {
    id: model.id,
    name: model.name,
    folder: installed.folder,
    bytes,
    parts: partsOf(installed),
  };
  const made = await deps.runner.perform({ ...request, model: files }, { signal, progress });
  return { ...made.output, ran: { device: made.device, dtype: made.dtype } };
}
