// Pictures that are saved carry where they come from, and tell of it when they are given back.

import { rmSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { NamedArtefact } from '../../../shared/media.ts';
import { UploadedFileSchema } from '../../../shared/provenance-note.ts';
import { type TestApp, testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';
import { picture } from '../../fakes/media-experts.ts';

const PLAN = [wire(0, 'text-to-image', { text: 'a boat' })];
type Format = 'png' | 'jpeg' | 'webp' | 'gif';

async function drawing(format: Format = 'png') {
  const bytes = await sharp(await picture())
    .toFormat(format)
    .toBuffer();
  const draw = fakeExpert('text-to-image', {
    perform: async () => ({ image: { name: `boat.${format}`, bytes } }),
  });
  const app = testApp({ plan: PLAN, experts: [draw] });
  const run = await ran(app, 'draw a boat');
  return { ...app, bytes, run, address: addressOf(run.file) };
}

async function ran({ client, engine }: Pick<TestApp, 'client' | 'engine'>, request: string) {
  const place = await client.runs.start({ request });
  await expect.poll(() => engine.run(place.runId).status).toBe('finished');
  const [task] = engine.run(place.runId).tasks;
  if (task?.status !== 'finished' || task.output.image === undefined) {
    throw new Error('The run made no picture.');
  }
  return { ...place, file: task.output.image };
}

const addressOf = ({ artefact, name }: NamedArtefact) => `/media/${artefact.id}/${name}`;
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

async function sent({ fetch }: Pick<TestApp, 'fetch'>, bytes: Buffer, name = 'boat.png') {
  const answer = await fetch(`/media?name=${name}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
  });
  return UploadedFileSchema.parse(await answer.json());
}

describe('a picture that is saved', () => {
  it.each<Format>(['png', 'jpeg', 'webp'])('tells where it comes from, as %s', async (format) => {
    const { fetch, run, bytes, address, ...app } = await drawing(format);
    const saved = await bytesOf(await fetch(`${address}?download`));
    expect(await sharp(saved).raw().toBuffer()).toEqual(await sharp(bytes).raw().toBuffer());
    // Neither what is shown nor what is stored has changed.
    expect(await bytesOf(await fetch(address))).toEqual(bytes);
    const { artefact, note } = await sent({ fetch }, saved, `boat.${format}`);
    expect(artefact.id).not.toBe(run.file.artefact.id);
    expect(note).toEqual({
      ...{ program: 'Ensemble', version: expect.any(String), request: 'draw a boat' },
      ...{ run: run.runId, conversation: run.conversation, task: 0, type: 'text-to-image' },
      at: app.engine.run(run.runId).startedAt,
      model: {
        ...{ id: 'builtin/fake-text-to-image', name: 'Fake text-to-image' },
        ...{ host: 'builtin', revision: '1' },
      },
    });
    expect(await app.client.runs.find({ runId: run.runId })).toEqual({
      ...{ runId: run.runId, conversation: run.conversation },
    });
    expect(app.bugs).toEqual([]);
  });

  it('is given in stretches and asked about as the file that it is then', async () => {
    const { fetch, address, run } = await drawing();
    const whole = await fetch(`${address}?download`);
    const bytes = await bytesOf(whole);
    const tag = whole.headers.get('etag') ?? '';
    expect(tag).toMatch(new RegExp(`^"${run.file.artefact.id}-`));
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-length': String(bytes.length),
      'content-disposition': expect.stringContaining('attachment'),
      'content-type': 'image/png',
      'cache-control': 'private, no-cache',
    });
    const head = await fetch(`${address}?download`, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(bytes.length));
    expect(await head.text()).toBe('');
    const parts = [];
    for (let at = 0; at < bytes.length; at += 29) {
      const range = `bytes=${at}-${at + 28}`;
      const part = await fetch(`${address}?download`, { headers: { range, 'if-range': tag } });
      expect(part.status).toBe(206);
      parts.push(await bytesOf(part));
    }
    expect(Buffer.concat(parts)).toEqual(bytes);
    const last = await fetch(`${address}?download`, { headers: { range: 'bytes=-5' } });
    expect(await bytesOf(last)).toEqual(bytes.subarray(-5));
    const beyond = { range: `bytes=${bytes.length}-` };
    expect((await fetch(`${address}?download`, { headers: beyond })).status).toBe(416);
    const stale = { range: 'bytes=0-1', 'if-range': `"${run.file.artefact.id}"` };
    expect((await fetch(`${address}?download`, { headers: stale })).status).toBe(200);
    const known = { 'if-none-match': tag };
    expect((await fetch(`${address}?download`, { headers: known })).status).toBe(304);
  });

  it('tells of the run that is meant, else of the latest', async () => {
    const { fetch, address, run, ...app } = await drawing();
    const later = await ran(app, 'draw a boat once more');
    expect(later.file.artefact.id).toBe(run.file.artefact.id);
    const runIn = async (query: string) =>
      (await sent({ fetch }, await bytesOf(await fetch(address + query)))).note?.run;
    expect(await runIn('?download')).toBe(later.runId);
    expect(await runIn(`?download&run=${run.runId}`)).toBe(run.runId);
    expect(await runIn('?download&run=another')).toBe(later.runId);
    await app.client.conversations.remove({ id: later.conversation });
    expect(await runIn(`?download&run=${later.runId}`)).toBe(run.runId);
  });

  it('goes as it is in a format that holds no note', async () => {
    const { fetch, address, bytes } = await drawing('gif');
    expect(await bytesOf(await fetch(`${address}?download`))).toEqual(bytes);
  });

  it('goes as it is where no task made it', async () => {
    const { fetch, ...app } = await drawing();
    const given = await app.upload('mine.png', await picture(3, 3));
    const unused = await bytesOf(await fetch(`${addressOf(given)}?download`));
    expect(unused).toEqual(await picture(3, 3));
    const files = [{ name: 'mine.png', artefact: given.artefact.id }];
    const { runId } = await app.client.runs.start({ request: 'draw', files });
    await expect.poll(() => app.engine.run(runId).status).toBe('finished');
    const saved = await fetch(`${addressOf(given)}?download&run=${runId}`);
    expect(await bytesOf(saved)).toEqual(unused);
    expect(saved.headers.get('etag')).toBe(`"${given.artefact.id}"`);
  });

  it('is not there once its bytes are gone', async () => {
    const { fetch, address, run, engine } = await drawing();
    rmSync(engine.store.artefacts.path(run.file.artefact.id));
    expect((await fetch(`${address}?download`)).status).toBe(404);
  });
});

describe('a run that a picture tells of', () => {
  it('is not found where it was never here, or is deleted', async () => {
    const { client, run } = await drawing();
    expect(await client.runs.find({ runId: 'never' })).toBeUndefined();
    await client.conversations.remove({ id: run.conversation });
    expect(await client.runs.find({ runId: run.runId })).toBeUndefined();
  });
});
