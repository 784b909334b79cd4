import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { z } from 'zod';
import type { ConversationFile } from '../../../electron/exchange/conversation-file.ts';
import type { Expert } from '../../../electron/experts/expert.ts';
import { ErrorReportSchema } from '../../../shared/errors.ts';
import { type TestApp, testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert } from '../../fakes/experts.ts';
import { temporaryFolder } from '../../fakes/folders.ts';
import { type ZippedFile, zipOf } from '../../fakes/zip.ts';

const SAMPLE = readFileSync(new URL('../../../assets/samples/invoice.png', import.meta.url));
const PLAN = [
  wire(0, 'image-to-image', { image: 'a [b].png' }),
  wire(1, 'image-to-text', { image: '<resource>-0' }),
];
const EXPERTS: readonly Expert[] = [
  fakeExpert('image-to-image', {
    perform: async () => ({ image: { name: 'edited.png', bytes: SAMPLE.subarray() } }),
  }),
  fakeExpert('image-to-text', { perform: async () => ({ text: 'Total: 40' }) }),
];

/** An app in which one request has been done. */
async function worked(): Promise<TestApp & { readonly conversation: string }> {
  const app = testApp({ plan: PLAN, experts: EXPERTS });
  const { name, artefact } = await app.upload('a [b].png', SAMPLE);
  const files = [{ name, artefact: artefact.id }];
  const { runId, conversation } = await app.client.runs.start({
    request: 'Read *it*\nplease',
    files,
  });
  await expect.poll(() => app.engine.run(runId).status).toBe('finished');
  await app.client.conversations.rename({ id: conversation, title: 'My <invoice>' });
  return { ...app, conversation };
}

async function exported({ fetch, conversation }: Awaited<ReturnType<typeof worked>>) {
  const answer = await fetch(`/export/${conversation}`);
  return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

async function filesOf(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  }
  return files;
}

const post = (body: RequestInit['body']): RequestInit => ({ method: 'POST', body, duplex: 'half' });
const ImportedSchema = z.object({ conversation: z.string() });

async function take(app: TestApp, bytes: Buffer): Promise<string> {
  const answer = await app.fetch('/import?name=a.zip', post(bytes));
  expect(answer.status).toBe(201);
  return ImportedSchema.parse(await answer.json()).conversation;
}

describe('an exported conversation', () => {
  it('is Markdown with its media that anyone can read', async () => {
    const { answer, bytes } = await exported(await worked());
    expect(answer.headers.get('content-disposition')).toContain('My-invoice.zip');
    const files = await filesOf(bytes);
    expect([...files.keys()]).toEqual(['conversation.md', 'conversation.json', 'media/a [b].png']);
    const markdown = files.get('conversation.md')?.toString() ?? '';
    expect(markdown).toContain('# My \\<invoice\\>');
    expect(markdown).toContain('> Read *it*\n> please');
    expect(markdown).toContain('![a \\[b\\].png](media/a%20%5Bb%5D.png)');
    expect(markdown).toContain('| 1 | image-to-text | Fake image-to-text (builtin) | done in');
    expect(files.get('media/a [b].png')).toEqual(SAMPLE);
  });

  it('is restored whole in an empty home, under its own id', async () => {
    const from = await worked();
    const { bytes } = await exported(from);
    const to = testApp();
    const id = await take(to, bytes);
    expect(id).toBe(from.conversation);
    const [before, after] = await Promise.all(
      [from, to].map(({ client }) => client.conversations.open({ id })),
    );
    expect(after?.conversation).toMatchObject({ title: 'My <invoice>', status: 'finished' });
    expect(after?.runs).toHaveLength(1);
    const [run] = from.engine.store.runs.ofConversation(id);
    const states = [from, to].map(({ engine }) => engine.run(run ?? ''));
    expect(states[1]).toEqual(states[0]);
    expect(before?.runs).toHaveLength(1);
    const media = await to.fetch(`/media/${states[1]?.attachments[0]?.artefact.id}/x.png`);
    expect(Buffer.from(await media.arrayBuffer())).toEqual(SAMPLE);
    expect((await to.client.gallery.list({ search: 'total: 40' })).items).not.toEqual([]);
  });

  it('stands beside the first where it is there already', async () => {
    const app = await worked();
    const { bytes } = await exported(app);
    const id = await take(app, bytes);
    expect(id).not.toBe(app.conversation);
    const titles = (await app.client.conversations.list({})).map(
      ({ conversation }) => conversation.title,
    );
    expect(titles).toEqual(['My <invoice>', 'My <invoice>']);
    const [run] = app.engine.store.runs.ofConversation(id);
    expect(app.engine.run(run ?? '').answer).toContain('Total: 40');
  });

  it('arrives whole at a reader who is slow', async () => {
    const app = testApp();
    const large = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => 97 + (at % 23)));
    const { name, artefact } = await app.upload('large.txt', large);
    const files = [{ name, artefact: artefact.id }];
    const { runId, conversation } = await app.client.runs.start({ request: 'Keep it', files });
    await expect.poll(() => app.engine.run(runId).status).toBe('finished');
    const answer = await app.fetch(`/export/${conversation}`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of answer.body ?? []) {
      await setTimeout(5); // the reader's own work, which the ZIP is ready long before
      chunks.push(chunk);
    }
    expect((await filesOf(Buffer.concat(chunks))).get('media/large.txt')).toEqual(large);
  });

  it('says where there is no such conversation', async () => {
    const answer = await testApp().fetch('/export/nothing');
    expect(ErrorReportSchema.parse(await answer.json()).code).toBe('CONVERSATION_NOT_FOUND');
  });
});

