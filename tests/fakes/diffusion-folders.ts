// Pipelines in the layout of diffusers whose networks are a few nodes each, so that what they are given can be
// read in what they draw. A latent is a pixel. The U-Net answers with its sample divided by 4, plus the mean of
// the text's states and of whatever else it is told.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from './folders.ts';
import {
  type GraphNode,
  type GraphPort,
  type GraphSketch,
  type GraphType,
  onnxGraph,
  typeNumber,
} from './onnx-graphs.ts';

export const LENGTH = 8;
const WIDTH = 2;
export const SCALING = 4;
/** Latents of a side that the U-Net says it was taught with. */
export const SIDE = 8;

export interface PipelineWish {
  readonly className?: string;
  readonly type?: GraphType;
  readonly timestep?: GraphPort;
  /** Towers; two are SDXL's. */
  readonly towers?: 1 | 2;
  /** Channels of the U-Net beyond the four of the noise. */
  readonly beside?: number;
  readonly isTold?: boolean;
  readonly batch?: number | string;
  readonly side?: number | string;
  readonly textWidth?: number;
  readonly furtherInput?: string;
  /** Folders of control networks, beside a U-Net that takes what they say. */
  readonly controls?: readonly string[];
  readonly scheduler?: Readonly<Record<string, unknown>>;
  /** Entries of model_index.json. */
  readonly index?: Readonly<Record<string, unknown>>;
  /** Files that are left out, or have another content. */
  readonly changed?: Readonly<Record<string, string | Uint8Array | undefined>>;
}

/** Writes such a folder; gives its path. */
export function diffusionFolder(wish: PipelineWish = {}): string {
  const folder = temporaryFolder();
  const files: Record<string, string | Uint8Array | undefined> = {
    ...pipelineFiles(wish),
    ...wish.changed,
  };
  for (const [path, content] of Object.entries(files)) {
    if (content !== undefined) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
  }
  return folder;
}

function pipelineFiles(wish: PipelineWish) {
  const { towers = 1, type = 'float32' } = wish;
  const names = ['', '_2'].slice(0, towers);
  const part = ['diffusers', 'OnnxRuntimeModel'];
  const listed = names.flatMap((end) => [`tokenizer${end}`, `text_encoder${end}`]);
  const index = {
    _class_name: towers === 2 ? 'StableDiffusionXLPipeline' : 'StableDiffusionPipeline',
    ...(wish.className !== undefined && { _class_name: wish.className }),
    ...Object.fromEntries(
      [...listed, 'unet', 'vae_decoder', 'scheduler'].map((name) => [name, part]),
    ),
    ...wish.index,
  };
  const texts = names.map((end) => [
    [`tokenizer${end}/vocab.json`, JSON.stringify(VOCABULARY)],
    [`tokenizer${end}/merges.txt`, '#version: 0.2\nr e\nre d</w>\n'],
    [`tokenizer${end}/tokenizer_config.json`, JSON.stringify({ model_max_length: LENGTH })],
    [`text_encoder${end}/config.json`, JSON.stringify({ num_hidden_layers: 2 })],
    [`text_encoder${end}/model.onnx`, onnxGraph(textEncoder(towers === 2, type))],
  ]);
  const coder = JSON.stringify({ block_out_channels: [8], scaling_factor: SCALING });
  return {
    'model_index.json': JSON.stringify(index),
    'scheduler/scheduler_config.json': JSON.stringify({ ...SAMPLE_DDIM, ...wish.scheduler }),
    ...Object.fromEntries(texts.flat()),
    'unet/config.json': JSON.stringify({ sample_size: SIDE, block_out_channels: [8] }),
    'unet/model.onnx': onnxGraph(unet(wish)),
    ...controlFiles(wish),
    'vae_decoder/config.json': coder,
    'vae_decoder/model.onnx': onnxGraph(decoder(type)),
    'vae_encoder/config.json': coder,
    'vae_encoder/model.onnx': onnxGraph(encoder(type)),
  };
}

function controlFiles(wish: PipelineWish): Readonly<Record<string, string | Uint8Array>> {
  const { controls = [], type = 'float32' } = wish;
  const networks = controls.map((part) => [`${part}/model.onnx`, onnxGraph(controlNetwork(type))]);
  return controls.length === 0
    ? {}
    : {
        'cnet/config.json': JSON.stringify({ sample_size: SIDE, block_out_channels: [8] }),
        'cnet/model.onnx': onnxGraph(controlledUnet(wish)),
        ...Object.fromEntries(networks),
      };
}

