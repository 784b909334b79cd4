// Inference on this machine as the engine has it: the library, the runner and the devices, built once and
// told of each other. Nothing is started before it is needed.

import { release } from 'node:os';
import type { Device, Dtype } from '../shared/inference.ts';
import type { OfflineReason } from '../shared/model-listing.ts';
import type { Mode, Settings } from '../shared/settings.ts';
import { hubCache } from './library/cache.ts';
import { createHubSearch, type HubSearch } from './library/hub-search.ts';
import { hubSettings } from './library/hub-settings.ts';
import { freeBytesOf } from './library/install.ts';
import { createLibrary } from './library/library.ts';
import type { Library } from './library/library-types.ts';
import { createLocalCuda, type LocalCuda } from './local-cuda.ts';
import { createLocalModels, type LocalModels } from './local-models.ts';
import type { Fetch } from './network/fetch.ts';
import { isLoopbackUrl } from './network/loopback.ts';
import { ONLY_LOOPBACK, refusalIn } from './network/policy.ts';
import { createCudaLibraries } from './runner/cuda-libraries.ts';
import { type CudaPlace, librariesIn, withCudaLibraries } from './runner/cuda-place.ts';
import { chooseDevice, type Probed } from './runner/devices.ts';
import { createRunner } from './runner/pool.ts';
import { createDevices } from './runner/probe.ts';
import type { FoundDevices } from './store/found-devices.ts';
import type { HubAnswers } from './store/hub-answers.ts';
import type { KeptDownloads } from './store/kept-downloads.ts';
import { programVersion } from './version.ts';

export interface LocalInferenceOptions {
  /** Folder for files on their way into and out of models; whatever is there is removed. */
  readonly scratch: string;
  readonly settings: Settings;
  readonly mode: Mode;
  readonly environment: NodeJS.ProcessEnv;
  /** For the Hub, and for the libraries of CUDA: each purpose has hosts of its own. */
  readonly fetch: Fetch;
  readonly cudaFetch: Fetch;
  readonly cudaPlace: CudaPlace;
  /** Keeps the number formats that were chosen, by model id. */
  readonly keepDtypes: (dtypes: Settings['modelDtypes']) => void;
  /** What an earlier probe found. */
  readonly found: FoundDevices;
  /** What the Hub answered before. */
  readonly hubAnswers: HubAnswers;
  /** Where the queue of downloads is kept; a command beside an engine keeps none. */
  readonly keptDownloads?: KeptDownloads;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

export interface LocalInference {
  readonly library: Library;
  /** What the Hub has, beyond what the library knows. */
  readonly hub: HubSearch;
  readonly models: LocalModels;
  readonly cuda: LocalCuda;
  readonly probe: () => Promise<readonly Probed[]>;
  /** Where models run; finds it out where it is not known. */
  readonly device: () => Promise<Device>;
  /** In which number format a model runs from now on. */
  readonly setDtype: (id: string, dtype: Dtype) => void;
  /** Bytes that may still be written where models are kept. */
  readonly freeDisk: () => Promise<number>;
  /** The folder where models are kept, the Hub's own cache. */
  readonly modelCache: string;
  /** Why nothing can be fetched, where that is so. */
  readonly offline: OfflineReason | undefined;
  readonly close: () => Promise<void>;
}

const MINUTE_MS = 60_000;

export function createLocalInference(options: LocalInferenceOptions): LocalInference {
  const { scratch, settings, mode, environment, fetch, found, clock = Date.now } = options;
  const dtypes = new Map(Object.entries(settings.modelDtypes));
  const offline = whyOffline(environment, mode);
  const modelCache = hubCache(environment);
  const refusal = () => (offline === 'local-mode' ? ONLY_LOOPBACK : undefined);
  const bytesPerSecond = () => settings.downloadBytesPerSecond || undefined;
  const library = createLibrary({
    ...{ environment, fetch },
    folders: () => settings.modelFolders,
    isAllowed: refusal,
    bytesPerSecond,
    keptDownloads: options.keptDownloads,
  });
  const hub = createHubSearch({ environment, fetch, kept: options.hubAnswers, clock, refusal });
  const forRunner = withCudaLibraries(environment, options.cudaPlace);
  let devices = createDevices({ environment: forRunner });
  let probed: readonly Probed[] | undefined;
  const probe = async () => {
    probed ??= found.read();
    if (probed === undefined) {
      probed = await devices.probe();
      found.write(probed);
    }
    return probed;
  };
  const cuda = createLocalCuda({
    libraries: createCudaLibraries({
      ...{ fetch: options.cudaFetch, place: options.cudaPlace, bytesPerSecond },
    }),
    refusal: refusalIn(mode),
    probeAnew: async () => {
      devices.release();
      devices = createDevices({ environment: forRunner });
      probed = await devices.probe();
      found.write(probed);
    },
  });
  const preferred = settings.device === 'auto' ? undefined : settings.device;
  // The CPU is always there: who wants it need not wait for the others to be tried.
  const device = async () =>
    preferred === 'cpu' ? preferred : chooseDevice(await probe(), { preferred });
  const runner = createRunner({
    scratch,
    idleMs: settings.modelIdleMinutes * MINUTE_MS,
    environment: forRunner,
    ...(settings.modelMemoryBytes > 0 && { budgets: { cpu: settings.modelMemoryBytes } }),
  });
  const models = createLocalModels({
    ...{ library, runner },
    device: () => probed && chooseDevice(probed, { preferred }),
    findDevice: device,
    wantedDtype: (id) => dtypes.get(id),
    drawing: settings.drawing,
    freeMemory: (on) => freeMemory(on, probed),
  });
  return {
    ...{ library, hub, models, cuda, probe, device, offline },
    setDtype: (id, dtype) => {
      dtypes.set(id, dtype);
      options.keepDtypes(Object.fromEntries(dtypes));
    },
    freeDisk: () => freeBytesOf(modelCache),
    modelCache,
    close: () => {
      devices.release();
      library.close();
      return runner.close();
    },
  };
}

/** A Hub on this machine may be asked in local mode too. */
function whyOffline(environment: NodeJS.ProcessEnv, mode: Mode): OfflineReason | undefined {
  const { endpoint, offlineVariable } = hubSettings(environment);
  if (offlineVariable !== undefined) {
    return 'hub-offline';
  }
  return mode === 'local' && !isLoopbackUrl(new URL(endpoint)) ? 'local-mode' : undefined;
}

/** What the answer of a probe depends on: the program, the drivers' variables, the libraries that are there. */
export function probeKey(environment: NodeJS.ProcessEnv, place: CudaPlace): string {
  const variables = Object.entries(environment).filter(([name]) => /^(?:VK|CUDA)_/i.test(name));
  return JSON.stringify([programVersion(), release(), librariesIn(place), variables.toSorted()]);
}

/** Of a GPU what its probe found, where it found any; else the RAM that is free now. */
function freeMemory(device: Device, probed: readonly Probed[] = []): number {
  const found = probed.find((one) => one.device === device);
  const known = found?.works === true && device !== 'cpu' ? found.memory?.free : undefined;
  return known ?? process.availableMemory();
}