/** The export with its data changed. */
async function changed(change: (data: ConversationFile) => unknown): Promise<Buffer> {
  const files = await filesOf((await exported(await worked())).bytes);
  const data: ConversationFile = JSON.parse(files.get('conversation.json')?.toString() ?? '');
  return zipOf(
    [...files].map(([path, content]): ZippedFile => {
      const written = path === 'conversation.json' ? JSON.stringify(change(data)) : undefined;
      return { path, content: written === undefined ? content : Buffer.from(written) };
    }),
  );
}

describe('a file that is no export', () => {
  const CASES: readonly (readonly [string, () => Promise<Buffer>])[] = [
    ['no ZIP', async () => Buffer.from('hello')],
    ['nothing', async () => Buffer.alloc(0)],
    ['a ZIP of something else', async () => zipOf([{ path: 'a.txt', content: Buffer.from('a') }])],
    ['a cut ZIP', async () => (await changed((data) => data)).subarray(0, -30)],
    ['another format', () => changed((data) => ({ ...data, format: 'other' }))],
    ['a later version', () => changed((data) => ({ ...data, version: 2 }))],
    ['events of another form', () => changed((data) => ({ ...data, runs: [[{ type: 'x' }]] }))],
    ['no run', () => changed((data) => ({ ...data, runs: [] }))],
    ['half a run', () => changed((data) => ({ ...data, runs: [data.runs[0]?.slice(1)] }))],
    [
      'a run that begins twice',
      () => changed((data) => ({ ...data, runs: [[...(data.runs[0] ?? []), data.runs[0]?.[0]]] })),
    ],
    [
      'a file that is not in it',
      () =>
        changed((data) => ({
          ...data,
          files: data.files.map((file) => ({ ...file, path: '../../etc/passwd' })),
        })),
    ],
    [
      'a file with other content',
      () =>
        changed((data) => ({
          ...data,
          files: data.files.map((file) => ({ ...file, artefact: 'a'.repeat(64) })),
        })),
    ],
  ];

  it.each(CASES)('is refused with its reason: %s', async (_, make) => {
    const bytes = await make();
    const app = testApp();
    const answer = await app.fetch('/import?name=odd.zip', post(bytes));
    const report = ErrorReportSchema.parse(await answer.json());
    expect(report).toMatchObject({ code: 'IMPORT_INVALID', data: { name: 'odd.zip' } });
    expect(await app.client.conversations.list({})).toEqual([]);
    expect(app.bugs).toEqual([]);
  });

  it('is refused while it arrives where it is larger than allowed', async () => {
    const home = temporaryFolder();
    writeFileSync(join(home, 'settings.json'), JSON.stringify({ maxFileBytes: 500 }));
    const answer = await testApp({ home }).fetch('/import?name=a.zip', post(Buffer.alloc(5000)));
    expect(answer.status).toBe(413);
    expect(ErrorReportSchema.parse(await answer.json()).code).toBe('FILE_TOO_LARGE');
  });
});
