// Tries each device in a process that is thrown away afterwards: a driver may crash, hang, or answer
// wrongly, and none of it may touch the engine.

import { type ChildProcess, execFile, fork } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Device } from '../../shared/inference.ts';
import { type DeviceMemory, devicesOf, type Probed } from './devices.ts';
import { deviceAdvice, shortWords } from './failures.ts';
import { nodeProgram, runnerEnvironment } from './node-program.ts';

/** What the process of a probe says, once. */
export type ProbeAnswer =
  | { readonly works: true; readonly speed: number }
  | { readonly works: false; readonly why: string };

export interface ProbeOptions {
  readonly devices?: readonly Device[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds after which a device is taken to hang. */
  readonly limitMs?: number;
  /** The module that the process runs. */
  readonly child?: URL;
}

export interface Devices {
  /** Found out once, then remembered. */
  readonly probe: () => Promise<readonly Probed[]>;
  /** This process need not stay for what is being tried; whoever waits is still answered while it does. */
  readonly release: () => void;
}

const LIMIT_MS = 20_000;
const CARDS_LIMIT_MS = 5000;

/** Nothing is tried until it is asked for. */
export function createDevices(options: ProbeOptions = {}): Devices {
  let probed: Promise<readonly Probed[]> | undefined;
  let program: ChildProcess | undefined;
  let isReleased = false;
  const letGo = () => {
    program?.unref();
    program?.channel?.unref();
  };
  const onStart = (started: ChildProcess) => {
    program = started;
    if (isReleased) {
      letGo();
    }
  };
  return {
    probe: () => {
      probed ??= probeDevices({ ...options, onStart });
      return probed;
    },
    release: () => {
      isReleased = true;
      letGo();
    },
  };
}

interface Trying extends ProbeOptions {
  readonly onStart: (program: ChildProcess) => void;
}

/** One after the other, since they would slow each other. */
async function probeDevices({
  devices = devicesOf(process.platform, process.arch),
  ...options
}: Trying): Promise<readonly Probed[]> {
  const probed: Probed[] = [];
  for (const device of devices) {
    probed.push(await probeDevice(device, options));
  }
  return probed;
}

async function probeDevice(device: Device, options: Trying): Promise<Probed> {
  const answer = await answerOf(device, options);
  return answer.works
    ? { device, ...answer, ...(await factsOf(device, options.environment ?? process.env)) }
    : { device, works: false, why: answer.why, advice: deviceAdvice(device) };
}

function answerOf(
  device: Device,
  {
    environment = process.env,
    limitMs = LIMIT_MS,
    child = new URL('./probe-child.ts', import.meta.url),
    onStart,
  }: Trying,
): Promise<ProbeAnswer> {
  const { promise, resolve } = Promise.withResolvers<ProbeAnswer>();
  const program = fork(fileURLToPath(child), [device], {
    execPath: nodeProgram(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: runnerEnvironment(environment),
  });
  const fail = (why: string) => resolve({ works: false, why });
  const kill = () => program.kill('SIGKILL');
  process.once('exit', kill); // a driver that hangs would keep it
  const timer = setTimeout(() => {
    fail(`it gave no answer in ${limitMs / 1000} s`);
    kill();
  }, limitMs).unref();
  program.once('message', (answer: ProbeAnswer) => resolve(answer)); // our own child's
  program.once('error', (error) => fail(shortWords(error)));
  program.once('close', (code, signal) => {
    clearTimeout(timer);
    process.off('exit', kill);
    fail(`its process ended with ${signal ?? `status ${code}`}`);
  });
  onStart(program);
  return promise;
}

type Facts = { readonly name?: string; readonly memory?: DeviceMemory };

async function factsOf(device: Device, environment: NodeJS.ProcessEnv): Promise<Facts> {
  if (device === 'cpu') {
    const name = cpus()[0]?.model.trim();
    const memory = { total: totalmem(), free: process.availableMemory() };
    return name ? { name, memory } : { memory };
  }
  if (device === 'webgpu' && /swiftshader|lvp_icd/i.test(environment.VK_ICD_FILENAMES ?? '')) {
    return { name: 'a software adapter' };
  }
  return device === 'cuda' ? ((await firstNvidiaCard()) ?? {}) : {};
}

async function firstNvidiaCard(): Promise<Facts | undefined> {
  const query = ['--query-gpu=name,memory.total,memory.free', '--format=csv,noheader,nounits'];
  try {
    const { stdout } = await promisify(execFile)('nvidia-smi', query, { timeout: CARDS_LIMIT_MS });
    return parseNvidiaCard(stdout);
  } catch {
    return undefined; // the device works all the same; only its name stays unknown
  }
}

/** @param listed a line a card: name, total and free memory in MiB */
export function parseNvidiaCard(listed: string): Facts | undefined {
  const [name, total, free] = (listed.split('\n')[0] ?? '').split(',').map((cell) => cell.trim());
  const memory = { total: Number(total) * 2 ** 20, free: Number(free) * 2 ** 20 };
  if (!name) {
    return undefined;
  }
  return Number.isFinite(memory.total) && Number.isFinite(memory.free)
    ? { name, memory }
    : { name };
}