/** The network's answer is the picture itself, so one step ends with it. */
const SAMPLE_DDIM = {
  _class_name: 'DDIMScheduler',
  beta_schedule: 'scaled_linear',
  beta_start: 0.00085,
  beta_end: 0.012,
  prediction_type: 'sample',
  clip_sample: false,
  set_alpha_to_one: true,
  timestep_spacing: 'trailing',
};

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** "red" is one piece of a word, other words are letter by letter. */
const VOCABULARY = Object.fromEntries(
  [
    ...['!', ...LETTERS, ...LETTERS.map((letter) => `${letter}</w>`), 're', 'red</w>'],
    ...['<|startoftext|>', '<|endoftext|>'],
  ].map((piece, id) => [piece, id]),
);
export const IDS = {
  red: VOCABULARY['red</w>'] ?? 0,
  start: VOCABULARY['<|startoftext|>'] ?? 0,
  end: VOCABULARY['<|endoftext|>'] ?? 0,
} as const;

/** States are ids ÷ 1,000, twice that after the first layer, four times after the second. */
function textEncoder(isXl: boolean, type: GraphType): GraphSketch {
  const states = ['hidden_states.0', 'hidden_states.1', 'hidden_states.2'];
  const shape = ['batch', LENGTH, WIDTH] as const;
  const named = isXl ? states : [];
  return {
    inputs: [{ name: 'input_ids', type: 'int32', shape: ['batch', LENGTH] }],
    outputs: [
      { name: 'last_hidden_state', type, shape },
      ...(isXl ? [{ name: 'text_embeds', type, shape: ['batch', WIDTH] }] : []),
      ...named.map((name) => ({ name, type, shape })),
    ],
    constants: { thousandth: 0.001, two: 2, four: 4, eight: 8 },
    nodes: [
      { op: 'Cast', from: ['input_ids'], to: 'ids', with: { to: typeNumber('float32') } },
      { op: 'Mul', from: ['ids', 'thousandth'], to: 'small' },
      { op: 'Unsqueeze', from: ['small'], to: 'column', with: { axes: [2] } },
      { op: 'Concat', from: ['column', 'column'], to: 'wide', with: { axis: 2 } },
      ...(isXl
        ? [
            cast('wide', 'hidden_states.0', type),
            { op: 'Mul', from: ['wide', 'two'], to: 'twice' },
            cast('twice', 'hidden_states.1', type),
            { op: 'Mul', from: ['wide', 'four'], to: 'fourfold' },
            cast('fourfold', 'hidden_states.2', type),
            { op: 'ReduceMean', from: ['wide'], to: 'mean', with: { axes: [1], keepdims: 0 } },
            cast('mean', 'text_embeds', type),
          ]
        : []),
      { op: 'Mul', from: ['wide', 'eight'], to: 'last' },
      cast('last', 'last_hidden_state', type),
    ],
  };
}

function cast(from: string, to: string, type: GraphType): GraphNode {
  return { op: 'Cast', from: [from], to, with: { to: typeNumber(type) } };
}

function unet(wish: PipelineWish): GraphSketch {
  const { type = 'float32', batch = 'batch', side = 'side', beside = 0, towers = 1 } = wish;
  const isXl = towers === 2;
  const told: readonly GraphPort[] = [
    ...(isXl ? [{ name: 'text_embeds', type, shape: ['batch', WIDTH] }] : []),
    ...(isXl ? [{ name: 'time_ids', type, shape: ['batch', 6] }] : []),
    ...(wish.isTold === true ? [{ name: 'timestep_cond', type, shape: ['batch', 4] }] : []),
    ...(wish.furtherInput === undefined ? [] : [{ name: wish.furtherInput, shape: ['batch', 1] }]),
  ];
  const hidden = { name: 'encoder_hidden_states', type };
  const width = wish.textWidth ?? WIDTH * towers;
  const shape = [batch, 4 + beside, side, side] as const;
  const area = { keepdims: 1, axes: [1] };
  return {
    inputs: [
      { name: 'sample', type, shape },
      wish.timestep ?? { name: 'timestep', type: 'int64', shape: ['steps'] },
      { ...hidden, shape: ['batch', LENGTH, width] },
      ...told,
    ],
    outputs: [{ name: 'out_sample', type, shape: [batch, 4, side, side] }],
    constants: { quarter: 0.25, thousandth: 0.001 },
    indices: { four: [0, 1, 2, 3] },
    nodes: [
      cast('sample', 'seen', 'float32'),
      { op: 'Gather', from: ['seen', 'four'], to: 'noisy', with: { axis: 1 } },
      { op: 'ReduceMean', from: ['seen'], to: 'all', with: area },
      { op: 'Mul', from: ['noisy', 'quarter'], to: 'sum.0' },
      ...(beside > 0 ? [{ op: 'Add', from: ['sum.0', 'all'], to: 'sum' }] : [same('sum.0', 'sum')]),
      cast('encoder_hidden_states', 'words', 'float32'),
      { op: 'ReduceMean', from: ['words'], to: 'meaning', with: { axes: [1, 2], keepdims: 1 } },
      { op: 'Unsqueeze', from: ['meaning'], to: 'sense', with: { axes: [3] } },
      { op: 'Add', from: ['sum', 'sense'], to: 'told.0' },
      ...told.flatMap(({ name }, at) => addedMean(name, at)),
      cast('timestep', 'moment', 'float32'),
      { op: 'Mul', from: ['moment', 'thousandth'], to: 'time' },
      { op: 'Add', from: [`told.${told.length}`, 'time'], to: 'answer' },
      cast('answer', 'out_sample', type),
    ],
  };
}

