import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { chooseDevice, devicesOf, type Probed } from '../../../electron/runner/devices.ts';
import { createDevices, parseNvidiaCard } from '../../../electron/runner/probe.ts';
import { detail } from '../../../shared/errors.ts';

const SOFTWARE_ADAPTER = '/usr/lib/chromium/vk_swiftshader_icd.json';

test('the CPU works, and says how fast', async () => {
  const [cpu] = await createDevices({ devices: ['cpu'] }).probe();
  expect(cpu).toMatchObject({ device: 'cpu', works: true, memory: { total: expect.any(Number) } });
  expect(cpu?.works && cpu.speed).toBeGreaterThan(1e8);
});

test('a device whose libraries are not there is a reason, with what can be done', async () => {
  const environment = { ...process.env, VK_ICD_FILENAMES: '/nothing.json' };
  const [cuda, webgpu] = await createDevices({ devices: ['cuda', 'webgpu'], environment }).probe();
  expect(cuda).toMatchObject({ works: false, advice: { code: 'cuda-advice' } });
  expect(webgpu).toMatchObject({ works: false, why: expect.stringContaining('adapter') });
});

test.skipIf(!existsSync(SOFTWARE_ADAPTER))(
  'a software adapter answers rightly, is named so, and is not chosen',
  async () => {
    const environment = { ...process.env, VK_ICD_FILENAMES: SOFTWARE_ADAPTER };
    // The adapter shares the cores with whatever else is tested.
    const options = { devices: ['webgpu', 'cpu'], environment, limitMs: 280_000 } as const;
    const probed = await createDevices(options).probe();
    expect(probed[0]).toMatchObject({ works: true, name: 'a software adapter' });
    expect(chooseDevice(probed)).toBe('cpu');
  },
  300_000,
);

test('a device that hangs or crashes is given up, and is tried once', async () => {
  const hanging = createDevices({ devices: ['cpu'], limitMs: 300, child: fixture('hang') });
  const [hung] = await hanging.probe();
  expect(hung).toMatchObject({ works: false, why: expect.stringContaining('0.3 s') });
  expect((await hanging.probe())[0]).toBe(hung);
  const [crashed] = await createDevices({ devices: ['cpu'], child: fixture('crash') }).probe();
  expect(crashed).toMatchObject({ works: false, why: expect.stringContaining('SIGABRT') });
});

test.skipIf(!existsSync('/proc'))(
  'a program ends at once while a device is tried that hangs, and leaves nothing of it',
  async () => {
    const script = fileURLToPath(new URL('./probe-released.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 10_000 });
    const tried = Number(stdout.trim());
    expect(tried).toBeGreaterThan(0);
    await expect.poll(() => wordsOf(tried)).toBe('');
  },
);

test('what a platform can have follows the builds of ONNX Runtime', () => {
  expect(devicesOf('linux', 'x64')).toEqual(['cuda', 'webgpu', 'cpu']);
  expect(devicesOf('linux', 'arm64')).toEqual(['cpu']);
  expect(devicesOf('darwin', 'arm64')).toEqual(['coreml', 'webgpu', 'cpu']);
  expect(devicesOf('win32', 'x64')).toEqual(['dml', 'webgpu', 'cpu']);
});

test('the fastest device is chosen unless another is preferred that works', () => {
  const probed: readonly Probed[] = [
    { device: 'cuda', works: false, why: '', advice: detail('cuda-advice') },
    { device: 'webgpu', works: true, speed: 9e12 },
    { device: 'cpu', works: true, speed: 1e11 },
  ];
  expect(chooseDevice(probed)).toBe('webgpu');
  expect(chooseDevice(probed, { preferred: 'cpu' })).toBe('cpu');
  expect(chooseDevice(probed, { preferred: 'cuda' })).toBe('webgpu');
  expect(chooseDevice([])).toBe('cpu');
});

test('a card’s name and memory are read from the list of its driver', () => {
  expect(parseNvidiaCard('Some Card, 143771, 143000\nOther, 1, 1\n')).toEqual({
    name: 'Some Card',
    memory: { total: 143_771 * 2 ** 20, free: 143_000 * 2 ** 20 },
  });
  expect(parseNvidiaCard('Some Card, [N/A], [N/A]\n')).toEqual({ name: 'Some Card' });
  expect(parseNvidiaCard('')).toBeUndefined();
});

/** What a process was started with; of one that has ended nothing, even before it is cleared away. */
function wordsOf(pid: number): string {
  const path = `/proc/${pid}/cmdline`;
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function fixture(how: 'hang' | 'crash'): URL {
  return new URL(`./probe-${how}.ts`, import.meta.url);
}
