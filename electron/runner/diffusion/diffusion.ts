// A model that draws by diffusion, loaded: its networks, tokenizers and scheduler from the folders that
// diffusers and optimum lay out, checked before anything is drawn. Drawing is draw.ts's.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError, detail, type ErrorDetail } from '../../../shared/errors.ts';
import { modelName } from '../../experts/onnx/model-name.ts';
import { type DiffusionPart, MODEL_INDEX } from '../../library/diffusion-files.ts';
import {
  type DiffusionIndex,
  type DiffusionKind,
  parseDiffusionIndex,
} from '../../library/diffusion-index.ts';
import type { Loader, LoadOptions } from '../models.ts';
import { type Autoencoder, autoencoderOf } from './autoencoder.ts';
import { faultOf, kindOf } from './checks.ts';
import { hasGraphIn, isThere, type Network, openNetwork } from './networks.ts';
import { type Controls, controlsIn } from './open-controls.ts';
import { type OpenedOnce, openedOnce } from './opened-once.ts';
import { type Colouring, learnColouring } from './preview.ts';
import { readSchedulerConfig } from './schedulers/config.ts';
import type { Tower } from './text-encoding.ts';
import { openWords } from './words.ts';

/** What every way of drawing with a model shares. */
interface Shared {
  /** For the person. */
  readonly name: string;
  readonly index: DiffusionIndex;
  readonly isXl: boolean;
  readonly towers: readonly Tower[];
  readonly autoencoder: Autoencoder;
  /** Of scheduler_config.json. */
  readonly schedulerText: string;
  readonly device: LoadOptions['device'];
  /** Learnt when it is first asked for. */
  readonly colouring: () => Promise<Colouring | undefined>;
}

export interface Diffusion extends Shared {
  readonly kind: DiffusionKind;
  readonly unet: Network;
  readonly controls: Controls;
}

/** `cnet` takes what control networks say. */
export type UnetPart = 'unet' | 'cnet';

export interface DiffusionModel extends Pick<Shared, 'autoencoder' | 'towers'> {
  /** With one of its U-Nets. @throws AppError MODEL_UNUSABLE, or Error of ONNX Runtime */
  readonly ways: OpenedOnce<UnetPart, Diffusion>;
}

/** @throws AppError MODEL_UNUSABLE, or Error of ONNX Runtime */
export const diffusionLoader: Loader<DiffusionModel> = {
  name: 'diffusion',
  load: openDiffusion,
  dispose: async ({ ways, towers, autoencoder: { decoder, encoder } }) => {
    await ways.dispose();
    const texts = towers.map(({ network }) => network);
    await disposeAll([...texts, decoder, ...present(encoder)]);
  },
};

export async function isDiffusionFolder(folder: string): Promise<boolean> {
  return isThere(join(folder, MODEL_INDEX));
}

async function openDiffusion(folder: string, options: LoadOptions): Promise<DiffusionModel> {
  const name = modelName(folder);
  const unusable = (why: ErrorDetail, cause?: unknown) =>
    AppError.of('MODEL_UNUSABLE', { model: name, why }, cause);
  const index = await readIndex(folder, unusable);
  const schedulerText = await readPart(folder, 'scheduler/scheduler_config.json', unusable);
  readSchedulerConfig({ text: schedulerText, model: name });
  const networks = await openAll(folder, index, options);
  try {
    const opening = { folder, name, index, schedulerText, networks, unusable, options };
    const shared = await joined(opening);
    const ways = openedOnce<UnetPart, Diffusion>(
      (part) => withUnet(shared, part, opening),
      async ({ unet, controls }) => {
        await controls.dispose();
        await unet.graph.dispose();
      },
    );
    return { towers: shared.towers, autoencoder: shared.autoencoder, ways };
  } catch (error) {
    await disposeAll(networks);
    throw error;
  }
}

