// A program that has a runner and tells its parent the runner's process, for a test that kills it.

import { join } from 'node:path';
import { createRunner } from '../../../electron/runner/pool.ts';

const [folder = ''] = process.argv.slice(2);
const registry = new URL('./tasks.ts', import.meta.url);
const runner = createRunner({ registry, processes: 1, scratch: join(folder, 'scratch') });
const text = JSON.stringify({ steps: [] });
await runner.perform(
  {
    task: 'text-generation',
    model: { id: 'one', name: 'One', folder: '/models/one', bytes: { fp32: 1 } },
    ...{ device: 'cpu', dtype: 'fp32' },
    inputs: { text: { kind: 'text', text } },
  },
  { signal: new AbortController().signal, progress: () => {} },
);
process.send?.(runner.status().processes[0]?.pid);
