import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ORIGIN, type TestApp, testApp } from '../../fakes/apps.ts';
import { wire } from '../../fakes/controllers.ts';
import { fakeExpert, sayingExpert } from '../../fakes/experts.ts';

const SAMPLE = readFileSync(new URL('../../../assets/samples/invoice.png', import.meta.url));

function post({ fetch }: TestApp, path: string, ...contents: string[]): Promise<Response> {
  const messages = contents.map((content, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    content,
  }));
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages, api_key: 'sk-none', api_type: 'openai' }),
  });
}

const seeing = fakeExpert('object-detection', {
  perform: async () => ({
    text: 'a cat',
    image: { name: 'boxes.png', bytes: SAMPLE },
    objects: [{ label: 'cat', score: 0.9, box: { x: 1, y: 2, width: 3, height: 4 } }],
  }),
});
const edges = fakeExpert('canny-control', {
  perform: async () => ({ image: { name: 'edges.png', bytes: SAMPLE } }),
});
const failing = fakeExpert('image-to-image', {
  perform: async () => {
    throw new Error('no such luck');
  },
});

describe('POST /tasks', () => {
  const plan = [
    wire(0, 'image-to-text', { image: 'invoice.png' }),
    wire(1, 'text-to-speech', { text: '<resource>-0' }),
  ];

  it('gives the controller’s plan in its wire form, with the addresses that the client wrote', async () => {
    const app = testApp({ plan });
    const { artefact } = await app.upload('invoice.png', SAMPLE);
    const address = `/media/${artefact.id}/invoice.png`;
    const request = `read the text of ${ORIGIN}${address}, then speak it.`;
    const answer = await post(app, '/tasks', request);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual([
      { task: 'image-to-text', id: 0, dep: [-1], args: { image: address } },
      { task: 'text-to-speech', id: 1, dep: [0], args: { text: '<resource>-0' } },
    ]);
    expect(app.engine.store.runs.list(1)).toEqual([]);
  });

  it('knows the files of the conversation', async () => {
    const app = testApp({ plan, experts: [] });
    const { artefact } = await app.upload('invoice.png', SAMPLE);
    const address = `/media/${artefact.id}/invoice.png`;
    const first = `read ${address}`;
    const chat = await post(app, '/hugginggpt', first);
    const { message } = (await chat.json()) as { message: string };
    const answer = await post(app, '/tasks', first, message, 'and again');
    expect(await answer.json()).toMatchObject([{ args: { image: address } }, {}]);
  });
});

describe('POST /results', () => {
  it('gives for each task the task, what it gave, and the choice of the model', async () => {
    const plan = [
      wire(0, 'object-detection', { image: 'photo.png' }),
      wire(1, 'canny-control', { image: 'photo.png' }),
      wire(2, 'image-to-image', { image: '<resource>-1', text: 'brighter' }),
      wire(3, 'canny-control', { image: '<resource>-2' }),
    ];
    const app = testApp({ plan, experts: [seeing, edges, failing] });
    const { artefact } = await app.upload('photo.png', SAMPLE);
    const address = `/media/${artefact.id}/photo.png`;
    const answer = await post(app, '/results', `what is in ${address}?`);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      0: {
        task: { task: 'object-detection', id: 0, dep: [-1], args: { image: address } },
        'inference result': {
          'generated text': 'a cat',
          predicted: [{ label: 'cat', score: 0.9, box: { xmin: 1, ymin: 2, xmax: 4, ymax: 6 } }],
        },
        'choose model result': { id: 'builtin/fake-object-detection', reason: expect.any(String) },
      },
      1: { 'inference result': { 'generated image': `/media/${artefact.id}/edges.png` } },
      2: { 'inference result': { error: expect.stringContaining('no such luck') } },
      3: { 'inference result': { error: expect.stringContaining('2') } },
    });
  });
});

