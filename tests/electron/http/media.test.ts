import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { NamedArtefactSchema } from '../../../shared/media.ts';
import { testApp } from '../../fakes/apps.ts';
import { temporaryFolder } from '../../fakes/folders.ts';

const SAMPLE = readFileSync(new URL('../../../assets/samples/invoice.png', import.meta.url));
const MARKUP = '<script>alert(1)</script><img src=x onerror=alert(1)>';
const UNKNOWN = 'a'.repeat(64);

/** A home whose files may have at most so many bytes. */
function homeWithLimit(maxFileBytes: number): string {
  const home = temporaryFolder();
  writeFileSync(join(home, 'settings.json'), JSON.stringify({ maxFileBytes }));
  return home;
}

const post = (body: RequestInit['body']): RequestInit => ({ method: 'POST', body, duplex: 'half' });

describe('POST /media', () => {
  it('stores what it is given and says what it is', async () => {
    const { fetch, engine } = testApp();
    const answer = await fetch('/media?name=invoice.png', post(SAMPLE));
    expect(answer.status).toBe(201);
    const { name, artefact } = NamedArtefactSchema.parse(await answer.json());
    expect(name).toBe('invoice.png');
    expect(artefact).toMatchObject({ kind: 'image', mime: 'image/png', size: SAMPLE.length });
    expect(readFileSync(engine.store.artefacts.path(artefact.id))).toEqual(SAMPLE);
  });

  it.each([
    ['..%2F..%2Fetc%2Fpasswd', 'passwd'],
    ['C%3A%5Cnotes.txt', 'notes.txt'],
    [encodeURIComponent(`${MARKUP}.txt`), 'script><img src=x onerror=alert(1)>.txt'],
    ['', 'file'],
  ])('takes the name %s as text alone', async (given, kept) => {
    const answer = await testApp().fetch(`/media?name=${given}`, post('hello there'));
    expect(await answer.json()).toMatchObject({ name: kept });
  });

  it('refuses what is larger than allowed while it arrives, and leaves nothing behind', async () => {
    const home = homeWithLimit(1000);
    const { fetch } = testApp({ home });
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 100;
        controller.enqueue(Buffer.alloc(100, 'x'));
      },
    });
    const answer = await fetch('/media?name=a.txt', post(endless));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(sent).toBeLessThan(2000);
    expect(readdirSync(join(home, 'incoming'))).toEqual([]);
  });

  it('refuses what says that it is too large before a byte is read', async () => {
    const { fetch } = testApp({ home: homeWithLimit(1000) });
    const headers = { 'content-length': '1001' };
    const answer = await fetch('/media?name=a.txt', { ...post('x'), headers });
    expect(answer.status).toBe(413);
  });

  it('gives up a body that stands still, and leaves nothing behind', async () => {
    const home = temporaryFolder();
    const { fetch } = testApp({ home, limits: { uploadIdleMs: 20 } });
    const stalled = new ReadableStream({
      start: (controller) => controller.enqueue(Buffer.from('begun')),
    });
    const answer = await fetch('/media?name=a.txt', post(stalled));
    expect(answer.status).toBe(408);
    expect(await answer.json()).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(readdirSync(join(home, 'incoming'))).toEqual([]);
  });

  it('says what is wrong with a file that breaks off', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('gone')),
    });
    const { fetch, bugs } = testApp();
    const answer = await fetch('/media?name=a.txt', post(broken));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'FILE_UNREADABLE' });
    expect(bugs).toEqual([]);
  });

  it.each([
    ['empty.txt', '', 'FILE_EMPTY'],
    ['photo.png', 'just words', 'FILE_MISLABELLED'],
    ['data.bin', '\0\x01\x02', 'FILE_UNREADABLE'],
  ])('refuses %s', async (name, bytes, code) => {
    const answer = await testApp().fetch(`/media?name=${name}`, post(Buffer.from(bytes)));
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: code });
  });
});

