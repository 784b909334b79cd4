// The report that a person may hand on: what this installation is and what went wrong lately, as plain text
// that they read before they copy it. Names and numbers of the program alone; every value is redacted.

import { createRequire } from 'node:module';
import { availableParallelism, cpus, freemem, platform, release, totalmem } from 'node:os';
import { z } from 'zod';
import type { LogEntry } from '../../shared/diagnostics.ts';
import type { DeviceReport } from '../../shared/model-listing.ts';
import { DEFAULT_SETTINGS, type Mode, type Settings } from '../../shared/settings.ts';
import { formatBytes } from '../library/bytes.ts';
import { readLog } from '../store/log-file.ts';
import { programVersion } from '../version.ts';
import { createRedactor, type Redactor } from './redact.ts';

export interface ReportParts {
  readonly home: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly mode: Mode;
  readonly settings: Settings;
  readonly devices: readonly DeviceReport[];
  /** How many there are, by what they are; nothing where the data folder belongs to another process. */
  readonly counts: Readonly<Record<string, number>>;
  /** Installed ones. */
  readonly models: number;
}

/** Lines of the log that a report has. */
const MOST_LINES = 100;

export async function composeReport(parts: ReportParts): Promise<string> {
  const redact = createRedactor(parts.environment);
  const log = await readLog(parts.home, MOST_LINES);
  const sections = [
    ['Ensemble', versionLines(parts)],
    ['Machine', machineLines()],
    ['Devices', parts.devices.map(deviceLine)],
    ['Settings', settingLines(parts.settings)],
    ['Counts', Object.entries({ ...parts.counts, models: parts.models }).map(factLine)],
    ['Log', log.map((entry) => logLine(entry, redact))],
  ] as const;
  return sections
    .map(([title, lines]) => [title, ...(lines.length === 0 ? ['nothing'] : lines).map(indented)])
    .map((lines) => lines.join('\n'))
    .join('\n\n')
    .concat('\n');

  function factLine([name, value]: readonly [string, string | number]): string {
    return `${name}: ${redact(String(value))}`;
  }

  function deviceLine({ device, works, name, why }: DeviceReport): string {
    return `${device}: ${works ? redact(`works${name === undefined ? '' : ` (${name})`}`) : redact(why ?? 'does not work')}`;
  }

  function versionLines({ mode, environment }: ReportParts): readonly string[] {
    const { ENSEMBLE_ELECTRON: electron } = environment;
    return Object.entries({
      version: programVersion(),
      mode,
      node: process.version,
      ...(electron !== undefined && { electron }),
      'onnx runtime': packageVersion('onnxruntime-node'),
    }).map(factLine);
  }

  function machineLines(): readonly string[] {
    return Object.entries({
      system: `${platform()} ${release()} ${process.arch}`,
      processor: `${cpus()[0]?.model ?? 'unknown'}, ${availableParallelism()} threads`,
      memory: `${formatBytes(freemem())} free of ${formatBytes(totalmem())}`,
    }).map(factLine);
  }

  function settingLines(settings: Settings): readonly string[] {
    return Object.entries(tellable(settings)).map(factLine);
  }
}

const indented = (line: string) => `  ${line}`;

const PackageSchema = z.object({ version: z.string() });

function packageVersion(name: string): string {
  const found: unknown = createRequire(import.meta.url)(`${name}/package.json`);
  return PackageSchema.parse(found).version;
}

/** Settings that differ from the program's own, without folders, names of hosts and what stands for a key. */
function tellable(settings: Settings): Readonly<Record<string, string>> {
  const { connections, modelFolders, allowedAddresses, hostedModels, inferenceRouter, ...rest } =
    settings;
  const own: Readonly<Record<string, unknown>> = DEFAULT_SETTINGS;
  const changed = Object.entries(rest).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(own[name]),
  );
  const presets = Object.values(connections).map(({ preset }) => preset);
  const counted = { modelFolders, allowedAddresses, hostedModels };
  return {
    ...Object.fromEntries(changed.map(([name, value]) => [name, JSON.stringify(value)])),
    ...(presets.length > 0 && { connections: presets.join(', ') }),
    ...Object.fromEntries(
      Object.entries(counted)
        .filter(([, list]) => list.length > 0)
        .map(([name, list]) => [name, String(list.length)]),
    ),
    ...(inferenceRouter !== undefined && { inferenceRouter: 'set' }),
  };
}

/** "2026-01-05T10:40:12Z engine task-failed MODEL_CRASHED model=… run=…" */
function logLine(
  { at, source, event, code, facts, stack = [] }: LogEntry,
  redact: Redactor,
): string {
  const words = Object.entries(facts).map(([name, value]) => `${name}=${redact(value)}`);
  const head = [new Date(at).toISOString(), source, event, code, ...words]
    .filter(Boolean)
    .join(' ');
  return [head, ...stack.map((frame) => `  ${redact(frame)}`)].join('\n  ');
}
