import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { diffusionTasks, parseDiffusionIndex } from '../../../electron/library/diffusion-index.ts';
import { listInstalled } from '../../../electron/library/installed.ts';
import { dtypeChoices, weightFiles } from '../../../electron/library/weights.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { startHub } from '../../fakes/hub.ts';
import { COMMIT, libraryOn } from './shelf.ts';

const PART = ['diffusers', 'OnnxRuntimeModel'];
const INDEX = {
  _class_name: 'StableDiffusionPipeline',
  _diffusers_version: '0.35.0',
  safety_checker: [null, null],
  scheduler: ['diffusers', 'DDIMScheduler'],
  tokenizer: ['transformers', 'CLIPTokenizer'],
  text_encoder: PART,
  unet: PART,
  vae_decoder: PART,
};
const FILES = {
  'model_index.json': JSON.stringify(INDEX),
  'scheduler/scheduler_config.json': '{}',
  'tokenizer/vocab.json': '{}',
  'tokenizer/merges.txt': '',
  'text_encoder/model.onnx': '1234',
  'text_encoder/model_fp16.onnx': '12',
  'unet/model.onnx': '1',
  'unet/model.onnx_data': '123456789',
  'unet/model_fp16.onnx': '12345',
  'vae_encoder/model.onnx': '123',
  'vae_decoder/model.onnx': '123',
  'safety_checker/model.onnx': 'not read',
};

async function describe(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const models = await listInstalled({
    cache: join(folder, 'none'),
    folders: [folder],
    catalogue: [],
  });
  expect(models).toHaveLength(1);
  return models[0];
}

const without = (...paths: readonly string[]) =>
  Object.fromEntries(Object.entries(FILES).filter(([path]) => !paths.includes(path)));

test('A pipeline in folders is one model, with the bytes of each format', async () => {
  expect(await describe(FILES)).toMatchObject({
    modelType: 'diffusion',
    architectures: ['StableDiffusionPipeline'],
    tasks: ['text-to-image', 'image-to-image'],
    missing: [],
    problems: [],
    dtypes: [
      { dtype: 'fp32', bytes: 4 + 10 + 3 + 3 },
      {
        dtype: 'fp16',
        bytes: 2 + 5 + 3 + 3,
        parts: {
          'text_encoder/model': 'fp16',
          'unet/model': 'fp16',
          'vae_encoder/model': 'fp32',
          'vae_decoder/model': 'fp32',
        },
      },
    ],
  });
});

test('Without an encoder of pictures it only makes them', async () => {
  expect(await describe(without('vae_encoder/model.onnx'))).toMatchObject({
    tasks: ['text-to-image'],
    missing: [],
  });
});

test('What its pipeline needs and lacks is named', async () => {
  const some = without('vae_decoder/model.onnx', 'tokenizer/merges.txt', 'text_encoder/model.onnx');
  const {
    'scheduler/scheduler_config.json': _,
    'text_encoder/model_fp16.onnx': __,
    ...files
  } = some;
  expect((await describe(files))?.missing).toEqual([
    'text_encoder/model.onnx',
    'vae_decoder/model.onnx',
    'tokenizer/tokenizer.json',
    'scheduler/scheduler_config.json',
  ]);
});

test('A pipeline that is not run here, and an index that can’t be read, are problems', async () => {
  const video = { ...INDEX, _class_name: 'StableVideoDiffusionPipeline' };
  const refiner = { ...INDEX, requires_aesthetics_score: true };
  for (const text of [JSON.stringify(video), JSON.stringify(refiner), '{"_class', '{}']) {
    const found = await describe({ ...FILES, 'model_index.json': text });
    expect(found).toMatchObject({ tasks: [], missing: [] });
    expect(found?.problems).toHaveLength(1);
  }
});

test('Every name of a pipeline says its family and what it is given', () => {
  const read = (name: string) => {
    const read = parseDiffusionIndex(JSON.stringify({ ...INDEX, _class_name: name }));
    const parts = ['scheduler', 'tokenizer', 'text_encoder', 'unet', 'vae_decoder'];
    expect(read).toMatchObject({ ok: true, index: { parts } });
    return read.ok ? `${read.index.family} ${read.index.kind}` : read.fault.text;
  };
  expect(read('OnnxStableDiffusionPipeline')).toBe('sd plain');
  expect(read('ORTStableDiffusionXLImg2ImgPipeline')).toBe('sdxl plain');
  expect(read('LatentConsistencyModelPipeline')).toBe('lcm plain');
  expect(read('StableDiffusionInstructPix2PixPipeline')).toBe('sd instructed');
  expect(read('OnnxStableDiffusionInpaintPipelineLegacy')).toBe('sd inpainting');
});

