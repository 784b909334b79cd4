// Which ONNX files a load reads, from the names of all files: the parts that Transformers.js makes
// sessions of, the number formats that they are there in, and the data files beside them. Pure.

import { DTYPE_SUFFIXES, DTYPES, type Dtype } from '../../shared/inference.ts';
import type { DtypeChoice } from '../../shared/library.ts';
import { DIFFUSION_PARTS, isDiffusion, isDiffusionPart, loadedBytes } from './diffusion-files.ts';

export interface SizedFile {
  /** Relative, with slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** Graphs that come without a configuration: OpenCV's DexiNed (experts/onnx/soft-edge-model.ts). */
const ALONE = new Set(['edge_detection_dexined_2024sep']);

/** File names, without suffix, that Transformers.js 4.3 makes sessions of. */
const PARTS = new Set([
  ...ALONE,
  ...['model', 'encoder_model', 'decoder_model_merged', 'decoder_model', 'embed_tokens'],
  ...['vision_encoder', 'audio_encoder', 'text_encoder', 'speech_encoder', 'encodec_decode'],
  ...['prompt_encoder_mask_decoder', 'prepare_inputs_embeds', 'language_model', 'lm_head'],
  ...['gen_head', 'gen_img_embeds', 'image_decode', 'latent_denoiser', 'voice_decoder'],
  ...['conditional_decoder'],
]);

/** Where a part lacks the wanted format: exact ones first, then the smallest loss. */
const FALLBACKS: readonly Dtype[] = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'];

interface Part {
  readonly name: string;
  readonly folder: string;
  readonly dtypes: ReadonlyMap<Dtype, SizedFile>;
}

/** The number formats of a model, each with what a load of it reads; best first. */
export function dtypeChoices(files: readonly SizedFile[]): readonly DtypeChoice[] {
  const parts = partsOf(files);
  return DTYPES.filter((dtype) => parts.some((part) => part.dtypes.has(dtype))).map((dtype) => {
    const chosen = parts.map((part) => [part.name, nearest(part, dtype)] as const);
    const read = weightFiles(files, dtype);
    return {
      dtype,
      bytes: isDiffusion(files)
        ? loadedBytes(read)
        : read.reduce((sum, { bytes }) => sum + bytes, 0),
      parts: Object.fromEntries(chosen),
    };
  });
}

/** Whether a load of them reads a `config.json`. */
export function needsConfig(files: readonly SizedFile[]): boolean {
  return !partsOf(files).some(({ name }) => ALONE.has(name));
}

/** The files of weights that a load in a format reads, data files included; none where it lacks it. */
export function weightFiles<File extends SizedFile>(
  files: readonly File[],
  dtype: Dtype,
): readonly File[] {
  const parts = partsOf(files);
  if (!parts.some((part) => part.dtypes.has(dtype))) {
    return [];
  }
  const graphs = parts.map((part) => part.dtypes.get(nearest(part, dtype))?.path);
  return files.filter(({ path }) =>
    graphs.some((graph) => graph !== undefined && (path === graph || isDataOf(path, graph))),
  );
}

/** `model.onnx_data`, `model.onnx_data_1`, …, and as diffusers and PyTorch name them. */
function isDataOf(path: string, graph: string): boolean {
  return (
    (path.startsWith(`${graph}_data`) && /^(?:_\d+)?$/.test(path.slice(graph.length + 5))) ||
    path === `${graph}.data` ||
    (isDiffusionPart(graph) && path === graph.replace(/model\.onnx$/, 'weights.pb'))
  );
}

function nearest(part: Part, dtype: Dtype): Dtype {
  return [dtype, ...FALLBACKS, ...DTYPES].find((each) => part.dtypes.has(each)) ?? dtype;
}

/** The parts in `onnx/`, in the root where there is no such folder, or in the folders of a pipeline. */
function partsOf(files: readonly SizedFile[]): readonly Part[] {
  if (isDiffusion(files)) {
    return DIFFUSION_PARTS.flatMap((part) =>
      partsIn(`${part}/`, files)
        .filter(({ name }) => name === 'model')
        .map((found) => ({ ...found, name: `${part}/model` })),
    );
  }
  const all = ['onnx/', ''].map((folder) => partsIn(folder, files)).find((some) => some.length > 0);
  const names = new Set((all ?? []).map(({ name }) => name));
  return (all ?? []).filter(({ name }) => !isSuperseded(name, names));
}

/** Exports keep older halves of a decoder beside the merged one, which alone is loaded. */
function isSuperseded(name: string, names: ReadonlySet<string>): boolean {
  return ['decoder_model', 'model'].includes(name) && names.has('decoder_model_merged');
}

function partsIn(folder: string, files: readonly SizedFile[]): readonly Part[] {
  const found = new Map<string, Map<Dtype, SizedFile>>();
  for (const file of files) {
    const named = readName(file.path, folder);
    if (named !== undefined) {
      const dtypes = found.get(named.part) ?? new Map<Dtype, SizedFile>();
      found.set(named.part, dtypes.set(named.dtype, file));
    }
  }
  return [...found].map(([name, dtypes]) => ({ name, folder, dtypes }));
}

function readName(path: string, folder: string): { part: string; dtype: Dtype } | undefined {
  const stem = /^([^/]+)\.onnx$/.exec(
    path.startsWith(folder) ? path.slice(folder.length) : '',
  )?.[1];
  if (stem === undefined) {
    return undefined;
  }
  const dtype = DTYPES.filter((each) => stem.endsWith(DTYPE_SUFFIXES[each]))
    .sort((a, b) => DTYPE_SUFFIXES[b].length - DTYPE_SUFFIXES[a].length)
    .find((each) => PARTS.has(withoutSuffix(stem, each)));
  return dtype === undefined ? undefined : { part: withoutSuffix(stem, dtype), dtype };
}

function withoutSuffix(stem: string, dtype: Dtype): string {
  return stem.slice(0, stem.length - DTYPE_SUFFIXES[dtype].length);
}

/** Data files that a configuration promises for its graphs, and that are not there. */
export function missingData(files: readonly SizedFile[], external: unknown): readonly string[] {
  const present = new Set(files.map(({ path }) => path));
  const graphs = partsOf(files).flatMap(({ name, dtypes }) =>
    [...dtypes.values()].map(({ path }) => ({ name, path })),
  );
  return graphs.flatMap(({ name, path }) =>
    Array.from({ length: dataFiles(external, path, name) }, (_, index) =>
      index === 0 ? `${path}_data` : `${path}_data_${index}`,
    ).filter((data) => !present.has(data)),
  );
}

/** `use_external_data_format`: true, a number of files, or one of them by file or part. */
function dataFiles(external: unknown, path: string, part: string): number {
  if (typeof external === 'object' && external !== null) {
    const byName = new Map(Object.entries(external));
    return dataFiles(byName.get(path.split('/').at(-1) ?? '') ?? byName.get(part), path, part);
  }
  const count = Number(external ?? 0);
  return Number.isInteger(count) && count > 0 ? Math.min(count, 100) : 0;
}