/** The same answer, plus both inner states that a control network gives. */
function controlledUnet(wish: PipelineWish): GraphSketch {
  const { inputs, outputs, nodes, ...rest } = unet(wish);
  const { type = 'float32', side = 'side' } = wish;
  const taken = ['down_block_0', 'mid_block_additional_residual'];
  const shape = ['batch', 1, side, side] as const;
  return {
    ...rest,
    inputs: [...inputs, ...taken.map((name) => ({ name, type, shape }))],
    outputs,
    nodes: [
      ...nodes.filter(({ to }) => to !== 'out_sample'),
      ...taken.map((name) => cast(name, `${name}.float`, 'float32')),
      { op: 'Add', from: ['answer', 'down_block_0.float'], to: 'higher' },
      { op: 'Add', from: ['higher', 'mid_block_additional_residual.float'], to: 'highest' },
      cast('highest', 'out_sample', type),
    ],
  };
}

/** Answers with the mean of the picture that it is shown, and with that of the noise. */
function controlNetwork(type: GraphType): GraphSketch {
  const state = ['batch', 1, 'side', 'side'] as const;
  const area = { keepdims: 1, axes: [1] };
  return {
    inputs: [
      { name: 'sample', type, shape: ['batch', 4, 'side', 'side'] },
      { name: 'timestep', type: 'float32', shape: ['batch'] },
      { name: 'encoder_hidden_states', type, shape: ['batch', LENGTH, WIDTH] },
      { name: 'controlnet_cond', type, shape: ['batch', 3, 'height', 'width'] },
    ],
    outputs: [
      { name: 'mid_block_res_sample', type, shape: state },
      { name: 'down_block_res_0', type, shape: state },
    ],
    nodes: [
      { op: 'ReduceMean', from: ['controlnet_cond'], to: 'down_block_res_0', with: area },
      { op: 'ReduceMean', from: ['sample'], to: 'mid_block_res_sample', with: area },
    ],
  };
}

function same(from: string, to: string): GraphNode {
  return { op: 'Identity', from: [from], to };
}

/** Of one row for each picture. */
function addedMean(name: string, at: number): readonly GraphNode[] {
  return [
    cast(name, `${name}.float`, 'float32'),
    {
      op: 'ReduceMean',
      from: [`${name}.float`],
      to: `${name}.mean`,
      with: { axes: [1], keepdims: 1 },
    },
    { op: 'Unsqueeze', from: [`${name}.mean`], to: `${name}.area`, with: { axes: [2, 3] } },
    { op: 'Add', from: [`told.${at}`, `${name}.area`], to: `told.${at + 1}` },
  ];
}

/** Red, green and blue are the first three channels. */
function decoder(type: GraphType): GraphSketch {
  return {
    inputs: [{ name: 'latent_sample', type, shape: ['batch', 4, 'height', 'width'] }],
    outputs: [{ name: 'sample', type, shape: ['batch', 3, 'height', 'width'] }],
    indices: { three: [0, 1, 2] },
    nodes: [{ op: 'Gather', from: ['latent_sample', 'three'], to: 'sample', with: { axis: 1 } }],
  };
}

/** Red once more as the fourth channel; the variances are whatever they are. */
function encoder(type: GraphType): GraphSketch {
  return {
    inputs: [{ name: 'sample', type, shape: ['batch', 3, 'height', 'width'] }],
    outputs: [{ name: 'latent_parameters', type, shape: ['batch', 8, 'height', 'width'] }],
    indices: { eight: [0, 1, 2, 0, 0, 0, 0, 0] },
    nodes: [
      { op: 'Gather', from: ['sample', 'eight'], to: 'latent_parameters', with: { axis: 1 } },
    ],
  };
}
