// `ensemble doctor`: what this installation is, where it keeps things, and what it can and can't do.

import { statfs } from 'node:fs/promises';
import { availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import Database from 'better-sqlite3';
import type { NetworkOverview } from '../../shared/connections.ts';
import { type ErrorReport, toErrorReport } from '../../shared/errors.ts';
import type { Device } from '../../shared/inference.ts';
import type { DeviceReport } from '../../shared/model-listing.ts';
import { TASK_TYPES, taskEntry } from '../../shared/tasks.ts';
import { composeReport } from '../diagnostics/report-text.ts';
import { BUILTIN_EXPERTS } from '../experts/registry.ts';
import { toReport } from '../model-listings.ts';
import { defaultHome } from '../store/home.ts';
import { openStore } from '../store/store.ts';
import { programVersion } from '../version.ts';
import type { Console } from './console.ts';
import { printNetwork } from './doctor-network.ts';
import { withLocal } from './with-local.ts';

interface TaskDiagnosis {
  readonly task: string;
  /** Ids of the models that can do it here. */
  readonly models: readonly string[];
  /** What it would take, where nothing can. */
  readonly missing?: string;
}

interface Diagnosis {
  readonly versions: Readonly<Record<string, string>>;
  readonly home: {
    readonly path: string;
    /** Bytes free on its disk; null where the folder can't be made. */
    readonly freeBytes: number | null;
    readonly error?: ErrorReport;
  };
  readonly devices: {
    readonly cpu: { readonly model: string; readonly threads: number };
    /** Bytes. */
    readonly memory: { readonly total: number; readonly free: number };
    /** What trying each of them now has found. */
    readonly inference: readonly DeviceReport[];
    /** Where models run. */
    readonly chosen: Device;
  };
  readonly tasks: readonly TaskDiagnosis[];
  /** What may be asked in this mode, and what this command itself attempted; where it was asked for. */
  readonly network?: NetworkOverview;
}

export interface DoctorArguments {
  readonly json?: boolean | undefined;
  readonly network?: boolean | undefined;
  readonly report?: boolean | undefined;
}

/** @returns the exit status: 1 where the data folder can't be used */
export async function doctorCommand(
  { json = false, network = false, report = false }: DoctorArguments,
  console: Console,
): Promise<number> {
  if (report) {
    console.print(await reportText());
    return 0;
  }
  const diagnosis = await diagnose(network);
  if (json) {
    console.print(JSON.stringify(diagnosis));
  } else {
    printDiagnosis(diagnosis, console);
    if (diagnosis.network !== undefined) {
      printNetwork(diagnosis.network, console);
    }
  }
  return diagnosis.home.error === undefined ? 0 : 1;
}

async function diagnose(isNetworkAsked: boolean): Promise<Diagnosis> {
  const { probed, installed, network } = await withLocal(
    { isFresh: true },
    async ({ probe, device, models }, { network }) => {
      const inference = (await probe()).map(toReport);
      await models.ready();
      return {
        probed: { inference, chosen: await device() },
        installed: models.experts(),
        network: network.overview(),
      };
    },
  );
  return {
    versions: versions(),
    home: await diagnoseHome(),
    devices: {
      cpu: { model: cpus()[0]?.model ?? 'unknown', threads: availableParallelism() },
      memory: { total: totalmem(), free: freemem() },
      ...probed,
    },
    tasks: TASK_TYPES.map((task) => {
      const models = [...installed, ...BUILTIN_EXPERTS]
        .filter((expert) => expert.task === task)
        .map(({ model }) => model.id);
      return { task, models, ...(models.length === 0 && { missing: taskEntry(task).needs }) };
    }),
    ...(isNetworkAsked && { network }),
  };
}

/** Works beside an engine that runs; what its database holds is not counted then. */
function reportText(): Promise<string> {
  return withLocal({}, async ({ probe, library }, { home, mode, settings, environment }) => {
    const models = (await library.search('')).filter(({ installed }) => installed.length > 0);
    return composeReport({
      ...{ home, environment, mode, settings, counts: {}, models: models.length },
      devices: (await probe()).map(toReport),
    });
  });
}

function versions(): Diagnosis['versions'] {
  const database = new Database(':memory:');
  try {
    return {
      ensemble: programVersion(),
      node: process.version,
      sqlite: String(database.prepare('SELECT sqlite_version()').pluck().get()),
      system: `${platform()} ${release()} ${process.arch}`,
    };
  } finally {
    database.close();
  }
}

async function diagnoseHome(): Promise<Diagnosis['home']> {
  const path = defaultHome(process.env);
  try {
    openStore(path, Date.now).close();
    const { bavail, bsize } = await statfs(path);
    return { path, freeBytes: bavail * bsize };
  } catch (error) {
    return { path, freeBytes: null, error: toErrorReport(error) };
  }
}

function printDiagnosis({ versions, home, devices, tasks }: Diagnosis, console: Console): void {
  const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  const head = (title: string) => console.print(`\n${console.paint('bold', title)}`);
  console.print(console.paint('bold', 'Versions'));
  for (const [name, version] of Object.entries(versions)) {
    console.print(`  ${name.padEnd(10)} ${version}`);
  }
  head('Data folder');
  console.print(`  ${home.path}`);
  console.print(
    home.error === undefined
      ? `  usable, ${gigabytes(home.freeBytes ?? 0)} free`
      : `  ${console.paint('red', 'not usable')}: ${home.error.message} [${home.error.code}]`,
  );
  head('Devices');
  console.print(`  CPU        ${devices.cpu.model}, ${devices.cpu.threads} threads`);
  console.print(
    `  Memory     ${gigabytes(devices.memory.free)} free of ${gigabytes(devices.memory.total)}`,
  );
  for (const { device, works, name, why, advice } of devices.inference) {
    const chosen = device === devices.chosen ? ', models run here' : '';
    const told = works
      ? `works${chosen}${name === undefined ? '' : ` (${name})`}`
      : `${why}. ${advice?.text}`;
    console.print(`  ${device.padEnd(10)} ${told}`);
  }
  head('Tasks');
  for (const { task, models, missing } of tasks) {
    const mark =
      missing === undefined ? console.paint('green', 'yes') : console.paint('dim', 'no ');
    console.print(`  ${mark}  ${task.padEnd(31)} ${models.join(', ') || `it takes ${missing}`}`);
  }
}
