// That a record names the run and the task which its connection was for, through the whole engine: language
// models and experts are made once for all runs, slots go from one run to another, downloads wait in a queue.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createQueue, type Job } from '../../../electron/library/queue.ts';
import { createNetwork } from '../../../electron/network/network.ts';
import { conducted, planWords } from '../../fakes/conducted.ts';
import { wire } from '../../fakes/controllers.ts';
import { follow } from '../../fakes/engines.ts';

const PLAN = [
  wire(0, 'text-generation', { text: 'a rhyme' }),
  wire(1, 'translation', { text: '<resource>-0' }),
  wire(2, 'summarization', { text: '<resource>-1' }),
];

it('names the run of each question to a language model, and the task where it does one', async () => {
  const { engine, server, close } = await conducted(
    { plan: planWords(PLAN), perform: '{"text":"Roses are red."}', answer: 'Done.' },
    { settings: { networkSlots: 1 } },
  );
  onTestFinished(close);
  const asked = ['write a rhyme', 'write another rhyme'].map((request) =>
    follow(engine.ask(request)),
  );
  const runs = await Promise.all(asked);
  const ids = runs.map(({ state }) => state.runId);
  const { port } = new URL(server.url);
  const records = engine.network.overview().records.filter((one) => String(one.port) === port);
  const of = (id: string) => records.filter(({ run }) => run === id);
  expect(records.length).toBe(server.requests.length);
  expect(records.length).toBe(ids.reduce((sum, id) => sum + of(id).length, 0));
  for (const { state } of runs) {
    expect(state.tasks.map(({ status }) => status)).toEqual(['finished', 'finished', 'finished']);
    const tasks = of(state.runId).map(({ task }) => task);
    const performed = state.tasks
      .filter(({ assignment }) => assignment?.model.host === 'controller')
      .map(({ task }) => task.id);
    expect(performed.length).toBeGreaterThan(0);
    expect(new Set(tasks)).toEqual(new Set([undefined, ...performed]));
  }
});

it('a download that another run’s end lets begin is still for the run that wished for it', async () => {
  const server = createServer((_, response) => response.end('bytes')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address of this shape.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const configured = () => [];
  const network = createNetwork({
    ...{ environment: {}, mode: 'hybrid', clock: Date.now, configured },
  });
  const fetching = network.fetch('hub');
  const job = (id: string): Job => ({
    ...{ id, model: id, revision: 'main', dtype: 'q8' },
    run: async () => void (await (await fetching(url)).text()),
    discard: async () => {},
  });
  const queue = createQueue(() => {});
  await Promise.all(
    ['a', 'b', 'c'].map((run) => network.attributed({ run }, () => queue.add(job(run)))),
  );
  expect(network.overview().records.map(({ run }) => run)).toEqual(['a', 'b', 'c']);
});
