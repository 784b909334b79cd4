import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DiskUseSchema } from '../../../shared/model-listing.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { sha256 } from '../../fakes/hub.ts';
import { libraryOn } from './shelf.ts';

const [FIRST, SECOND] = ['a', 'b'].map((letter) => letter.repeat(40)) as [string, string];
const FREE = 5_000_000;

function write(path: string, content: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A cache, what is put into it, and the library over it. */
function shelf() {
  const home = temporaryFolder();
  const cache = join(home, 'hub');
  const root = (id: string) => join(cache, `models--${id.replace('/', '--')}`);
  return {
    cache,
    blob: (id: string, content: string) =>
      write(join(root(id), 'blobs', sha256(Buffer.from(content))), content),
    show: (id: string, revision: string, files: Readonly<Record<string, string>>) => {
      for (const [path, content] of Object.entries(files)) {
        const hash = sha256(Buffer.from(content));
        write(join(root(id), 'blobs', hash), content);
        const link = join(root(id), 'snapshots', revision, path);
        mkdirSync(dirname(link), { recursive: true });
        symlinkSync(`${'../'.repeat(path.split('/').length + 1)}blobs/${hash}`, link);
      }
    },
    partial: (id: string, name: string, bytes: number) =>
      write(join(root(id), 'blobs', `${name}.incomplete`), 'x'.repeat(bytes)),
    lock: (id: string, name: string) =>
      write(join(cache, '.locks', `models--${id.replace('/', '--')}`, name), ''),
    root,
    library: libraryOn({
      ...{ endpoint: 'http://127.0.0.1:9', home },
      options: { freeBytes: async () => FREE },
    }),
  };
}

const CONFIG = '{}';
const WEIGHTS = 'w'.repeat(1000);
const SMALL = 's'.repeat(300);

describe('what models take on the disk', () => {
  it('counts what revisions share once, and says what a removal frees', async () => {
    const { show, library } = shelf();
    show('acme/one', FIRST, { 'config.json': CONFIG, 'onnx/model.onnx': WEIGHTS });
    show('acme/one', SECOND, {
      ...{ 'config.json': CONFIG, 'onnx/model.onnx': WEIGHTS },
      'onnx/model_quantized.onnx': SMALL,
    });
    show('acme/two', FIRST, { 'onnx/model_quantized.onnx': SMALL });
    const use = await library.disk();
    expect(DiskUseSchema.parse(use)).toEqual(use);
    expect(use).toMatchObject({
      models: [
        { id: 'acme/one', revision: SECOND, bytes: 1302, freedBytes: 300, dtypes: ['fp32', 'q8'] },
        { id: 'acme/one', revision: FIRST, bytes: 1002, freedBytes: 0, dtypes: ['fp32'] },
        { id: 'acme/two', revision: FIRST, bytes: 300, freedBytes: 300, dtypes: ['q8'] },
      ],
      ...{ modelBytes: 1602, leftovers: [], leftoverBytes: 0, otherBytes: 0, freeBytes: FREE },
    });
    await library.remove(`acme/one@${SECOND}`);
    expect(await library.disk()).toMatchObject({ modelBytes: 1302 });
  });

  it('counts what other tools keep there apart', async () => {
    const { show, cache, library } = shelf();
    show('acme/one', FIRST, { 'onnx/model.onnx': WEIGHTS });
    show('acme/torch', FIRST, { 'model.safetensors': SMALL });
    write(join(cache, 'datasets--acme--rows', 'blobs', 'rows'), 'r'.repeat(70));
    const { models, modelBytes, otherBytes } = await library.disk();
    expect(models.map(({ id }) => id)).toEqual(['acme/one']);
    expect({ modelBytes, otherBytes }).toEqual({ modelBytes: 1000, otherBytes: 370 });
  });

  it('lists what is left over, and removes what surely no one needs', async () => {
    const { show, blob, partial, lock, library } = shelf();
    show('acme/one', FIRST, { 'onnx/model.onnx': WEIGHTS });
    const orphan = blob('acme/one', 'nothing shows this');
    const ours = partial('acme/one', 'c'.repeat(64), 50);
    const theirs = partial('acme/one', 'd'.repeat(64), 40);
    lock('acme/one', 'ensemble.lock');
    lock('acme/one', `${'d'.repeat(64)}.lock`);
    const { leftovers, leftoverBytes } = await library.disk();
    expect(leftovers).toEqual([
      { model: 'acme/one', kind: 'partial', canRemove: true, files: 1, bytes: 50 },
      { model: 'acme/one', kind: 'partial', canRemove: false, files: 1, bytes: 40 },
      { model: 'acme/one', kind: 'unreferenced', canRemove: true, files: 1, bytes: 18 },
    ]);
    expect(leftoverBytes).toBe(108);
    await library.removeLeftovers('acme/one');
    expect([orphan, ours, theirs].map((file) => existsSync(file))).toEqual([false, false, true]);
    expect((await library.disk()).models).toMatchObject([{ bytes: 1000 }]);
  });

  it('leaves parts alone of models that Ensemble never fetched', async () => {
    const { partial, library } = shelf();
    const theirs = partial('acme/other', 'c'.repeat(64), 50);
    await library.removeLeftovers('acme/other');
    // The lock that was taken for it is no sign that the part was ours before.
    expect(existsSync(theirs)).toBe(true);
  });

  it('removes the folder of a model of which nothing else was left', async () => {
    const { partial, lock, root, library } = shelf();
    partial('acme/broken-off', 'c'.repeat(64), 50);
    lock('acme/broken-off', 'ensemble.lock');
    await library.removeLeftovers('acme/broken-off');
    expect(existsSync(root('acme/broken-off'))).toBe(false);
    expect(await library.disk()).toMatchObject({ models: [], leftovers: [] });
  });
});
