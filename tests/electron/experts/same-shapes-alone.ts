// Task types that are not compared on both sides, and why. What hosted inference alone does here is run all
// the same, to be held against what the task type promises.

import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { TASK_TYPES, type TaskType } from '../../../shared/tasks.ts';
import { keptRecording } from './onnx/sounds.ts';

export type Alone =
  | { readonly on: 'this machine' | 'neither side'; readonly why: string }
  | {
      readonly on: 'the Hub' | 'this machine and the Hub';
      readonly why: string;
      readonly args: Readonly<Record<string, string>>;
      readonly answer: () => Promise<Buffer>;
    };

const NO_CALL = { on: 'this machine', why: 'Hosted inference has no call for it.' } as const;
const BUILT_IN = {
  on: 'this machine',
  why: 'An algorithm draws it exactly, without a model.',
} as const;

const VIDEO = {
  on: 'the Hub',
  why: 'Transformers.js runs no model that makes videos.',
  answer: () => readFile(keptRecording('tone-vorbis.webm')),
} as const;

const CONTROLLED = {
  on: 'this machine and the Hub',
  why: 'Here all controls go one way, and the tiny model has a network for edges alone.',
  args: { image: 'star.png', text: 'A castle' },
  answer: () =>
    sharp({ create: { width: 64, height: 48, channels: 3, background: '#336699' } })
      .png()
      .toBuffer(),
} as const;

export const ALONE: Readonly<Partial<Record<TaskType, Alone>>> = {
  'text2text-generation': NO_CALL,
  'text-ranking': NO_CALL,
  'zero-shot-object-detection': NO_CALL,
  'background-removal': NO_CALL,
  'depth-estimation': NO_CALL,
  'normal-control': NO_CALL,
  'canny-control': BUILT_IN,
  'mlsd-control': BUILT_IN,
  'hed-control': NO_CALL,
  'openpose-control': NO_CALL,
  'text-to-video': { ...VIDEO, args: { text: 'Waves' } },
  'image-to-video': { ...VIDEO, args: { image: 'star.png', text: 'Slowly' } },
  ...Object.fromEntries(
    TASK_TYPES.filter((type) => type.endsWith('-text-to-image')).map((type) => [type, CONTROLLED]),
  ),
};
