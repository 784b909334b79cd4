import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createOpenedFiles } from '../../../electron/desktop/opened-files.ts';
import { UploadedFileSchema } from '../../../shared/provenance-note.ts';
import { testApp } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const TEXT = 'a note that is not long';

function opened(limits: { readonly maxFileBytes?: number } = {}) {
  const app = testApp();
  Object.assign(app.engine.settings, limits);
  const folder = temporaryFolder();
  const file = join(folder, 'größe.txt');
  writeFileSync(file, TEXT);
  const engine = (request: Request) => {
    const { pathname, search } = new URL(request.url);
    return app.fetch(pathname + search, {
      ...{ method: request.method, headers: request.headers, body: request.body },
      duplex: 'half',
    });
  };
  return { app, folder, file, files: createOpenedFiles(engine) };
}

test('a file is offered by its name alone, and given to the engine when it is asked for', async () => {
  const { app, file, files } = opened();
  const [offered] = await files.offer([file]);
  expect(offered).toEqual({
    ...{ key: expect.any(String), name: 'größe.txt', isFolder: false },
    size: TEXT.length,
  });
  const taken = UploadedFileSchema.parse(await files.handOver(offered?.key ?? '', 'media'));
  expect(taken).toMatchObject({ name: 'größe.txt', artefact: { kind: 'text' } });
  expect(await (await app.fetch(`/media/${taken.artefact.id}/x`)).text()).toBe(TEXT);
});

test('the same file can be handed over again', async () => {
  const { file, files } = opened();
  const [{ key = '' } = {}] = await files.offer([file]);
  const first = await files.handOver(key, 'media');
  expect(await files.handOver(key, 'media')).toEqual(first);
});

test('a folder is named as one, and is not read', async () => {
  const { folder, files } = opened();
  mkdirSync(join(folder, 'pictures'));
  const [offered] = await files.offer([join(folder, 'pictures')]);
  expect(offered).toMatchObject({ name: 'pictures', isFolder: true, size: 0 });
  await expect(files.handOver(offered?.key ?? '', 'media')).rejects.toMatchObject({
    code: 'FILE_UNREADABLE',
  });
});

test('a file that is not there, or gone by then, is told of by its name', async () => {
  const { folder, file, files } = opened();
  const [missing, gone] = await files.offer([join(folder, 'none.png'), file]);
  rmSync(file);
  for (const { key = '', name = '' } of [missing ?? {}, gone ?? {}]) {
    await expect(files.handOver(key, 'media')).rejects.toMatchObject({
      ...{ code: 'FILE_NOT_FOUND', data: { name } },
    });
  }
});

test('what the engine refuses is refused with its reason', async () => {
  const { folder, files } = opened();
  const wrong = join(folder, 'picture.png');
  writeFileSync(wrong, TEXT);
  const [{ key = '' } = {}] = await files.offer([wrong]);
  await expect(files.handOver(key, 'media')).rejects.toMatchObject({ code: 'FILE_MISLABELLED' });
  await expect(files.handOver(key, 'import')).rejects.toMatchObject({ code: 'IMPORT_INVALID' });
});

test('only what was opened can be asked for', async () => {
  const { files } = opened();
  await expect(files.handOver(randomUUID(), 'media')).rejects.toThrow();
  await expect(files.handOver('/etc/passwd', 'media')).rejects.toThrow();
});
