// How the network that draws is asked at every step of one wish: the texts that it is given, the guidance by
// them, and what else its inputs take.

import { AppError, detail } from '../../../shared/errors.ts';
import type { Values } from '../graphs.ts';
import { portOf } from './checks.ts';
import { type Control, seenBy } from './control.ts';
import type { Diffusion } from './diffusion.ts';
import type { Given } from './given-picture.ts';
import {
  type Asking,
  askingsOf,
  type Denoiser,
  guidanceEmbedding,
  instructedAskings,
} from './guidance.ts';
import { type EncodedText, emptied, encodeText } from './text-encoding.ts';
import type { DrawWish, Settled } from './wish.ts';

/** How strongly a model for instructions keeps to the picture that it changes. */
const PICTURE_GUIDANCE = 1.5;
/** Of the guidance that a distilled model is told, where its export says none. */
const EMBEDDING_WIDTH = 256;

interface Task {
  readonly wish: DrawWish;
  readonly settled: Settled;
  readonly given: Given;
}

interface Asked {
  readonly denoiser: Denoiser;
  readonly cutAfter: string | undefined;
}

/** @throws AppError MODEL_UNUSABLE where the export takes another number of answers at once */
export async function denoiserOf(
  model: Diffusion,
  { wish, settled, given }: Task,
  isBatched = model.device !== 'cpu', // the CPU is no faster by it and needs twice the memory
): Promise<Asked> {
  const { towers, isXl, unet } = model;
  const said = await encodeText(towers, wish.prompt, isXl);
  const askings = await askingsFor(model, { said, wish, settled, given });
  const declared = portOf(unet, 'sample')?.shape[0];
  if (typeof declared === 'number' && ![1, askings.length].includes(declared)) {
    const why = detail('other-batch', { declared, asked: askings.length });
    throw AppError.of('MODEL_UNUSABLE', { model: model.name, why });
  }
  return {
    denoiser: {
      graph: unet.graph,
      askings,
      isBatched: askings.length > 1 && (typeof declared === 'number' ? declared > 1 : isBatched),
      constants: constantsOf(model, settled),
      controls: await controlsOf(model, wish, settled),
    },
    cutAfter: said.cutAfter,
  };
}

/** @throws AppError MODEL_UNUSABLE where it has no such control network, or one that does not fit */
async function controlsOf(
  model: Diffusion,
  { controls = [] }: DrawWish,
  settled: Settled,
): Promise<readonly Control[]> {
  const opened: Control[] = [];
  for (const { kind, picture, scale = 1 } of controls) {
    const { graph } = await model.controls.open(kind);
    opened.push({ graph, seen: await seenBy(picture, settled), scale });
  }
  return opened;
}

interface Saying extends Task {
  readonly said: EncodedText;
}

async function askingsFor(
  model: Diffusion,
  { said, wish, settled, given }: Saying,
): Promise<readonly Asking[]> {
  const isTold = portOf(model.unet, 'timestep_cond') !== undefined;
  const guidance = isTold ? 1 : Math.max(1, settled.guidance);
  const { beside } = given;
  if (model.kind === 'instructed' && beside !== undefined) {
    const unsaid = await unsaidOf(model, said, wish);
    const pictureGuidance = PICTURE_GUIDANCE;
    return instructedAskings({ said, unsaid }, { guidance, pictureGuidance, beside });
  }
  const unsaid = guidance === 1 ? said : await unsaidOf(model, said, wish);
  return askingsOf({ said, unsaid }, { guidance, beside });
}

/** Some models of two towers were taught with zeros in place of an empty text. */
async function unsaidOf(
  { towers, isXl, index }: Diffusion,
  said: EncodedText,
  { negativePrompt = '' }: DrawWish,
): Promise<EncodedText> {
  return isXl && index.zerosForEmptyPrompt && negativePrompt.trim() === ''
    ? emptied(said)
    : encodeText(towers, negativePrompt, isXl);
}

/** SDXL is told the size that a picture had before it was cut, where it was cut, and the size it is to have. */
function constantsOf(
  { unet, isXl }: Diffusion,
  { guidance, width, height }: Settled,
): Readonly<Record<string, Values>> {
  const told = portOf(unet, 'timestep_cond');
  const size = told?.shape[1];
  const embedded = guidanceEmbedding(guidance, typeof size === 'number' ? size : EMBEDDING_WIDTH);
  const sizes = { data: Float32Array.of(height, width, 0, 0, height, width), shape: [1, 6] };
  return { ...(told && { timestep_cond: embedded }), ...(isXl && { time_ids: sizes }) };
}