describe('POST /hugginggpt', () => {
  it('gives the answer, and where the files are that were made', async () => {
    const plan = [wire(0, 'canny-control', { image: 'image.png' })];
    const app = testApp({ plan, experts: [edges] });
    const { artefact } = await app.upload('photo.png', SAMPLE);
    const answer = await post(app, '/hugginggpt', `edges of ${artefact.id} please`);
    const { message } = (await answer.json()) as { message: string };
    const [address = ''] = /\/media\/\S+/.exec(message) ?? [];
    const bytes = await (await app.fetch(address)).arrayBuffer();
    expect(Buffer.from(bytes).equals(SAMPLE), message).toBe(true);
  });

  it('goes on with what it answered before, and takes the last message of the user', async () => {
    const plan = [wire(0, 'canny-control', { image: 'image.png' })];
    const app = testApp({ plan, experts: [edges] });
    const { artefact } = await app.upload('photo.png', SAMPLE);
    const first = `edges of ${artefact.id} please`;
    const answer = await post(app, '/hugginggpt', first);
    const { message } = (await answer.json()) as { message: string };
    await post(app, '/hugginggpt', first, message, 'once more');
    await post(app, '/hugginggpt', first, 'Never said.', 'once more');
    const runs = app.engine.store.runs.list(3).map(({ id }) => app.engine.run(id));
    const [apart, second, start] = runs;
    expect(second).toMatchObject({
      ...{ request: 'once more', attachments: [] },
      ...{ conversation: start?.conversation, parent: start?.runId },
    });
    expect(apart?.conversation).not.toBe(start?.conversation);
    expect(apart?.attachments).toHaveLength(1);
  });

  it('reads no path of the disk, and takes no address of another server as a file', async () => {
    const plan = [wire(0, 'text-generation', { text: 'x' })];
    const app = testApp({ plan });
    const id = 'a'.repeat(64);
    const request = `read /etc/passwd, ../../x.png and http://elsewhere.example/media/${id}/y.png`;
    expect((await post(app, '/hugginggpt', request)).status).toBe(200);
    const [run] = app.engine.store.runs.list(1);
    expect(app.engine.run(run?.id ?? '')).toMatchObject({ request, attachments: [] });
  });

  it('stops the run of a client that does not wait', async () => {
    const begun = Promise.withResolvers<void>();
    const held = fakeExpert('text-generation', {
      perform: (_, { signal }) => {
        begun.resolve();
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    });
    const app = testApp({ plan: [wire(0, 'text-generation', { text: 'x' })], experts: [held] });
    const client = new AbortController();
    const answer = app.fetch('/hugginggpt', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ messages: [{ role: 'user', content: 'x' }] }),
      signal: client.signal,
    });
    await begun.promise;
    client.abort();
    await expect.poll(() => app.engine.store.runs.list(1)[0]?.status).toBe('cancelled');
    expect((await answer).status).toBe(503);
  });
});

describe('a body that is none', () => {
  const send = (body: string, type = 'application/json') =>
    testApp({ experts: [sayingExpert('text-generation', 'x')] }).fetch('/hugginggpt', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });

  it.each([
    '',
    '{',
    '[]',
    '{}',
    '{"messages": []}',
    '{"messages": [{"role": "assistant", "content": "hi"}]}',
    '{"messages": [{"role": "user", "content": " "}]}',
    '{"messages": [{"role": "user", "content": {"path": "/etc/passwd"}}]}',
  ])('%s is refused with a reason', async (body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: expect.stringContaining('messages') });
  });

  it('is refused where a page could have sent it without asking', async () => {
    const body = '{"messages": [{"role": "user", "content": "x"}]}';
    expect((await send(body, 'text/plain')).status).toBe(415);
    expect((await send(body, 'application/x-www-form-urlencoded')).status).toBe(415);
  });

  it('names a file that is not there', async () => {
    const id = 'a'.repeat(64);
    const answer = await post(testApp(), '/results', `read /media/${id}/x.png`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: expect.stringContaining(id) });
  });
});
