// What the screen and the terminal show of each model that is known: its facts, its number formats with
// whether they fit, and whether it is here.

import type { CatalogueEntry } from '../shared/catalogue.ts';
import { DTYPES, type Dtype } from '../shared/inference.ts';
import type { InstalledModel, LibraryEntry } from '../shared/library.ts';
import type { DeviceReport, ModelListing, ModelsOverview } from '../shared/model-listing.ts';
import type { TaskType } from '../shared/tasks.ts';
import { ONNX_TASK_TYPES } from './experts/onnx/registry.ts';
import type { LocalInference } from './local-inference.ts';
import { bytesOf } from './local-models.ts';
import type { Probed } from './runner/devices.ts';
import type { DtypeBytes } from './runner/dtypes.ts';

export async function modelsOverview(local: LocalInference): Promise<ModelsOverview> {
  const { library, probe, device, freeDisk, offline, cuda } = local;
  const probed = await probe();
  const entries = await library.search('');
  const offer = await cuda.offer();
  return {
    listings: entries.map((entry) => listingOf(entry, local)),
    devices: probed.map(toReport),
    device: await device(),
    freeMemory: process.availableMemory(),
    freeDisk: await freeDisk(),
    ...(offline !== undefined && { offline }),
    ...(offer !== undefined && { cuda: offer }),
  };
}

export function toReport(probed: Probed): DeviceReport {
  const { device, works } = probed;
  return works
    ? {
        device,
        works,
        speed: probed.speed,
        ...(probed.name !== undefined && { name: probed.name }),
      }
    : { device, works, why: probed.why, advice: probed.advice };
}

export function listingOf(
  { id, catalogue, installed }: LibraryEntry,
  { models }: Pick<LocalInference, 'models'>,
): ModelListing {
  const here = installed.at(-1);
  const tasks = ONNX_TASK_TYPES.filter((task) => (here ?? catalogue)?.tasks.includes(task));
  const bytes = { ...catalogueBytes(catalogue), ...(here === undefined ? {} : bytesOf(here)) };
  const usable = here === undefined ? bytes : bytesOf(here);
  const dtype = models.dtypeFor(id, usable);
  const { summary } = catalogue ?? {};
  const licence = here?.licence ?? catalogue?.licence;
  return {
    ...{ id, tasks, sizes: catalogue?.size ?? {} },
    ...(summary !== undefined && { summary }),
    ...(licence !== undefined && { licence }),
    languages: here?.languages ?? catalogue?.languages ?? [],
    formats: formatsOf(bytes, { here, task: tasks[0] ?? 'text-classification', models }),
    ...(dtype !== undefined && { dtype }),
    ...(here !== undefined && { installed: toInstalled(here) }),
    ...(here?.origin !== 'folder' && { page: `https://huggingface.co/${id}` }),
  };
}

/** In which number format a known model would be fetched; undefined where nothing is known of it. */
export async function proposedDtype(
  { library, models }: Pick<LocalInference, 'library' | 'models'>,
  id: string,
): Promise<Dtype | undefined> {
  const entry = await library.show(id);
  return entry && listingOf(entry, { models }).dtype;
}

/** Bytes of the weights by number format, as far as the catalogue knows them. */
export function catalogueBytes(entry: CatalogueEntry | undefined): DtypeBytes {
  const files = Object.entries(entry?.files ?? {});
  return Object.fromEntries(files.map(([dtype, { bytes }]) => [dtype, bytes]));
}

interface FormatContext extends Pick<LocalInference, 'models'> {
  readonly here: InstalledModel | undefined;
  readonly task: TaskType;
}

function formatsOf(
  bytes: DtypeBytes,
  { here, task, models }: FormatContext,
): ModelListing['formats'] {
  const isHere = (dtype: Dtype) => here?.dtypes.some((choice) => choice.dtype === dtype) === true;
  return DTYPES.flatMap((dtype) => {
    const size = bytes[dtype];
    return size === undefined
      ? []
      : [{ dtype, bytes: size, isInstalled: isHere(dtype), fit: models.fitFor(size, task) }];
  });
}

function toInstalled(model: InstalledModel): NonNullable<ModelListing['installed']> {
  const { revision, origin, bytes, missing, problems } = model;
  return { revision, origin, bytes, missing, problems };
}
