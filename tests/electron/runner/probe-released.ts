// Begins to try a device that never answers, says the process in which it is tried, and lets it go.

import { readFileSync } from 'node:fs';
import { createDevices } from '../../../electron/runner/probe.ts';

const { probe, release } = createDevices({
  devices: ['cpu', 'webgpu'],
  child: new URL('./probe-hang.ts', import.meta.url),
});
probe();
console.log(readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim());
release();