test('A model for instructions makes no picture from nothing', () => {
  expect(diffusionTasks({ kind: 'instructed' }, true)).toEqual(['image-to-image']);
  expect(diffusionTasks({ kind: 'instructed' }, false)).toEqual([]);
  expect(diffusionTasks({ kind: 'inpainting' }, true)).toEqual(['text-to-image', 'image-to-image']);
});

test('Data beside a graph counts under every name that exporters give it', () => {
  const files = ['unet/model.onnx', 'unet/weights.pb', 'vae_decoder/model.onnx.data'].map(
    (path) => ({
      path,
      bytes: 1,
    }),
  );
  const all = [
    ...files,
    { path: 'model_index.json', bytes: 1 },
    { path: 'vae_decoder/model.onnx', bytes: 1 },
    { path: 'unet/diffusion_pytorch_model.safetensors', bytes: 9 },
  ];
  expect(weightFiles(all, 'fp32').map(({ path }) => path)).toEqual([
    ...['unet/model.onnx', 'unet/weights.pb', 'vae_decoder/model.onnx.data'],
    'vae_decoder/model.onnx',
  ]);
  expect(dtypeChoices(files)).toEqual([]);
});

test('An install fetches what a format needs of it, and nothing of PyTorch', async () => {
  const torch = { 'unet/diffusion_pytorch_model.safetensors': 'x', 'vae/config.json': '{}' };
  const files = Object.entries({ ...FILES, ...torch }).map(([path, text]) => ({
    path,
    content: Buffer.from(text),
    isLarge: /\.(?:onnx|onnx_data|safetensors)$/.test(path),
  }));
  const hub = await startHub({ models: [{ id: 'acme/painter', commit: COMMIT, files }] });
  try {
    const library = libraryOn({ endpoint: hub.endpoint, home: temporaryFolder() });
    const plan = await library.plan('acme/painter', { dtype: 'fp16' });
    expect(plan.files.map(({ path }) => path).toSorted()).toEqual([
      ...['model_index.json', 'scheduler/scheduler_config.json', 'text_encoder/model_fp16.onnx'],
      ...['tokenizer/merges.txt', 'tokenizer/vocab.json', 'unet/model_fp16.onnx'],
      ...['vae/config.json', 'vae_decoder/model.onnx', 'vae_encoder/model.onnx'],
    ]);
    const installed = await library.install('acme/painter', { dtype: 'fp32' });
    expect(installed).toMatchObject({ tasks: ['text-to-image', 'image-to-image'], missing: [] });
  } finally {
    await hub.close();
  }
});

const CONTROLLED = {
  ...FILES,
  'cnet/model.onnx': '1',
  'controlnet_depth/model.onnx': '1',
  'controlnet/model.onnx': '1',
  'controlnet/config.json': JSON.stringify({ _name_or_path: 'acme/control_v11p_softedge' }),
};

test('Control networks add what they hold a picture to, by their folder or by where they came from', async () => {
  const found = await describe(CONTROLLED);
  expect(found?.tasks.slice(2)).toEqual(['hed-text-to-image', 'depth-text-to-image']);
  expect(found?.problems).toEqual([]);
  expect(found?.dtypes[0]?.parts).toMatchObject({
    'cnet/model': 'fp32',
    'controlnet/model': 'fp32',
  });
});

test('Of several control networks the largest counts, since one is loaded at a time', async () => {
  const [choice] = (await describe(CONTROLLED))?.dtypes ?? [];
  expect(choice?.bytes).toBe(4 + 10 + 1 + 1 + 3 + 3);
  const large = { ...CONTROLLED, 'controlnet_depth/model.onnx': 'x'.repeat(100) };
  const [held] = (await describe(large))?.dtypes ?? [];
  expect(held?.bytes).toBe(4 + 10 + 1 + 100 + 3 + 3);
});

test('A control network that can’t be used is told, and the rest goes on', async () => {
  const { 'cnet/model.onnx': _, ...alone } = CONTROLLED;
  const found = await describe(alone);
  expect(found?.tasks).toEqual(['text-to-image', 'image-to-image']);
  expect(found?.problems).toHaveLength(2);
  expect(found?.problems[0]?.text).toContain('cnet/model.onnx');
  for (const config of ['{}', 'no JSON', '{"_name_or_path": "acme/scribble"}']) {
    const unknown = await describe({ ...CONTROLLED, 'controlnet/config.json': config });
    expect(unknown?.tasks.slice(2)).toEqual(['depth-text-to-image']);
    expect(unknown?.problems).toMatchObject([
      { code: 'export-control-unnamed', text: expect.stringContaining('controlnet_canny') },
    ]);
  }
});
