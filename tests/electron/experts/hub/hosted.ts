// Hosted experts against a router of this machine: the model, who serves it, and what was told meanwhile.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach } from 'vitest';
import type {
  ExpertContext,
  ExpertInput,
  ExpertInputs,
  Progress,
} from '../../../../electron/experts/expert.ts';
import { type HubExpertsDeps, hubExperts } from '../../../../electron/experts/hub/registry.ts';
import type { ModelCall } from '../../../../shared/controllers.ts';
import type { FileKind } from '../../../../shared/media.ts';
import { type TaskType, taskEntry } from '../../../../shared/tasks.ts';
import { temporaryFolder } from '../../../fakes/folders.ts';
import {
  type FakeRouter,
  type RouterModel,
  type RouterOptions,
  type ServedBy,
  startRouter,
} from '../../../fakes/inference-router.ts';

export const TOKEN = 'hf_testtokenoftheperson';

const open: FakeRouter[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((router) => router.close()));
});

export interface Hosting {
  readonly providers?: readonly ServedBy[];
  readonly answer?: RouterOptions['answer'];
  readonly fault?: RouterOptions['fault'];
  readonly maskToken?: string;
  readonly terms?: RouterModel['terms'];
  readonly course?: RouterOptions['course'];
  readonly storage?: RouterOptions['storage'];
  readonly mayUpload?: ExpertContext['mayUpload'];
  readonly deps?: Partial<HubExpertsDeps>;
  readonly languages?: readonly string[];
  readonly seed?: number;
  readonly signal?: AbortSignal;
  /** Each is handed over as it is told. */
  readonly told?: (progress: Progress) => void;
}

/** One task with one model, by hf-inference where nothing else is said. */
export async function host(task: TaskType, hosting: Hosting) {
  const { providers = [{ provider: 'hf-inference', task }], maskToken, terms } = hosting;
  const { fault, course, storage, mayUpload } = hosting;
  const id = 'org/model';
  const model: RouterModel = {
    ...{ id, providers },
    ...(maskToken !== undefined && { maskToken }),
    ...(terms !== undefined && { terms }),
  };
  const router = await startRouter({
    models: [model],
    token: TOKEN,
    answer: hosting.answer ?? (() => []),
    ...(fault !== undefined && { fault }),
    ...(course !== undefined && { course }),
    ...(storage !== undefined && { storage }),
  });
  open.push(router);
  const { languages = [], signal = new AbortController().signal, seed } = hosting;
  const [expert] = hubExperts([{ id, tasks: [task], languages }], {
    ...{ fetch: globalThis.fetch, token: () => TOKEN, endpoint: router.url, clock: () => 0 },
    ...hosting.deps,
  });
  if (expert === undefined) {
    throw new Error(`no expert for ${task}`);
  }
  const told: Progress[] = [];
  const calls: ModelCall[] = [];
  const progress = (one: Progress) => {
    told.push(one);
    hosting.told?.(one);
  };
  const asked = (call: ModelCall) => calls.push(call);
  const perform = (inputs: ExpertInputs) =>
    expert.perform(inputs, {
      ...{ signal, progress, asked },
      ...(mayUpload !== undefined && { mayUpload }),
      ...(seed !== undefined && { seed }),
    });
  return { id, expert, router, told, calls, perform };
}

/** Performs and gives back the output, after a look whether it has what its task type promises. */
export async function made(task: TaskType, inputs: ExpertInputs, hosting: Hosting) {
  const hosted = await host(task, hosting);
  const output = await hosted.perform(inputs);
  const missing = taskEntry(task).outputs.filter((kind) => output[kind] === undefined);
  if (missing.length > 0) {
    throw new Error(`${task} made no ${missing.join(', no ')}`);
  }
  return { ...hosted, output };
}

export function fileSlot(
  kind: FileKind,
  path: string,
  about: Partial<Exclude<ExpertInput, { kind: 'text' }>['artefact']> = {},
): ExpertInput {
  const size = readFileSync(path).length;
  const artefact = { id: 'a'.repeat(64), kind, mime: `${kind}/unknown`, size, ...about };
  return { kind, name: path.split('/').at(-1) ?? '', path, artefact };
}

/** A picture of 64 × 48 pixels. */
export async function pictureSlot(
  how: { readonly orientation?: number; readonly format?: 'png' | 'jpeg' | 'webp' } = {},
): Promise<ExpertInputs> {
  const { orientation, format = 'png' } = how;
  const plain = sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } });
  const turned = orientation === undefined ? plain : plain.withMetadata({ orientation });
  const path = join(temporaryFolder(), `picture.${format}`);
  writeFileSync(path, await turned.toFormat(format).toBuffer());
  return { image: fileSlot('image', path, { mime: `image/${format}` }) };
}

export function recordingSlot(): ExpertInputs {
  const about = { mime: 'audio/wav', duration: 2.5 };
  return { audio: fileSlot('audio', 'assets/samples/recording.wav', about) };
}

/** PNG with the left half white, or other parts of the width. */
export async function maskPng(share: number): Promise<string> {
  const pixels = Uint8Array.from({ length: 64 * 48 }, (_, at) => (at % 64 < share * 64 ? 255 : 0));
  const png = await sharp(pixels, { raw: { width: 64, height: 48, channels: 1 } })
    .png()
    .toBuffer();
  return png.toString('base64');
}

export async function pngBytes(): Promise<Buffer> {
  return sharp({ create: { width: 8, height: 8, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
}
