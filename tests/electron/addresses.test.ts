// Addresses in a request, with a server on this machine and the wall around it.

import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../electron/engine.ts';
import type { RunState } from '../../shared/events.ts';
import type { Mode } from '../../shared/settings.ts';
import { fixedController, wire } from '../fakes/controllers.ts';
import { follow } from '../fakes/engines.ts';
import { fakeExpert } from '../fakes/experts.ts';
import { temporaryFolder } from '../fakes/folders.ts';

const SAMPLE = readFileSync(new URL('../../assets/samples/invoice.png', import.meta.url));

let engine: Engine | undefined;
let server: Server | undefined;
afterEach(async () => {
  await engine?.close();
  server?.closeAllConnections();
  server?.close();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const picture: Answer = (_, response) => response.end(SAMPLE);

interface Asked {
  readonly answer?: Answer;
  readonly mode?: Mode;
  /** Hosts, by default the server's own. */
  readonly allowed?: readonly string[];
  readonly maxFileBytes?: number;
}

async function ask({ answer = picture, mode = 'hybrid', allowed, maxFileBytes }: Asked = {}) {
  const seen: string[] = [];
  const made = createServer((request, response) => {
    seen.push(request.url ?? '');
    answer(request, response);
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  const { port } = made.address() as AddressInfo; // of a server on TCP
  const url = `http://127.0.0.1:${port}/a/cat%20one.png`;
  const home = temporaryFolder();
  const settings = {
    allowedAddresses: allowed ?? [`127.0.0.1:${port}`],
    ...(maxFileBytes !== undefined && { maxFileBytes }),
  };
  writeFileSync(join(home, 'settings.json'), JSON.stringify(settings));
  const reader = fakeExpert('image-to-text', {
    perform: async ({ image }) => ({ text: image?.kind === 'image' ? `Read ${image.name}` : '' }),
  });
  const plan = [0, 1].map((id) => wire(id, 'image-to-text', { image: url }));
  const controller = fixedController(plan);
  engine = createEngine({ home, mode, experts: [reader], controller });
  const { state } = await follow(engine.ask(`read ${url} twice`));
  return { state, seen, url, home };
}

const codes = ({ tasks }: RunState) =>
  tasks.map((task) => (task.status === 'failed' ? task.error.code : task.status));

describe('an address in a request', () => {
  it('is fetched once for all tasks, and kept with the run', async () => {
    const { state, seen, url, home } = await ask();
    expect(state.tasks.map((task) => task.status === 'finished' && task.output.text)).toEqual([
      'Read cat one.png',
      'Read cat one.png',
    ]);
    expect(seen).toEqual(['/a/cat%20one.png']);
    expect(state.fetched).toMatchObject([{ url, file: { name: 'cat one.png' } }]);
    const records = engine?.network.overview().records ?? [];
    expect(records).toMatchObject([{ purpose: 'address', run: state.runId }]);
    // The next start removes what no run shows.
    await engine?.close();
    engine = createEngine({ home });
    const [kept] = state.fetched;
    expect(engine.store.artefacts.find(kept?.file.artefact.id ?? '')).toMatchObject({
      kind: 'image',
    });
    expect((await engine.store.gallery.list({ search: 'cat one' })).items).toHaveLength(1);
  });

  it.each([
    ['of a network of its own, where that is not allowed', { allowed: [] }, 'NETWORK_REFUSED'],
    ['that is another file than its name says', { answer: html }, 'FILE_MISLABELLED'],
    ['that is not there', { answer: missing }, 'FILE_UNREADABLE'],
    ['that is too large', { maxFileBytes: 100 }, 'FILE_TOO_LARGE'],
    ['that leads inside', { answer: inside }, 'NETWORK_REFUSED'],
    ['that breaks off', { answer: cut }, 'NETWORK_FAILED'],
  ] as const)('%s fails its tasks with the reason', async (_, asked, code) => {
    const { state } = await ask(asked);
    expect(codes(state)).toEqual([code, code]);
    expect(state.fetched).toEqual([]);
  });

  it('is not asked in local mode where it is not on this machine', async () => {
    const plan = [wire(0, 'image-to-text', { image: 'https://pictures.example/a.png' })];
    const reader = fakeExpert('image-to-text', { perform: async () => ({ text: 'x' }) });
    const controller = fixedController(plan);
    engine = createEngine({
      home: temporaryFolder(),
      experts: [reader],
      controller,
      mode: 'local',
    });
    const { state } = await follow(engine.ask('read https://pictures.example/a.png'));
    expect(codes(state)).toEqual(['NETWORK_REFUSED']);
  });
});

function html(_: IncomingMessage, response: ServerResponse): void {
  response.end('<!doctype html><title>no picture</title>');
}

function missing(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(404).end();
}

function inside(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
}

function cut(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': String(SAMPLE.length) });
  response.write(SAMPLE.subarray(0, 1000), () => response.destroy());
}
