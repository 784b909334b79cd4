import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { hubCache, linkBlob } from '../../../electron/library/cache.ts';
import { readCatalogue, recommended } from '../../../electron/library/catalogue.ts';
import { listInstalled } from '../../../electron/library/installed.ts';
import { InstalledModelSchema } from '../../../shared/library.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { gitHash, sha256 } from '../../fakes/hub.ts';

const COMMIT = 'c'.repeat(40);

function write(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Lays a model out as the Hub's tools in Python do, relative links, locks and notes included. */
function layOut(cache: string, id: string, files: Readonly<Record<string, string>>): string {
  const root = join(cache, `models--${id.replace('/', '--')}`);
  for (const [path, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const hash = path.endsWith('.onnx') ? sha256(content) : gitHash(content);
    write(join(root, 'blobs', hash), text);
    const link = join(root, 'snapshots', COMMIT, path);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(`${'../'.repeat(path.split('/').length + 1)}blobs/${hash}`, link);
  }
  write(join(root, 'refs/main'), COMMIT);
  write(join(root, '.no_exist', COMMIT, 'adapter_config.json'), '');
  write(join(root, 'blobs', `${'d'.repeat(64)}.incomplete`), 'half');
  write(join(cache, '.locks', `models--${id.replace('/', '--')}`, 'x.lock'), '');
  return root;
}

const list = (cache: string, folders: readonly string[] = []) =>
  listInstalled({ cache, folders, catalogue: readCatalogue() });

const TRANSLATOR = {
  'config.json': JSON.stringify({ model_type: 'marian', architectures: ['MarianMTModel'] }),
  'onnx/encoder_model.onnx': '12345',
  'onnx/encoder_model_quantized.onnx': '123',
  'onnx/decoder_model_merged_quantized.onnx': '1234567',
  'onnx/decoder_model_merged.onnx': '1234567890',
  'onnx/decoder_model_quantized.onnx': 'not read',
};

test('Models that tools in Python fetched are found, with the bytes of each format', async () => {
  const cache = temporaryFolder();
  layOut(cache, 'acme/translator', TRANSLATOR);
  write(join(cache, 'datasets--acme--rows', 'refs/main'), COMMIT);
  layOut(cache, 'acme/only-torch', { 'config.json': '{}' });
  const models = await list(cache);
  expect(models).toMatchObject([
    {
      id: 'acme/translator',
      revision: COMMIT,
      origin: 'cache',
      tasks: ['translation'],
      missing: [],
      dtypes: [
        { dtype: 'fp32', bytes: 15 },
        { dtype: 'q8', bytes: 10, parts: { encoder_model: 'q8', decoder_model_merged: 'q8' } },
      ],
    },
  ]);
  expect(models.map((model) => InstalledModelSchema.parse(model))).toEqual(models);
});

test('A link that leads nowhere and promised data are listed as missing', async () => {
  const cache = temporaryFolder();
  const external = { use_external_data_format: { 'model.onnx': 2 } };
  const root = layOut(cache, 'acme/broken', {
    'config.json': JSON.stringify({ 'transformers.js_config': external }),
    'tokenizer.json': 'gone',
    'onnx/model.onnx': 'x',
  });
  rmSync(join(root, 'blobs', gitHash(Buffer.from('gone'))));
  expect(await list(cache)).toMatchObject([
    { missing: ['tokenizer.json', 'onnx/model.onnx_data', 'onnx/model.onnx_data_1'] },
  ]);
});

test('OpenCV’s soft-edge model is whole as it is published, without a configuration', async () => {
  const [cache, folder] = [temporaryFolder(), temporaryFolder()];
  const published = { 'edge_detection_dexined_2024sep.onnx': '123', 'README.md': '# DexiNed' };
  layOut(cache, 'opencv/edge_detection_dexined', published);
  write(join(folder, 'edge_detection_dexined_2024sep.onnx'), '123');
  const found = await list(cache, [folder]);
  expect(found).toHaveLength(2);
  for (const model of found) {
    expect(model).toMatchObject({
      tasks: ['hed-control'],
      dtypes: [{ dtype: 'fp32', bytes: 3 }],
      ...{ missing: [], problems: [] },
    });
  }
});

test('A damaged configuration is a problem of its model alone', async () => {
  const cache = temporaryFolder();
  layOut(cache, 'acme/damaged', { 'config.json': '{"model_type":', 'onnx/model.onnx': 'x' });
  layOut(cache, 'acme/translator', TRANSLATOR);
  layOut(cache, 'acme/odd', { 'config.json': '{"model_type":7}', 'model_O4.onnx': 'x' });
  const models = await list(cache);
  expect(models.map(({ id, problems }) => [id, problems.length])).toEqual([
    ['acme/damaged', 1],
    ['acme/odd', 2],
    ['acme/translator', 0],
  ]);
});

test('Folders of one’s own count themselves, or two folders below, and no deeper', async () => {
  const home = temporaryFolder();
  write(join(home, 'a/onnx/model.onnx'), 'x');
  write(join(home, 'b/c/model.onnx'), 'x');
  write(join(home, 'b/c/model.onnx_data'), '123');
  write(join(home, 'b/c/d/e/model.onnx'), 'x');
  write(join(home, 'f/g/h/model.onnx'), 'x');
  const models = await list(join(home, 'none'), [home, join(home, 'a')]);
  expect(models.map(({ folder, origin }) => [folder, origin])).toEqual([
    [join(home, 'a'), 'folder'],
    [join(home, 'b/c'), 'folder'],
  ]);
  expect(models[1]?.dtypes).toMatchObject([{ dtype: 'fp32', bytes: 4 }]);
  expect(models[0]?.missing).toEqual(['config.json']);
});

test('The revision of a folder of one’s own changes with its files', async () => {
  const folder = temporaryFolder();
  write(join(folder, 'model.onnx'), 'xyz');
  const [before] = await list(join(folder, 'none'), [folder]);
  expect(await list(join(folder, 'none'), [folder])).toEqual([before]);
  truncateSync(join(folder, 'model.onnx'), 1);
  const [after] = await list(join(folder, 'none'), [folder]);
  expect(after?.revision).not.toBe(before?.revision);
});

test('The cache is where the variables of the Hub’s tools say', () => {
  const at = (environment: NodeJS.ProcessEnv) => hubCache({ HOME: '/u', ...environment });
  expect(at({})).toBe('/u/.cache/huggingface/hub');
  expect(at({ XDG_CACHE_HOME: '/x' })).toBe('/x/huggingface/hub');
  expect(at({ XDG_CACHE_HOME: '/x', HF_HOME: '/h' })).toBe('/h/hub');
  expect(at({ HF_HOME: '/h', HF_HUB_CACHE: '/c' })).toBe('/c');
});

test('The catalogue recommends by task type, small first', () => {
  const sizes = recommended(readCatalogue(), 'object-detection').map(({ size }) => size);
  expect(sizes).toEqual(['small', 'balanced', 'best']);
  expect(recommended(readCatalogue(), 'tabular-classification')).toEqual([]);
});

test('Folders of the cache that are no models do not stop the list', async () => {
  const cache = temporaryFolder();
  write(join(cache, 'models--'), 'a file');
  write(join(cache, 'models--a--b'), 'a file');
  write(join(cache, 'models--..--..', 'snapshots', 'x'), '');
  expect(await list(cache)).toEqual([]);
  expect(readdirSync(cache).length).toBe(3);
});

test('Where there are no links, a snapshot gets a copy', async () => {
  const folder = temporaryFolder();
  write(join(folder, 'blobs/x'), 'content');
  const refusing = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
  const target = join(folder, 'snapshots/y/onnx/model.onnx');
  await linkBlob(join(folder, 'blobs/x'), target, refusing);
  expect(lstatSync(target).isFile()).toBe(true);
  expect(readFileSync(target, 'utf8')).toBe('content');
  expect(readdirSync(dirname(target))).toEqual(['model.onnx']);
});