async function withUnet(shared: Shared, part: UnetPart, opening: Opening): Promise<Diffusion> {
  const { folder, options, unusable } = opening;
  const unet = await openNetwork(folder, part, options);
  const fault = faultOf({ ...shared, unet });
  if (fault !== undefined) {
    await unet.graph.dispose();
    throw unusable(fault);
  }
  const kind = kindOf(unet, shared.autoencoder) ?? 'plain';
  return { ...shared, unet, kind, controls: controlsIn(folder, { unet, options, unusable }) };
}

type Unusable = (why: ErrorDetail, cause?: unknown) => AppError;

async function readIndex(folder: string, unusable: Unusable): Promise<DiffusionIndex> {
  const read = parseDiffusionIndex(await readPart(folder, MODEL_INDEX, unusable));
  if (!read.ok) {
    throw unusable(read.fault);
  }
  return read.index;
}

async function readPart(folder: string, path: string, unusable: Unusable): Promise<string> {
  if (!(await isThere(join(folder, path)))) {
    throw unusable(detail('export-lacks', { path }));
  }
  return readFile(join(folder, path), 'utf8');
}

/** One after the other, since opening takes more memory for a while than running. */
async function openAll(
  folder: string,
  { parts }: DiffusionIndex,
  options: LoadOptions,
): Promise<readonly Network[]> {
  const hasEncoder = await hasGraphIn(join(folder, 'vae_encoder'));
  const towers = (['text_encoder', 'text_encoder_2'] as const).filter((part) =>
    parts.includes(part),
  );
  const wanted: readonly DiffusionPart[] = [
    ...towers,
    'vae_decoder',
    ...(hasEncoder ? (['vae_encoder'] as const) : []),
  ];
  const opened: Network[] = [];
  try {
    for (const part of wanted) {
      opened.push(await openNetwork(folder, part, options));
    }
    return opened;
  } catch (error) {
    await disposeAll(opened);
    throw error;
  }
}

interface Opening {
  readonly folder: string;
  readonly name: string;
  readonly index: DiffusionIndex;
  readonly schedulerText: string;
  readonly networks: readonly Network[];
  readonly options: LoadOptions;
  readonly unusable: Unusable;
}

async function joined(opening: Opening): Promise<Shared> {
  const { folder, name, index, schedulerText, networks, options, unusable } = opening;
  const find = (wanted: DiffusionPart) => networks.find(({ part }) => part === wanted);
  const decoder = find('vae_decoder');
  if (decoder === undefined) {
    throw new Error('a network was not opened'); // openAll opens it
  }
  const isXl = index.family === 'sdxl';
  const towers = await towersOf(folder, networks, unusable);
  const autoencoder = autoencoderOf({ decoder, encoder: find('vae_encoder'), isXl });
  let colouring: Promise<Colouring | undefined> | undefined;
  return {
    ...{ name, index, isXl, towers, autoencoder, schedulerText },
    device: options.device,
    colouring: () => {
      colouring ??= learnColouring(autoencoder);
      return colouring;
    },
  };
}

async function towersOf(
  folder: string,
  networks: readonly Network[],
  unusable: Unusable,
): Promise<readonly Tower[]> {
  const towers: Tower[] = [];
  for (const network of networks.filter(({ part }) => part.startsWith('text_encoder'))) {
    const { part, graph, config } = network;
    const tokenizer = part.replace('text_encoder', 'tokenizer');
    const fixed = graph.inputs.find(({ name }) => name === 'input_ids')?.shape[1];
    const lengths = [config.max_position_embeddings, typeof fixed === 'number' ? fixed : undefined];
    try {
      towers.push({ network, words: await openWords(join(folder, tokenizer), lengths) });
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw unusable(detail('export-unreadable', { file: tokenizer, error: words }), error);
    }
  }
  if (towers.length === 0) {
    throw unusable(detail('export-no-text'));
  }
  return towers;
}

async function disposeAll(networks: readonly Network[]): Promise<void> {
  for (const { graph } of networks) {
    await graph.dispose();
  }
}

function present<Value>(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : [value];
}