describe('GET /media/<id>/<name>', () => {
  it('gives the bytes back, to be kept for ever', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('invoice.png', SAMPLE);
    const answer = await fetch(`/media/${artefact.id}/invoice.png`);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(SAMPLE.length),
      'cache-control': expect.stringContaining('immutable'),
      'accept-ranges': 'bytes',
      etag: `"${artefact.id}"`,
    });
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(SAMPLE);
  });

  it('gives a stretch of it', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('invoice.png', SAMPLE);
    const address = `/media/${artefact.id}/invoice.png`;
    const answer = await fetch(address, { headers: { range: 'bytes=10-19' } });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes 10-19/${SAMPLE.length}`);
    expect(answer.headers.get('content-length')).toBe('10');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(SAMPLE.subarray(10, 20));
  });

  it('refuses a stretch that is out of bounds and says how long the file is', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('a.txt', 'hello');
    const address = `/media/${artefact.id}/a.txt`;
    const answer = await fetch(address, { headers: { range: 'bytes=5-' } });
    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */5');
    expect(await answer.text()).toBe('');
  });

  it('gives all of it where the stretch is of another version', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('a.txt', 'hello');
    const address = `/media/${artefact.id}/a.txt`;
    const headers = { range: 'bytes=0-0', 'if-range': '"another"' };
    expect((await fetch(address, { headers })).status).toBe(200);
    const same = { range: 'bytes=0-0', 'if-range': `"${artefact.id}"` };
    expect((await fetch(address, { headers: same })).status).toBe(206);
  });

  it('answers who has it already, and who only asks about it, without the bytes', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('a.txt', 'hello');
    const address = `/media/${artefact.id}/a.txt`;
    const known = await fetch(address, { headers: { 'if-none-match': `W/"${artefact.id}"` } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const head = await fetch(address, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(head.headers.get('content-length')).toBe('5');
  });

  it.each([
    ['page.html', `<!doctype html>${MARKUP}`, 'text/plain; charset=utf-8', 'inline'],
    ['notes.md', MARKUP, 'text/plain; charset=utf-8', 'inline'],
    ['data.csv', `a,b\n=cmd,${MARKUP}\n`, 'text/plain; charset=utf-8', 'inline'],
    [
      'x.svg',
      `<svg xmlns="http://www.w3.org/2000/svg">${MARKUP.replace('<img src=x onerror=alert(1)>', '')}<rect width="9" height="9"/></svg>`,
      'image/svg+xml',
      'attachment',
    ],
  ])('never lets %s run', async (name, content, type, shown) => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload(name, content);
    const { headers } = await fetch(`/media/${artefact.id}/${name}`);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(new RegExp(`^${shown};`));
    expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('saves a download under its name, whatever the name holds', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('a.txt', 'hello');
    const name = `"quote" 发票\r\nX: y'(1)*.txt`;
    const { headers } = await fetch(`/media/${artefact.id}/${encodeURIComponent(name)}?download`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="_quote_ __X: y'(1)*.txt"; filename*=UTF-8''%22quote%22%20%E5%8F%91%E7%A5%A8X%3A%20y%27%281%29%2A.txt`,
    );
  });

  it.each([
    `/media/${UNKNOWN}/a.png`,
    `/media/${UNKNOWN.toUpperCase()}/a.png`,
    '/media/../../etc/passwd',
    '/media/..%2f..%2f..%2fetc%2fpasswd/x',
    '/media/%2e%2e/%2e%2e/ensemble.db',
    '/media/..%5c..%5censemble.db/x',
    '/media/ensemble.db',
    '/media//etc/passwd',
    '/media/',
    '/media',
    `/media/${UNKNOWN.slice(1)}%00/a`,
    `/media/${UNKNOWN}%2f..%2f..%2fensemble.db/a`,
  ])('finds nothing at %s', async (path) => {
    const { fetch, bugs } = testApp();
    expect((await fetch(path)).status).toBe(404);
    expect(bugs).toEqual([]);
  });

  it('finds nothing where the bytes are gone', async () => {
    const { fetch, upload, engine } = testApp();
    const { artefact } = await upload('a.txt', 'hello');
    rmSync(engine.store.artefacts.path(artefact.id));
    expect((await fetch(`/media/${artefact.id}/a.txt`)).status).toBe(404);
  });
});

describe('a preview', () => {
  it('is a WebP of at most that size, turned as the picture is displayed', async () => {
    const turned = await sharp({
      create: { width: 400, height: 200, channels: 3, background: 'red' },
    })
      .withMetadata({ orientation: 6 })
      .tiff()
      .toBuffer();
    const { fetch, upload } = testApp();
    const { artefact } = await upload('scan.tiff', turned);
    expect(artefact).toMatchObject({ width: 200, height: 400 });
    const answer = await fetch(`/media/${artefact.id}/preview?size=100`);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    const { format, width, height } = await sharp(await answer.arrayBuffer()).metadata();
    expect({ format, width, height }).toEqual({ format: 'webp', width: 50, height: 100 });
  });

  it.each(['0', '15', '2049', '-1', '1e2', 'x', ''])('has no size of %j', async (size) => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('invoice.png', SAMPLE);
    expect((await fetch(`/media/${artefact.id}/preview?size=${size}`)).status).toBe(400);
  });

  it('is there only for pictures, and a file may be called so', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('preview', 'hello');
    expect((await fetch(`/media/${artefact.id}/preview?size=100`)).status).toBe(404);
    expect(await (await fetch(`/media/${artefact.id}/preview`)).text()).toBe('hello');
  });

  it('can be made many times at once', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('invoice.png', SAMPLE);
    const sizes = Array.from({ length: 12 }, (_, index) => 32 + index);
    const answers = await Promise.all(
      sizes.map((size) => fetch(`/media/${artefact.id}/preview?size=${size}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(sizes.map(() => 200));
  });

  it('that nobody waits for any more is not made, and is no bug', async () => {
    const { fetch, upload, bugs } = testApp();
    const { artefact } = await upload('invoice.png', SAMPLE);
    const client = new AbortController();
    const sizes = Array.from({ length: 6 }, (_, index) => 500 + index);
    const answers = sizes.map((size) =>
      fetch(`/media/${artefact.id}/preview?size=${size}`, { signal: client.signal }),
    );
    client.abort();
    const statuses = (await Promise.all(answers)).map(({ status }) => status);
    expect(statuses).toContain(499);
    expect(bugs).toEqual([]);
  });

  it('says so where the picture is damaged', async () => {
    const { fetch, upload } = testApp();
    const { artefact } = await upload('cut.png', SAMPLE.subarray(0, 500));
    const answer = await fetch(`/media/${artefact.id}/preview?size=64`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});
