// A model that draws by diffusion, as diffusers and optimum lay it out: model_index.json names the pipeline,
// and each of its networks has a folder with a `model.onnx`. What of it a load reads and an install fetches,
// by the names of its files. Pure.

import { CONTROL_PARTS, type ControlPart } from './diffusion-controls.ts';

interface NamedFile {
  /** Relative, with slashes. */
  readonly path: string;
}

export const MODEL_INDEX = 'model_index.json';

/** Folders of networks that are loaded here. */
export const DIFFUSION_PARTS = [
  'text_encoder',
  'text_encoder_2',
  'unet',
  'cnet',
  'vae_encoder',
  'vae_decoder',
  ...CONTROL_PARTS,
] as const;
export type DiffusionPart = (typeof DIFFUSION_PARTS)[number];

/** Where the pipeline lists them. */
const NEEDED = [
  'text_encoder',
  'text_encoder_2',
  'unet',
] as const satisfies readonly DiffusionPart[];

const GRAPH = new RegExp(`^(?:${DIFFUSION_PARTS.join('|')})/model\\w*\\.onnx$`);
/** Of those networks and of what belongs to them: configurations, words of tokenizers. */
const ABOUT = new RegExp(
  `^(?:scheduler|tokenizer(?:_2)?|vae|${DIFFUSION_PARTS.join('|')})/[^/]+\\.(?:json|txt)$`,
);
const INDEX_OF_WEIGHTS = /\.index(?:\.\w+)?\.json$/;

export function isDiffusion(files: readonly NamedFile[]): boolean {
  return (
    files.some(({ path }) => path === MODEL_INDEX) &&
    files.some(({ path }) => isDiffusionPart(path))
  );
}

/** Folders of control networks that have a graph. */
export function controlParts(files: readonly NamedFile[]): readonly ControlPart[] {
  return CONTROL_PARTS.filter((part) => hasGraph(files, part));
}

/** Bytes of the networks that are loaded together: of several control networks the largest alone. */
export function loadedBytes(files: readonly (NamedFile & { readonly bytes: number })[]): number {
  const sizeOf = (part: DiffusionPart) =>
    files
      .filter(({ path }) => path.startsWith(`${part}/`))
      .reduce((sum, { bytes }) => sum + bytes, 0);
  const control = Math.max(...CONTROL_PARTS.map(sizeOf));
  const others = DIFFUSION_PARTS.filter((part) => !isControl(part));
  return others.reduce((sum, part) => sum + sizeOf(part), control);
}

function isControl(part: DiffusionPart): part is ControlPart {
  return part.startsWith('controlnet');
}

export function hasGraph(files: readonly NamedFile[], part: DiffusionPart): boolean {
  return files.some(({ path }) => path.startsWith(`${part}/`) && isDiffusionPart(path));
}

/** A graph of one of the networks. */
export function isDiffusionPart(path: string): boolean {
  return GRAPH.test(path);
}

/** A small file without which the networks can't be used. */
export function isAboutDiffusion(path: string): boolean {
  return ABOUT.test(path) && !INDEX_OF_WEIGHTS.test(path);
}

/** What of the model is not among the files, of the parts that its pipeline has. */
export function missingDiffusionFiles(
  files: readonly NamedFile[],
  parts: readonly string[],
): readonly string[] {
  const has = (path: string) => files.some((file) => file.path === path);
  const needed: readonly DiffusionPart[] = [
    ...NEEDED.filter((part) => parts.includes(part)),
    'vae_decoder',
  ];
  const graphs = needed.filter((part) => !hasGraph(files, part));
  const words = parts.filter((part) => /^tokenizer(?:_2)?$/.test(part));
  const wordless = words.filter(
    (part) =>
      !has(`${part}/tokenizer.json`) && !(has(`${part}/vocab.json`) && has(`${part}/merges.txt`)),
  );
  return [
    ...graphs.map((part) => `${part}/model.onnx`),
    ...wordless.map((part) => `${part}/tokenizer.json`),
    ...['scheduler/scheduler_config.json'].filter((path) => !has(path)),
  ];
}
