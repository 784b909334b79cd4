// The runner's process must reach nothing, whatever its libraries try. A server on this machine counts who
// comes; the same tries without the runner do reach it, so the test can fail.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runnerForTest } from '../runner/rig.ts';

const TASKS = new URL('./reaching-tasks.ts', import.meta.url);

/** A Hub that has one configuration, and the paths that it was asked for. */
async function startHub() {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(JSON.stringify({ model_type: 'bert' }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  // A server that listens on TCP has an address of this shape.
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

it('the runner reaches nothing: not by fetch, not by its libraries, not for a model', async () => {
  const hub = await startHub();
  const runner = runnerForTest({ registry: TASKS });
  const { output } = await runner.perform(
    {
      task: 'text-generation',
      model: { id: 'one', name: 'One', folder: '/models/one', bytes: { fp32: 1000 } },
      ...{ device: 'cpu', dtype: 'fp32' },
      inputs: { text: { kind: 'text', text: hub.url } },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
  expect(output.text?.split('\n')).toEqual(['fetch refused', 'library refused', 'model refused']);
  expect(hub.asked).toEqual([]);
});

it('without the runner the same tries reach the server', async () => {
  const hub = await startHub();
  const child = spawn(process.execPath, [fileURLToPath(TASKS), hub.url]);
  const [told] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect(told.trim().split('\n')).toEqual(['fetch reached', 'library reached', 'model reached']);
  expect(hub.asked.length).toBeGreaterThanOrEqual(3);
});
